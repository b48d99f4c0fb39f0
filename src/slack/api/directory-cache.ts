import { LRUCache } from 'lru-cache';
import type { Member } from '../../domain/model/member/member.js';
import type { Members } from '../../domain/ports.js';
import { atMost } from '../../lib/at-most.js';

/** Finds a member by id; null when the directory does not have them. */
export type FindMember = (tenantId: string, slackUserId: string) => Promise<Member | null>;

/**
 * Milliseconds for which a member is cached. This affects names, language and membership of the workspace; roles are
 * read anew.
 */
const NAMES_FRESH_MS = 60_000;

/** Creates a look-up of members in Baton's directory that caches each for a minute. */
export function createDirectoryCache(members: Pick<Members, 'get'>): FindMember {
  const known = new LRUCache<string, { member: Member | null }>({
    ...atMost(10_000),
    ttl: NAMES_FRESH_MS,
    fetchMethod: async (key) => {
      const [tenantId = '', slackUserId = ''] = key.split(' ');
      return { member: await members.get(tenantId, slackUserId) };
    },
  });
  return async (tenantId, slackUserId) => (await known.fetch(`${tenantId} ${slackUserId}`))?.member ?? null;
}

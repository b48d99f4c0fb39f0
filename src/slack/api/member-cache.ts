import { LRUCache } from 'lru-cache';
import type { Member } from '../../domain/model/member/member.js';
import type { Members } from '../../domain/ports.js';

/** Who asks, as the directory knows them; null when it does not. */
export type FindMember = (tenantId: string, slackUserId: string) => Promise<Member | null>;

/**
 * A new name or language, and that somebody belongs to another workspace, may take this long to show, in milliseconds.
 * What else people may do is read afresh.
 */
const NAMES_FRESH_MS = 60_000;

/** Looks members up, and remembers them for a minute: a click needs a name, not a read. */
export function createMemberCache(members: Pick<Members, 'get'>): FindMember {
  const known = new LRUCache<string, { member: Member | null }>({
    max: 10_000,
    ttl: NAMES_FRESH_MS,
    fetchMethod: async (key) => {
      const [tenantId = '', slackUserId = ''] = key.split(' ');
      return { member: await members.get(tenantId, slackUserId) };
    },
  });
  return async (tenantId, slackUserId) => (await known.fetch(`${tenantId} ${slackUserId}`))?.member ?? null;
}

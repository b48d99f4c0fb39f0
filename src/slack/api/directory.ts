import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { AccessRevoked, Hopeless, Postponed } from '../../domain/model/errors.js';
import type { SlackProfile } from '../../domain/model/member/member.js';
import type { Directory } from '../../domain/ports.js';
import { mapUserToProfile } from './map-user-to-profile.js';
import { toDomainError } from './slack-errors.js';
import type { ClientOf } from './tenant-clients.js';
import { isOrganization } from './tenant-of.js';

/** The page size that Slack recommends. */
const PAGE = 200;

/** The largest number of pages to read of a list. */
const PAGES = 2_500;

/**
 * Number of attempts at one page. Without retries, a workspace with more pages than Slack allows in a minute would be
 * read from the beginning again and again.
 */
const TRIES = 3;

/** The longest rate limit, in milliseconds, for which the job itself waits; a longer one postpones the job. */
const LONGEST_PAUSE_MS = 60_000;

/** Milliseconds to wait after a revoked token: longer than tokens are cached. */
const TOKEN_RETRY_MS = 6_000;

const pause = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

/**
 * Lists the workspace's people, with bots and guests, page by page. An organization's people come after all of its
 * workspaces were read.
 */
export const createDirectory = (clientOf: ClientOf, wait = pause): Directory => ({
  async *list(tenantId) {
    const profiles = profilesOf(callsFor(clientOf, tenantId, wait), tenantId);
    if (isOrganization(tenantId)) yield* inPages(await joined(profiles));
    else yield* profiles;
  },
});

async function* profilesOf(call: Call, tenantId: string): AsyncGenerator<SlackProfile[]> {
  for (const team of await teamsOf(call, tenantId)) {
    for await (const { members = [] } of pages((cursor) =>
      call((client) => client.users.list({ limit: PAGE, include_locale: true, ...team, ...cursor })),
    )) {
      yield members.map((user) => mapUserToProfile(user as object, tenantId)).filter((profile) => profile !== null);
    }
  }
}

/** Merges the people of an organization's workspaces. */
async function joined(pages: AsyncIterable<readonly SlackProfile[]>): Promise<SlackProfile[]> {
  const people = new Map<string, SlackProfile>();
  for await (const page of pages)
    for (const profile of page) people.set(profile.slackUserId, join(people.get(profile.slackUserId), profile));
  return [...people.values()];
}

/** Merges two profiles: a person is deactivated, or a guest, only if so in every workspace. */
function join(known: SlackProfile | undefined, profile: SlackProfile): SlackProfile {
  if (!known) return profile;
  const changedAt = later(known.changedAt, profile.changedAt);
  return { ...joinedState(known, profile), ...(changedAt && { changedAt }) };
}

function joinedState(known: SlackProfile, profile: SlackProfile): SlackProfile {
  if (known.isDeactivated) return profile;
  return profile.isDeactivated ? known : { ...profile, isGuest: known.isGuest && profile.isGuest };
}

/** Returns the later date: what one workspace says last must not seem newer than the merged profile. */
const later = (a: Date | undefined, b: Date | undefined): Date | undefined => (a && b && b < a ? a : (b ?? a));

function* inPages(people: readonly SlackProfile[]): Generator<SlackProfile[]> {
  for (let from = 0; from < people.length; from += PAGE) yield people.slice(from, from + PAGE);
}

type Call = <T>(work: (client: WebClient) => Promise<T>) => Promise<T>;
type Cursor = { readonly cursor: string } | Record<string, never>;

function callsFor(clientOf: ClientOf, tenantId: string, wait: typeof pause): Call {
  const attempt = async <T>(work: (client: WebClient) => Promise<T>, left: number): Promise<T> => {
    try {
      return await work(await clientOf(tenantId));
    } catch (error) {
      const trouble = toDomainError(error, 'directory', `slack:${tenantId}:users`);
      const ms = left > 0 ? waitFor(trouble) : null;
      if (ms === null) throw trouble;
      await wait(ms);
      return attempt(work, left - 1);
    }
  };
  return (work) => attempt(work, TRIES - 1);
}

/** Returns the milliseconds to wait before a retry; null when the job must be postponed instead. */
function waitFor(trouble: unknown): number | null {
  if (trouble instanceof AccessRevoked) return TOKEN_RETRY_MS;
  return trouble instanceof Postponed && trouble.retryAfterMs <= LONGEST_PAUSE_MS ? trouble.retryAfterMs : null;
}

/** Returns the workspaces to list: a token of an organization must name each of them. */
async function teamsOf(call: Call, tenantId: string): Promise<{ team_id?: string }[]> {
  if (!isOrganization(tenantId)) return [{}];
  const all: { team_id?: string }[] = [];
  for await (const { teams = [] } of pages((cursor) => call((client) => client.auth.teams.list({ ...cursor }))))
    for (const { id } of teams) if (id) all.push({ team_id: id });
  return all;
}

async function* pages<Page extends { response_metadata?: { next_cursor?: string } }>(
  read: (cursor: Cursor) => Promise<Page>,
): AsyncGenerator<Page> {
  let cursor: string | undefined;
  for (let count = 0; count < PAGES; count += 1) {
    const page = await read(cursor ? { cursor } : {});
    yield page;
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) return;
  }
  throw new Hopeless(`Slack's list has more than ${PAGES} pages`);
}

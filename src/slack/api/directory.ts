import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { AccessRevoked, Hopeless, Postponed } from '../../domain/model/errors.js';
import type { SlackProfile } from '../../domain/model/member/member.js';
import type { Directory } from '../../domain/ports.js';
import { profileOf } from './profile.js';
import { toDomainError } from './slack-errors.js';
import type { ClientOf } from './tenant-clients.js';
import { isOrganization } from './tenant-of.js';

/** Slack's advice for a page. */
const PAGE = 200;

/** No list is longer than so many pages; one that goes on is read no further. */
const PAGES = 2_500;

/** How often a page is asked for: a longer workspace than one minute's pages would else begin anew for ever. */
const TRIES = 3;

/** A rate limit that lasts longer holds up the whole job, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Longer than a token is remembered, in milliseconds: the next one is read anew. */
const TOKEN_AGAIN_MS = 6_000;

const pause = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

/** The workspace's people, bots and guests among them, a page at a time; of an organization, once all were read. */
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
      yield members.map((user) => profileOf(user as object, tenantId)).filter((profile) => profile !== null);
    }
  }
}

/** Each workspace of an organization speaks for itself alone. */
async function joined(pages: AsyncIterable<readonly SlackProfile[]>): Promise<SlackProfile[]> {
  const people = new Map<string, SlackProfile>();
  for await (const page of pages)
    for (const profile of page) people.set(profile.slackUserId, join(people.get(profile.slackUserId), profile));
  return [...people.values()];
}

/** Who is in several workspaces has left, or is a guest, only if it is so in all of them. */
function join(known: SlackProfile | undefined, profile: SlackProfile): SlackProfile {
  if (!known) return profile;
  const changedAt = latest(known.changedAt, profile.changedAt);
  return { ...joinedState(known, profile), ...(changedAt && { changedAt }) };
}

function joinedState(known: SlackProfile, profile: SlackProfile): SlackProfile {
  if (known.isDeactivated) return profile;
  return profile.isDeactivated ? known : { ...profile, isGuest: known.isGuest && profile.isGuest };
}

/** What one workspace told last must not seem newer than what is known of all of them. */
const latest = (a: Date | undefined, b: Date | undefined): Date | undefined => (a && b && b < a ? a : (b ?? a));

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

/** How long to wait before the same is asked again; null when that is not for us. */
function waitFor(trouble: unknown): number | null {
  if (trouble instanceof AccessRevoked) return TOKEN_AGAIN_MS;
  return trouble instanceof Postponed && trouble.retryAfterMs <= PATIENCE_MS ? trouble.retryAfterMs : null;
}

/** A token of an organization must say which workspace it asks about; that of a workspace need not. */
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

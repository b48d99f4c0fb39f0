import type { WebClient } from '@slack/web-api';
import type { SlackProfile } from '../domain/member/member.js';
import type { Directory } from '../domain/ports.js';
import { profileOf } from './profile.js';
import { troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';
import { isOrganization } from './tenant-of.js';

/** Slack's advice for a page. */
const PAGE = 200;

/** The workspace's people, bots and guests among them, a page at a time; of an organization, everybody at once. */
export const createDirectory = (clientOf: ClientOf): Directory => ({
  async *list(tenantId) {
    const profiles = profilesOf(callsFor(clientOf, tenantId), tenantId);
    if (isOrganization(tenantId)) yield await joined(profiles);
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
  if (!known || known.isDeactivated) return profile;
  return profile.isDeactivated ? known : { ...profile, isGuest: known.isGuest && profile.isGuest };
}

type Call = <T>(work: (client: WebClient) => Promise<T>) => Promise<T>;
type Cursor = { readonly cursor: string } | Record<string, never>;

function callsFor(clientOf: ClientOf, tenantId: string): Call {
  return async (work) => {
    try {
      return await work(await clientOf(tenantId));
    } catch (error) {
      throw troubleOf(error, `slack:${tenantId}:users`);
    }
  };
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
  do {
    const page = await read(cursor ? { cursor } : {});
    yield page;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}

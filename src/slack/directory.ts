import type { WebClient } from '@slack/web-api';
import type { Directory } from '../domain/ports.js';
import { profileOf } from './profile.js';
import { troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';

/** Slack's advice for a page. */
const PAGE = 200;

/** The workspace's people, bots and guests among them, a page at a time; of an organization, each workspace's. */
export const createDirectory = (clientOf: ClientOf): Directory => ({
  async *list(tenantId) {
    const call = callsFor(clientOf, tenantId);
    for (const team of await teamsOf(call, tenantId)) {
      for await (const { members = [] } of pages((cursor) =>
        call((client) => client.users.list({ limit: PAGE, include_locale: true, ...team, ...cursor })),
      )) {
        yield members.map((user) => profileOf(user as object, tenantId)).filter((profile) => profile !== null);
      }
    }
  },
});

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
  if (!tenantId.startsWith('E')) return [{}];
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

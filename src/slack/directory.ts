import type { SlackProfile } from '../domain/member/member.js';
import type { Directory } from '../domain/ports.js';
import { profileOf } from './profile.js';
import { troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';

/** Slack's advice for a page. */
const PAGE = 200;

/** The workspace's people, bots and guests among them, a page at a time. */
export const createDirectory = (clientOf: ClientOf): Directory => ({
  async *list(tenantId) {
    let cursor: string | undefined;
    do {
      const page = await pageOf(clientOf, tenantId, cursor);
      yield page.profiles;
      cursor = page.next;
    } while (cursor);
  },
});

async function pageOf(
  clientOf: ClientOf,
  tenantId: string,
  cursor: string | undefined,
): Promise<{ profiles: SlackProfile[]; next: string | undefined }> {
  try {
    const client = await clientOf(tenantId);
    const asked = { limit: PAGE, include_locale: true, ...(cursor && { cursor }) };
    const { members = [], response_metadata: next } = await client.users.list(asked);
    const profiles = members.map((user) => profileOf(user as object, tenantId)).filter((profile) => profile !== null);
    return { profiles, next: next?.next_cursor || undefined };
  } catch (error) {
    throw troubleOf(error, `slack:${tenantId}:users`);
  }
}

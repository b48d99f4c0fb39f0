import type { Message } from '../../domain/model/message/message.js';
import type { Content } from '../../domain/model/views/message-content.js';
import type { BeforeSending } from '../../domain/ports.js';
import { isPerson } from '../api/conversations.js';
import { findMessage, metadataOf } from '../api/find-message.js';
import { codeOf } from '../api/slack-errors.js';
import type { ClientOf } from '../api/tenant-clients.js';
import type { MessengerContext } from './messenger-deps.js';
import { present } from './present.js';

/** Where Slack put a message. */
interface Posted {
  readonly channel: string;
  readonly ts: string;
}

async function shown(desk: MessengerContext, { id, tenantId, to }: Message, content: Content) {
  const words = desk.words(await desk.localeOf?.(tenantId, to));
  return { ...present(content, words), metadata: metadataOf(id), unfurl_links: false, unfurl_media: false };
}

async function placeOf({ conversationOf }: MessengerContext, clientOf: ClientOf, tenantId: string, { to }: Message) {
  const client = await clientOf(tenantId);
  return { client, channel: await conversationOf(client, tenantId, to) };
}

/** Posts it, with its id in the metadata. */
export async function postMessage(
  desk: MessengerContext,
  tenantId: string,
  message: Message,
  content: Content,
  before?: BeforeSending,
): Promise<Posted> {
  const clientOf = isPerson(message.to) ? desk.clientOf : desk.channelClientOf;
  const { client, channel } = await placeOf(desk, clientOf, tenantId, message);
  const what = await shown(desk, message, content);
  before?.();
  const { ts } = await client.chat.postMessage({ channel, ...what });
  if (!ts) throw new Error('Slack named no timestamp');
  return { channel, ts };
}

/** Looks for it by its id; null where it is not, or where Baton may not look. */
export async function findPosted(
  desk: MessengerContext,
  tenantId: string,
  message: Message,
  since: Date,
): Promise<Posted | null> {
  const { client, channel } = await placeOf(desk, desk.clientOf, tenantId, message);
  try {
    const ts = await findMessage(client, { channel, since, id: message.id });
    return ts ? { channel, ts } : null;
  } catch (error) {
    if (!isBlind(error)) throw error;
    desk.log.warn({ tenantId, messageId: message.id, code: codeOf(error) }, 'message.search-refused');
    return null;
  }
}

/** Baton may read its direct messages alone. In a channel it cannot look, and what it tries again may be there twice. */
const isBlind = (error: unknown): boolean =>
  ['missing_scope', 'not_in_channel', 'no_permission'].includes(codeOf(error) ?? '');

/** Edits it in place; false when it is gone. */
export async function editMessage(
  desk: MessengerContext,
  tenantId: string,
  message: Message,
  content: Content,
  before?: BeforeSending,
): Promise<boolean> {
  if (!message.posted) return false;
  const client = await desk.clientOf(tenantId);
  const what = await shown(desk, message, content);
  before?.();
  try {
    await client.chat.update({ ...message.posted, ...what });
    return true;
  } catch (error) {
    if (codeOf(error) === 'message_not_found') return false;
    throw error;
  }
}

/** Removes what was posted a second time. */
export async function removeMessage(desk: MessengerContext, tenantId: string, { posted }: Message): Promise<void> {
  if (!posted) return;
  const client = await desk.clientOf(tenantId);
  try {
    await client.chat.delete(posted);
  } catch (error) {
    if (codeOf(error) !== 'message_not_found') throw error;
  }
}

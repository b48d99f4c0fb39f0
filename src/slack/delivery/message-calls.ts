import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Message, Place } from '../../domain/model/message/message.js';
import type { MessageContent, ShownContent } from '../../domain/model/views/message-content.js';
import type { BeforeSending, Edited, Log, Messenger } from '../../domain/ports.js';
import { type ConversationOf, isPerson } from '../api/conversations.js';
import type { FindMember } from '../api/directory-cache.js';
import { isLocking } from '../api/error-codes.js';
import { findMessage, metadataOf } from '../api/find-message.js';
import { codeOf } from '../api/slack-errors.js';
import type { ClientOf } from '../api/tenant-clients.js';
import type { Words } from '../words/words.js';
import { presentMessage } from './present-message.js';

/** The dependencies of the messenger. */
export interface MessengerDeps {
  readonly clientOf: ClientOf;
  /** The clients for posts in channels. */
  readonly channelClientOf: ClientOf;
  readonly words: (locale?: string) => Words;
  readonly log: Log;
  /** Finds the recipient, for their language; called for channels, too. English for everybody when absent. */
  readonly findMember?: FindMember;
}

/** The messenger's dependencies and its cache of conversations. */
export interface MessengerContext extends MessengerDeps {
  readonly conversationOf: ConversationOf;
}

async function render(context: MessengerContext, { id, tenantId, to }: Message, content: ShownContent) {
  const words = context.words((await context.findMember?.(tenantId, to))?.locale);
  return { ...presentMessage(content, words), metadata: metadataOf(id), unfurl_links: false, unfurl_media: false };
}

/** Returns the digest of all that is sent, to detect edits that change nothing. */
const markOf = (what: Awaited<ReturnType<typeof render>>): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);

async function conversationFor(
  { conversationOf }: MessengerContext,
  clientOf: ClientOf,
  tenantId: string,
  { to }: Message,
) {
  const client = await clientOf(tenantId);
  return { client, channel: await conversationOf(client, tenantId, to) };
}

/** Posts a message with its id in the metadata. */
export async function postMessage(
  context: MessengerContext,
  tenantId: string,
  message: Message,
  content: ShownContent,
  before?: BeforeSending,
): ReturnType<Messenger['post']> {
  const clientOf = isPerson(message.to) ? context.clientOf : context.channelClientOf;
  const { client, channel } = await conversationFor(context, clientOf, tenantId, message);
  const what = await render(context, message, content);
  before?.();
  const { ts } = await postIn(threadOf(content), client, { channel, ...what });
  if (!ts) throw new Error('Slack named no timestamp');
  const recipient = await context.findMember?.(tenantId, message.to);
  return { posted: { channel, ts }, shown: markOf(what), ...(recipient && { recipient }) };
}

/** The thread of a message, and whether the message is also shown in the conversation. */
interface Thread {
  readonly thread_ts: string;
  readonly reply_broadcast: boolean;
}

/** Returns the thread of a message; undefined for one that stands by itself. */
function threadOf(content: MessageContent): Thread | undefined {
  if ((content.kind !== 'referral-news' && content.kind !== 'decision-refused') || !content.thread) return undefined;
  return { thread_ts: content.thread.ts, reply_broadcast: content.kind === 'decision-refused' || content.direct };
}

type Post = Awaited<ReturnType<typeof render>> & { readonly channel: string };

/** Posts in the thread, or without a thread where its first message was deleted. */
async function postIn(thread: Thread | undefined, { chat }: WebClient, post: Post) {
  if (!thread) return chat.postMessage(post);
  try {
    return await chat.postMessage({ ...post, ...thread });
  } catch (error) {
    if (isThreadGone(error)) return chat.postMessage(post);
    throw error;
  }
}

/** Tells whether a thread cannot be answered any more, because its first message was deleted. */
const isThreadGone = (error: unknown): boolean =>
  ['thread_not_found', 'message_not_found', 'cannot_reply_to_message'].includes(codeOf(error) ?? '');

/** Finds a posted message by its id; null when there is none, or when Baton may not search there. */
export async function findPosted(
  context: MessengerContext,
  tenantId: string,
  message: Message,
  content: ShownContent,
  since: Date,
): Promise<Place | null> {
  const { client, channel } = await conversationFor(context, context.clientOf, tenantId, message);
  try {
    const { id, replaces } = message;
    const thread = threadOf(content)?.thread_ts;
    const ts = await findMessage(client, { channel, since, id, thread, except: replaces?.ts });
    return ts ? { channel, ts } : null;
  } catch (error) {
    if (!isBlind(error)) throw error;
    context.log.warn({ tenantId, messageId: message.id, code: codeOf(error) }, 'message.search-refused');
    return null;
  }
}

/**
 * Tells whether Baton may not read the conversation: it reads its direct messages alone. In a channel a retry may post
 * twice.
 */
const isBlind = (error: unknown): boolean =>
  ['missing_scope', 'not_in_channel', 'no_permission'].includes(codeOf(error) ?? '');

/** Edits a message in place, unless it shows the same content. */
export async function editMessage(
  context: MessengerContext,
  tenantId: string,
  message: Message,
  content: ShownContent,
  before?: BeforeSending,
): Promise<Edited> {
  if (!message.posted) return 'gone';
  const what = await render(context, message, content);
  const shown = markOf(what);
  if (message.shown === shown) return { shown };
  const client = await context.clientOf(tenantId);
  before?.();
  try {
    await client.chat.update({ ...message.posted, ...what });
    return { shown };
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'message_not_found') return 'gone';
    if (!isLocking(code, isPerson(message.to))) throw error;
    context.log.warn({ tenantId, messageId: message.id, code }, 'message.locked');
    return 'locked';
  }
}

/** Deletes a message that was posted twice. */
export async function removeMessage(context: MessengerContext, tenantId: string, { posted }: Message): Promise<void> {
  if (!posted) return;
  const client = await context.clientOf(tenantId);
  try {
    await client.chat.delete(posted);
  } catch (error) {
    if (codeOf(error) !== 'message_not_found') throw error;
  }
}

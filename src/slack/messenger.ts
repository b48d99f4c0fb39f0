import type { Content } from '../domain/message/content.js';
import type { Message } from '../domain/message/message.js';
import type { Log, Messenger } from '../domain/ports.js';
import { createConversations } from './conversations.js';
import { findMessage, metadataOf } from './find-message.js';
import { present } from './present.js';
import { codeOf, troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';
import type { Words } from './words/words.js';

/** What the messenger is made from. */
export interface MessengerDeps {
  readonly clientOf: ClientOf;
  readonly words: (locale?: string) => Words;
  readonly log: Log;
  /** The reader's language, where it is known; asked for channels too. */
  readonly localeOf?: (tenantId: string, slackUserId: string) => Promise<string | undefined>;
}

/** Slack as the verbs need it. Tokens come from the installation at each call, never from a job. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const conversationOf = createConversations();

  async function shown({ id, tenantId, to }: Message, content: Content) {
    const words = deps.words(await deps.localeOf?.(tenantId, to));
    return { ...present(content, words), metadata: metadataOf(id), unfurl_links: false, unfurl_media: false };
  }

  async function post(tenantId: string, message: Message, content: Content) {
    const client = await deps.clientOf(tenantId);
    const channel = await conversationOf(client, tenantId, message.to);
    const { ts } = await client.chat.postMessage({ channel, ...(await shown(message, content)) });
    if (!ts) throw new Error('Slack named no timestamp');
    return { channel, ts };
  }

  async function find(tenantId: string, message: Message, since: Date) {
    const client = await deps.clientOf(tenantId);
    const channel = await conversationOf(client, tenantId, message.to);
    try {
      const ts = await findMessage(client, { channel, since, id: message.id });
      return ts ? { channel, ts } : null;
    } catch (error) {
      if (!isBlind(error)) throw error;
      deps.log.warn({ tenantId, messageId: message.id, code: codeOf(error) }, 'a message could not be looked for');
      return null;
    }
  }

  async function edit(tenantId: string, message: Message, content: Content): Promise<boolean> {
    if (!message.posted) return false;
    const client = await deps.clientOf(tenantId);
    try {
      await client.chat.update({ ...message.posted, ...(await shown(message, content)) });
      return true;
    } catch (error) {
      if (codeOf(error) === 'message_not_found') return false;
      throw error;
    }
  }

  return { post: translated(post), find: translated(find), edit: translated(edit) };
}

/** Slack's errors in the words of the domain. A rate limit holds up what goes to the same reader. */
const translated =
  <More, Result>(call: (tenantId: string, message: Message, more: More) => Promise<Result>): typeof call =>
  async (tenantId, message, more) => {
    try {
      return await call(tenantId, message, more);
    } catch (error) {
      throw troubleOf(error, `slack:${tenantId}:${message.to}`);
    }
  };

/** Baton may read its direct messages alone; in a channel it cannot look. */
const isBlind = (error: unknown): boolean =>
  ['missing_scope', 'not_in_channel', 'no_permission'].includes(codeOf(error) ?? '');

import type { Content, FileContent, HomeContent } from '../domain/message/content.js';
import type { Message } from '../domain/message/message.js';
import type { Log, Messenger } from '../domain/ports.js';
import { createConversations, isPerson } from './conversations.js';
import { fileOf } from './files/file-of.js';
import { findMessage, metadataOf } from './find-message.js';
import { homeView } from './home/home.js';
import { present } from './present.js';
import { codeOf, troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';
import type { Words } from './words/words.js';

/** What the messenger is made from. */
export interface MessengerDeps {
  readonly clientOf: ClientOf;
  /** For posts in channels. */
  readonly channelClientOf: ClientOf;
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
    const client = await (isPerson(message.to) ? deps.clientOf : deps.channelClientOf)(tenantId);
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

  async function publishHome(tenantId: string, slackUserId: string, home: HomeContent) {
    const client = await deps.clientOf(tenantId);
    const words = deps.words(home.member.locale);
    await client.views.publish({ user_id: slackUserId, view: homeView(home, words, new Date()) });
  }

  async function sendFile(tenantId: string, slackUserId: string, content: FileContent) {
    const client = await deps.clientOf(tenantId);
    const words = deps.words(await deps.localeOf?.(tenantId, slackUserId));
    const channel = await conversationOf(client, tenantId, slackUserId);
    const { text, ...file } = fileOf(content, words);
    await client.files.uploadV2({ channel_id: channel, initial_comment: text, ...file });
  }

  return {
    post: translated(readerOf, post),
    find: translated(readerOf, find),
    edit: translated(readerOf, edit),
    publishHome: translated(themselves, publishHome),
    sendFile: translated(themselves, sendFile),
  };
}

const readerOf = ({ to }: Message): string => to;
const themselves = (slackUserId: string): string => slackUserId;

/** Slack's errors in the words of the domain. A rate limit holds up what goes to the same reader. */
const translated =
  <What, More, Result>(
    reader: (what: What) => string,
    call: (tenantId: string, what: What, more: More) => Promise<Result>,
  ): typeof call =>
  async (tenantId, what, more) => {
    try {
      return await call(tenantId, what, more);
    } catch (error) {
      throw troubleOf(error, `slack:${tenantId}:${reader(what)}`);
    }
  };

/** Baton may read its direct messages alone. In a channel it cannot look, and what it tries again may be there twice. */
const isBlind = (error: unknown): boolean =>
  ['missing_scope', 'not_in_channel', 'no_permission'].includes(codeOf(error) ?? '');

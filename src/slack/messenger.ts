import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Content } from '../domain/message/content.js';
import type { Message } from '../domain/message/message.js';
import type { Log, Messenger } from '../domain/ports.js';
import { present } from './present.js';
import { codeOf, troubleOf } from './slack-trouble.js';
import type { ClientOf } from './tenant-clients.js';
import type { Words } from './words/words.js';

export interface MessengerDeps {
  readonly clientOf: ClientOf;
  readonly words: (locale?: string) => Words;
  readonly log: Log;
  /** The reader's language, where it is known. */
  readonly localeOf?: (tenantId: string, slackUserId: string) => Promise<string | undefined>;
}

/** Marks our messages, so that one can be found again by its id. */
const EVENT_TYPE = 'baton_message';

/** Clocks differ: look this much further back, in seconds. */
const SKEW = 60;
const PAGES = 5;

const isPerson = (to: string): boolean => /^[UW]/.test(to);

/** Slack as the verbs need it. Tokens come from the installation at each call, never from a job. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const conversations = new LRUCache<string, string>({ max: 10_000 });

  /** The channel itself, or the direct message with a person. */
  async function conversationOf(client: WebClient, tenantId: string, to: string): Promise<string> {
    if (!isPerson(to)) return to;
    const key = `${tenantId} ${to}`;
    const known = conversations.get(key);
    if (known) return known;
    const { channel } = await client.conversations.open({ users: to });
    if (!channel?.id) throw new Error('Slack opened no direct message');
    conversations.set(key, channel.id);
    return channel.id;
  }

  async function shown(message: Message, content: Content) {
    const { id, tenantId, to } = message;
    const locale = isPerson(to) ? await deps.localeOf?.(tenantId, to) : undefined;
    const metadata = { event_type: EVENT_TYPE, event_payload: { id } };
    return { ...present(content, deps.words(locale)), metadata, unfurl_links: false, unfurl_media: false };
  }

  return {
    post: (tenantId, message, content) =>
      call(tenantId, message, async () => {
        const client = await deps.clientOf(tenantId);
        const channel = await conversationOf(client, tenantId, message.to);
        const { ts } = await client.chat.postMessage({ channel, ...(await shown(message, content)) });
        if (!ts) throw new Error('Slack named no timestamp');
        return { channel, ts };
      }),

    find: (tenantId, message, since) =>
      call(tenantId, message, async () => {
        const client = await deps.clientOf(tenantId);
        const channel = await conversationOf(client, tenantId, message.to);
        const oldest = String(Math.floor(since.getTime() / 1000) - SKEW);
        try {
          const ts = await search(client, { channel, oldest, id: message.id });
          return ts ? { channel, ts } : null;
        } catch (error) {
          if (!isBlind(error)) throw error;
          deps.log.warn({ tenantId, messageId: message.id, code: codeOf(error) }, 'a message could not be looked for');
          return null;
        }
      }),

    edit: (tenantId, message, content) =>
      call(tenantId, message, async () => {
        if (!message.posted) return false;
        const client = await deps.clientOf(tenantId);
        try {
          await client.chat.update({ ...message.posted, ...(await shown(message, content)) });
          return true;
        } catch (error) {
          if (codeOf(error) === 'message_not_found') return false;
          throw error;
        }
      }),
  };
}

/** A rate limit holds up what goes to the same reader. */
async function call<T>(tenantId: string, { to }: Message, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw troubleOf(error, `slack:${tenantId}:${to}`);
  }
}

/** Baton may read its direct messages alone; in a channel it cannot look. */
const isBlind = (error: unknown): boolean =>
  ['missing_scope', 'not_in_channel', 'no_permission'].includes(codeOf(error) ?? '');

interface Wanted {
  readonly channel: string;
  readonly oldest: string;
  readonly id: string;
}

async function search(client: WebClient, { channel, oldest, id }: Wanted): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { messages = [], response_metadata: next } = await client.conversations.history({
      channel,
      oldest,
      include_all_metadata: true,
      limit: 100,
      ...(cursor && { cursor }),
    });
    const found = messages.find(({ metadata }) => {
      const { event_type: type, event_payload: payload } = (metadata ?? {}) as Metadata;
      return type === EVENT_TYPE && payload?.id === id;
    });
    cursor = next?.next_cursor;
    if (found?.ts || !cursor) return found?.ts;
  }
  return undefined;
}

interface Metadata {
  readonly event_type?: string;
  readonly event_payload?: { readonly id?: unknown };
}

import type { ConversationsHistoryResponse, ConversationsRepliesResponse, WebClient } from '@slack/web-api';

/** The type of the metadata that marks Baton's messages. */
const EVENT_TYPE = 'baton_message';

/** Metadata that contains the message's id, so that the message can be found again. */
export const metadataOf = (id: string) => ({ event_type: EVENT_TYPE, event_payload: { id } });

/** Seconds by which the search begins before the given time, since clocks differ. */
const SKEW = 60;

/** The most pages of messages that are read, of a hundred each. */
const PAGES = 5;

/** The message to find. */
interface Wanted {
  readonly channel: string;
  readonly since: Date;
  readonly id: string;
  /** The first message of the thread in which the message may be. */
  readonly thread?: string | undefined;
  /** The timestamp of a message with this id that is not meant. */
  readonly except?: string | undefined;
}

/** Returns the timestamp of the message that was posted with this id, if Slack has it. */
export async function findMessage(client: WebClient, wanted: Wanted): Promise<string | undefined> {
  const { thread } = wanted;
  const inThread = thread && (await find((page) => client.conversations.replies({ ...page, ts: thread }), wanted));
  return inThread || find((page) => client.conversations.history(page), wanted);
}

/** The arguments of one page of messages. */
interface Page {
  readonly channel: string;
  readonly oldest: string;
  readonly include_all_metadata: true;
  readonly limit: number;
  readonly cursor?: string;
}

type ReadPage = (page: Page) => Promise<ConversationsHistoryResponse | ConversationsRepliesResponse>;

async function find(read: ReadPage, { channel, since, id, except }: Wanted): Promise<string | undefined> {
  const oldest = String(Math.floor(since.getTime() / 1000) - SKEW);
  const wanted = { channel, oldest, include_all_metadata: true, limit: 100 } as const;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { messages, response_metadata: next } = await read({ ...wanted, ...(cursor && { cursor }) });
    const found = messages?.find((message) => message.ts !== except && isMarked(message, id));
    cursor = next?.next_cursor;
    if (found?.ts || !cursor) return found?.ts;
  }
  return undefined;
}

type Posted = NonNullable<ConversationsHistoryResponse['messages']>[number];

const isMarked = ({ metadata }: Posted, id: string): boolean => idInMetadata(metadata) === id;

/** Returns the id of one of Baton's messages from its metadata; undefined for any other metadata. */
export function idInMetadata(metadata: unknown): string | undefined {
  const { event_type: type, event_payload: payload } = (metadata ?? {}) as Partial<ReturnType<typeof metadataOf>>;
  return type === EVENT_TYPE && typeof payload?.id === 'string' ? payload.id : undefined;
}

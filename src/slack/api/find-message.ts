import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';

/** The type of the metadata that marks Baton's messages. */
const EVENT_TYPE = 'baton_message';

/** Metadata that contains the message's id, so that the message can be found again. */
export const metadataOf = (id: string) => ({ event_type: EVENT_TYPE, event_payload: { id } });

/** How much further back to look, in seconds: clocks differ. */
const SKEW = 60;
const PAGES = 5;

interface Wanted {
  readonly channel: string;
  readonly since: Date;
  readonly id: string;
}

/** Returns the timestamp of the message that was posted with this id, if Slack has it. */
export async function findMessage(client: WebClient, { channel, since, id }: Wanted): Promise<string | undefined> {
  const oldest = String(Math.floor(since.getTime() / 1000) - SKEW);
  const wanted = { channel, oldest, include_all_metadata: true, limit: 100 };
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { messages, response_metadata: next } = await client.conversations.history({
      ...wanted,
      ...(cursor && { cursor }),
    });
    const found = messages?.find((message) => isMarked(message, id));
    cursor = next?.next_cursor;
    if (found?.ts || !cursor) return found?.ts;
  }
  return undefined;
}

type Posted = NonNullable<ConversationsHistoryResponse['messages']>[number];

function isMarked({ metadata }: Posted, id: string): boolean {
  const { event_type: type, event_payload: payload } = (metadata ?? {}) as Partial<ReturnType<typeof metadataOf>>;
  return type === EVENT_TYPE && payload?.id === id;
}

import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';

/** Says in which conversation a reader is written to. */
export type ConversationOf = (client: WebClient, tenantId: string, to: string) => Promise<string>;

/** Whether a reader is somebody, and no channel. */
export const isPerson = (to: string): boolean => /^[UW]/.test(to);

/** Where a message goes: the channel itself, or the direct message with a person, which stays the same for ever. */
export function createConversations(): ConversationOf {
  const known = new LRUCache<string, string>({ max: 10_000 });
  return async (client, tenantId, to) => {
    if (!isPerson(to)) return to;
    const key = `${tenantId} ${to}`;
    const found = known.get(key);
    if (found) return found;
    const { channel } = await client.conversations.open({ users: to });
    if (!channel?.id) throw new Error('Slack opened no direct message');
    known.set(key, channel.id);
    return channel.id;
  };
}

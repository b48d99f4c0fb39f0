import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { atMost } from '../../lib/at-most.js';

/** Returns the id of the conversation with a recipient. */
export type ConversationOf = (client: WebClient, tenantId: string, to: string) => Promise<string>;

/** Tells whether a recipient is a person and not a channel. */
export const isPerson = (to: string): boolean => /^[UW]/.test(to);

/** Returns the channel itself, or the id of the direct message with a person, which never changes. */
export function createConversations(): ConversationOf {
  const known = new LRUCache<string, string>(atMost(10_000));
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

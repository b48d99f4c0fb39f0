import type { WebClient } from '@slack/web-api';
import { isUnwritable } from '../api/slack-errors.js';

/**
 * Tries whether Baton may post in a newly chosen channel, by posting there what the channel is for.
 * @param text mrkdwn
 * @returns false when it may not
 */
export async function tryPostingInChannel(client: WebClient, channel: string, text: string): Promise<boolean> {
  try {
    await client.chat.postMessage({ channel, text });
    return true;
  } catch (error) {
    if (isUnwritable(error)) return false;
    throw error;
  }
}

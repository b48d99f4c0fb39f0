import type { WebClient } from '@slack/web-api';
import { meaningOf } from '../api/error-codes.js';
import { codeOf } from '../api/slack-errors.js';

/**
 * Tells whether Slack refuses Baton a direct message to a person, so that one that was promised would never come. A
 * transient error is no refusal: the work is tried again.
 */
export async function isOutOfReach(client: WebClient, slackUserId: string): Promise<boolean> {
  try {
    await client.conversations.open({ users: slackUserId });
    return false;
  } catch (error) {
    const known = meaningOf('post', codeOf(error) ?? '');
    return known !== undefined && known.means !== 'wait';
  }
}

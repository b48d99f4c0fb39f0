import type { Asked } from '../asked.js';
import { codeOf } from '../slack-trouble.js';

/** Slack's words for a channel that Baton cannot write to until somebody does something about it. */
const CLOSED = new Set(['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action']);

/**
 * Says in a channel what it was chosen for; an invite that cannot be shown there would be seen by nobody.
 * @returns false when Baton may not write there
 */
export async function tryChannel(
  { client, say }: Pick<Asked, 'client' | 'say'>,
  channel: string,
  words: 'channelChosen' | 'feedbackChosen',
): Promise<boolean> {
  try {
    await client.chat.postMessage({ channel, text: say.mrkdwn(`settings.${words}`) });
    return true;
  } catch (error) {
    if (CLOSED.has(codeOf(error) ?? '')) return false;
    throw error;
  }
}

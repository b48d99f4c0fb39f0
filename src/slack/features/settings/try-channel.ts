import { isClosed } from '../../api/slack-errors.js';
import type { RequestContext } from '../../reply/request-context.js';

/**
 * Says in a channel what it was chosen for; an invite that cannot be shown there would be seen by nobody.
 * @returns false when Baton may not write there
 */
export async function tryChannel(
  { client, say }: Pick<RequestContext, 'client' | 'say'>,
  channel: string,
  words: 'channelChosen' | 'feedbackChosen',
): Promise<boolean> {
  try {
    await client.chat.postMessage({ channel, text: say.mrkdwn(`settings.${words}`) });
    return true;
  } catch (error) {
    if (isClosed(error)) return false;
    throw error;
  }
}

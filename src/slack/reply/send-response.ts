import type { RespondFn } from '@slack/bolt';
import type { MessageView } from '../blocks/blocks.js';

/**
 * Sends an answer to a response URL, seen by the person who asked alone.
 * @throws Error where Slack does not show it: the URL has expired, its channel is archived, or the content is refused
 */
export async function sendResponse(respond: RespondFn, view: MessageView): Promise<void> {
  const answer = await respond({ response_type: 'ephemeral', replace_original: false, ...view });
  if (answer && /"ok":\s*false/.test(await answer.text()))
    throw new Error('Slack refused what was sent to a response address');
}

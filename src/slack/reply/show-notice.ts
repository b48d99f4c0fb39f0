import type { WebClient } from '@slack/web-api';
import type { Log } from '../../domain/ports.js';
import { isRepeatedTrigger, slackErrorFields } from '../api/slack-errors.js';
import { plainMessage } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';
import { noticeModal } from './notice-modal.js';

/** A person, and the trigger of the action for which Slack can open a modal. */
export interface Reader {
  readonly client: WebClient;
  readonly slackUserId: string;
  readonly triggerId: string;
  /** Set where the action was taken in a modal: the notice is pushed above it. */
  readonly inModal?: boolean;
}

/**
 * Shows a sentence to one person in a modal, or by direct message where the trigger has expired: Slack accepts it for
 * three seconds.
 * @throws the error that Slack returns for a repeated trigger, whose modal is open already, or where the direct message
 * fails too
 */
export async function showNotice(
  { client, slackUserId, triggerId, inModal }: Reader,
  text: string,
  say: Words,
  log: Log,
): Promise<void> {
  const shown = { trigger_id: triggerId, view: noticeModal(say, text) };
  try {
    await (inModal ? client.views.push(shown) : client.views.open(shown));
  } catch (error) {
    if (isRepeatedTrigger(error)) throw error;
    log.warn({ slackUserId, ...slackErrorFields(error) }, 'slack.notice-refused');
    const { channel } = await client.conversations.open({ users: slackUserId });
    await client.chat.postMessage({ channel: channel?.id ?? '', ...plainMessage(text) });
  }
}

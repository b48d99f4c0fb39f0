import type { WebClient } from '@slack/web-api';
import type { Log } from '../../domain/ports.js';
import { isRepeatedTrigger, slackErrorFields } from '../api/slack-errors.js';
import { plainMessage } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';
import { notice } from './notice-modal.js';

/** A person, and what they used, which Slack opens a modal for. */
export interface Reader {
  readonly client: WebClient;
  readonly slackUserId: string;
  readonly triggerId: string;
  /** Set where they used something in a modal: the notice lies above it. */
  readonly inModal?: boolean;
}

/**
 * Shows a sentence to one person in a modal, or by direct message where Slack opens none: a trigger lasts for three
 * seconds, and what comes of a slow click is told later.
 * @throws what Slack answers to a repeated trigger, whose modal is open already, or where it takes no message either
 */
export async function showNotice(
  { client, slackUserId, triggerId, inModal }: Reader,
  text: string,
  say: Words,
  log: Log,
): Promise<void> {
  const shown = { trigger_id: triggerId, view: notice(say, text) };
  try {
    await (inModal ? client.views.push(shown) : client.views.open(shown));
  } catch (error) {
    if (isRepeatedTrigger(error)) throw error;
    log.warn({ slackUserId, ...slackErrorFields(error) }, 'slack.notice-refused');
    const { channel } = await client.conversations.open({ users: slackUserId });
    await client.chat.postMessage({ channel: channel?.id ?? '', ...plainMessage(text) });
  }
}

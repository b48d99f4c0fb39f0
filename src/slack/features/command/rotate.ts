import { rotateWebhookSecret } from '../../../domain/workspace/rotate-webhook-secret.js';
import { context, copyable, type MessageView, section } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import type { Words } from '../../words/words.js';

/** Creates a new webhook secret and shows it to the admin alone. @throws Refusal for anybody but an admin. */
export async function rotate({ ports, by, say, ack }: Command): Promise<void> {
  await ack(secretMessage(await rotateWebhookSecret(ports, by), say));
}

/** Renders the secret, and how to store it. */
export const secretMessage = (secret: string, { plain, mrkdwn }: Words): MessageView => ({
  text: plain('rotate.text'),
  blocks: [section(mrkdwn('rotate.done')), copyable(secret), context(mrkdwn('rotate.keep'))],
});

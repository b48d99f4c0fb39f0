import type { ToCopy } from '../../../domain/model/connection/source.js';
import { rotateWebhookSecret } from '../../../domain/workspace/rotate-webhook-secret.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { context, copyable, type MessageView, section } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { literalMrkdwn } from '../../words/text.js';
import type { Words } from '../../words/words.js';
import { localText } from '../connect/local-text.js';

/** Creates a new webhook secret and shows it to the admin alone. @throws Refusal for anybody but an admin. */
export async function rotate({ ports, by, say, ack, publicUrl }: Command): Promise<void> {
  const connection = await rotateWebhookSecret(ports, by);
  const copy = publicUrl === undefined ? [] : ports.sources.copy(connection, webhookUrl(publicUrl, connection.id));
  await ack(secretMessage(copy, say));
}

/** Renders what to copy to the vendor, with the new secret, and how to store it. */
export const secretMessage = (copy: readonly ToCopy[], words: Words): MessageView => ({
  text: words.plain('rotate.text'),
  blocks: [
    section(words.mrkdwn('rotate.done')),
    ...copy.flatMap(({ label, value }) => [context(literalMrkdwn(localText(label, words))), copyable(value)]),
    context(words.mrkdwn('rotate.keep')),
  ],
});

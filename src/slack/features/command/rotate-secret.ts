import type { Connection } from '../../../domain/model/connection/connection.js';
import type { ToCopy } from '../../../domain/model/connection/source.js';
import { findRotatable, rotateWebhookSecret } from '../../../domain/workspace/rotate-webhook-secret.js';
import { isSameText } from '../../../lib/accent-folding.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { context, copyable, type MessageView, section } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { literalMrkdwn } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';
import { localText } from '../connect/local-text.js';

/**
 * Creates a new webhook secret and shows it to the admin alone. Where several connections have one, asks which.
 * @param named what was typed after the command: a connection's name or id
 * @throws Refusal for anybody but an admin.
 */
export async function rotateSecret({ ports, by, say, ack, publicUrl }: Command, named: string): Promise<void> {
  const { meant, all } = await findRotatable(ports, by, named);
  const [only, ...others] = meant;
  if (!only || others.length > 0) return ack(whichMessage(only ? meant : all, say));
  const connection = await rotateWebhookSecret(ports, by, only.id);
  const copy = publicUrl === undefined ? [] : ports.sources.copy(connection, webhookUrl(publicUrl, connection.id));
  await ack(secretMessage(connection.name, copy, say));
}

/** The most connections that are listed. */
const MOST = 20;

/** Renders what to type for each connection: its name, or its id where two have one name. */
function whichMessage(connections: readonly Pick<Connection, 'id' | 'name'>[], words: Words): MessageView {
  const isClear = (name: string) =>
    !name.includes('`') && connections.filter((other) => isSameText(other.name, name)).length === 1;
  const typed = connections.slice(0, MOST).map(({ id, name }) => ({ name, which: isClear(name) ? name : id }));
  const more = connections.length - MOST;
  return {
    text: words.plain('rotate.which'),
    blocks: [
      section(words.mrkdwn('rotate.which')),
      ...typed.map((one) => section(words.mrkdwn('rotate.type', one))),
      ...(more > 0 ? [context(words.mrkdwn('connections.more', { count: more }))] : []),
    ],
  };
}

/** Renders what to copy to the vendor, with the new secret, and how to store it. */
export const secretMessage = (name: string, copy: readonly ToCopy[], words: Words): MessageView => ({
  text: words.plain('rotate.text'),
  blocks: [
    section(words.mrkdwn('rotate.done', { name })),
    ...copy.flatMap(({ label, value }) => [context(literalMrkdwn(localText(label, words))), copyable(value)]),
    context(words.mrkdwn('rotate.keep')),
  ],
});

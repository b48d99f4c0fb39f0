import { giveFeedback } from '../../../domain/people/give-feedback.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { prefixOf } from '../../words/text.js';

/** Slack's limit for a paragraph. */
const LONGEST = 3000;

/** How much of the end of a text that was cut is shown, in UTF-16 units. */
const END = 60;

/**
 * `feedback ...` is kept, and shown in the channel that an admin chose for it. Whoever writes more than finds room is
 * told where it was cut.
 */
export async function feedback({ ports, by, say, ack }: Command, rest: string): Promise<void> {
  if (!rest) return ack(mrkdwnMessage(say.mrkdwn('feedback.empty')));
  const kept = prefixOf(rest, LONGEST);
  await giveFeedback(ports, by, kept);
  const isCut = kept.length < rest.length;
  await ack(mrkdwnMessage(isCut ? say.mrkdwn('feedback.cut', { end: endOf(kept) }) : say.mrkdwn('feedback.thanks')));
}

/** The last whole words of a text, on one line. */
const endOf = (text: string): string =>
  text
    .slice(-END)
    .replace(/^\S*\s+/, '')
    .replace(/\s+/g, ' ');

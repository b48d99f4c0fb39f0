import { giveFeedback } from '../../../domain/people/give-feedback.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { prefixOf } from '../../words/truncate-and-escape.js';
import { saysSomething } from '../../words/understood-phrases.js';

/** Slack's limit for a section, in characters. */
const LONGEST = 3000;

/** UTF-16 units of the end of a cut text that the reply shows. */
const END = 60;

/**
 * Stores feedback, which a job posts in the channel that an admin chose. A longer text is cut, and the reply shows
 * where.
 */
export async function feedback({ ports, by, say, ack }: Command, rest: string): Promise<void> {
  if (!saysSomething(rest)) return ack(mrkdwnMessage(say.mrkdwn('feedback.empty')));
  const kept = prefixOf(rest, LONGEST);
  await giveFeedback(ports, by, kept);
  const isCut = kept.length < rest.length;
  await ack(mrkdwnMessage(isCut ? say.mrkdwn('feedback.cut', { end: endOf(kept) }) : say.mrkdwn('feedback.thanks')));
}

/** Returns the last whole words of a text, on one line. */
const endOf = (text: string): string =>
  text
    .slice(-END)
    .replace(/^\S*\s+/, '')
    .replace(/\s+/g, ' ');

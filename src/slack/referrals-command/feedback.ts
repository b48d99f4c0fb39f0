import { giveFeedback } from '../../domain/feedback/give-feedback.js';
import type { Command } from '../asked.js';
import { said } from './said.js';

/** Slack's limit for a paragraph. */
const LONGEST = 3000;

/** `feedback ...` is kept, and shown in the channel that an admin chose for it. */
export async function feedback({ ports, by, say, ack }: Command, rest: string): Promise<void> {
  if (!rest) return ack(said(say.mrkdwn('feedback.empty')));
  await giveFeedback(ports, by, rest.slice(0, LONGEST));
  await ack(said(say.mrkdwn('feedback.thanks')));
}

import { sendPracticeInvite } from '../../../domain/deciding/send-practice-invite.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';

/** Sends a practice invite to the person who asked; may be repeated. */
export async function demo({ ports, by, say, ack }: Command): Promise<void> {
  const [title, client, letter] = [
    say.plain('practice.title'),
    say.plain('practice.client'),
    say.plain('practice.letter'),
  ];
  await sendPracticeInvite(ports, by, { title, client, letter });
  await ack(mrkdwnMessage(say.mrkdwn('practice.sent')));
}

import { sendPracticeInvite } from '../../domain/invite/send-practice-invite.js';
import type { Command } from '../asked.js';
import { said } from './said.js';

/** A practice invite, on its way to whoever asked: as often as they like. */
export async function demo({ ports, by, say, ack }: Command): Promise<void> {
  const [title, client, letter] = [
    say.plain('practice.title'),
    say.plain('practice.client'),
    say.plain('practice.letter'),
  ];
  await sendPracticeInvite(ports, by, { title, client, letter });
  await ack(said(say.mrkdwn('practice.sent')));
}

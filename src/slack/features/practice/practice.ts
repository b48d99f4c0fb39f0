import { sendPracticeInvite } from '../../../domain/deciding/send-practice-invite.js';
import { requireInvitable } from '../../../domain/permissions/require-role.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import { isOutOfReach, tellIfOutOfReach } from '../../parts/is-out-of-reach.js';
import { noticeModal } from '../../reply/notice-modal.js';
import type { Command, OnClick, RequestContext } from '../../reply/request-context.js';

async function send({ ports, by, say }: RequestContext): Promise<void> {
  const [title, client, letter] = [
    say.plain('practice.title'),
    say.plain('practice.client'),
    say.plain('practice.letter'),
  ];
  await sendPracticeInvite(ports, by, { title, client, letter });
}

/** Sends a practice invite to the person who asked; may be repeated. */
export async function demo(command: Command): Promise<void> {
  await send(command);
  await command.ack(mrkdwnMessage(command.say.mrkdwn('practice.sent')));
  await tellIfOutOfReach(command);
}

/** Sends a practice invite after a click, and confirms it in a modal. */
export const clickPractice: OnClick = async (click) => {
  const { ports, by, say, client, body, ack } = click;
  await requireInvitable(ports, by);
  await send(click);
  await ack();
  const text = say.plain((await isOutOfReach(click)) ? 'outOfReach' : 'practice.sent');
  await client.views.open({ trigger_id: body.trigger_id, view: noticeModal(say, text) });
};

import { randomUUID } from 'node:crypto';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { Feedback } from './feedback.js';

/** Keeps what a member wrote, and shows it in the channel that an admin has set for it. */
export async function giveFeedback(ports: Ports, by: Actor, text: string): Promise<Feedback> {
  const { tenantId, slackUserId, name } = by;
  const feedback = { id: randomUUID(), tenantId, from: { slackUserId, name }, text, at: ports.clock.now() };
  await ports.feedback.insert(feedback);
  const to = (await ports.tenants.get(tenantId))?.settings.feedbackChannel;
  if (to) await show(ports, feedback, to);
  return feedback;
}

async function show(ports: Ports, { id, tenantId, at }: Feedback, to: string): Promise<void> {
  const message = { id: `feedback.${id}`, tenantId, kind: 'feedback', feedbackId: id, to, wanted: 1 } as const;
  const wanted = await ports.messages.want(message, [todo('deliver-message', at)]);
  if (wanted) ports.jobs.dispatch(wanted);
}

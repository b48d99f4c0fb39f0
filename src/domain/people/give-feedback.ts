import { randomUUID } from 'node:crypto';
import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import type { Feedback } from '../model/feedback/feedback.js';
import type { Actor } from '../model/member/member.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import type { Ports } from '../ports.js';

/** Stores a member's feedback, and shows it in the feedback channel where one is set. */
export async function giveFeedback(ports: Ports, by: Actor, text: string): Promise<Feedback> {
  const { tenantId, slackUserId, name } = await withNameAfterErasure(ports, by);
  const id = randomUUID();
  const feedback = { id, tenantId, from: { slackUserId, name }, text, at: ports.clock.now() };
  await ports.feedback.insert(feedback);
  const to = (await ports.tenants.latest(tenantId))?.settings.feedbackChannel;
  if (to)
    await ensureMessage(ports, {
      id: MESSAGE_IDS.feedback(id),
      tenantId,
      kind: 'feedback',
      feedbackId: id,
      to,
      wanted: 1,
    });
  return feedback;
}

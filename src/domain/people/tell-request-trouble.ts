import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { FileRefused, Unreachable } from '../model/errors.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { type MemberRequest, type RequestTrouble, requestTroubleEvent } from '../model/message/request-trouble.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { markMemberLeft } from './mark-member-left.js';

/** Tells a member, once per request, that their request takes longer. */
export const tellRequestDelay = (request: MemberRequest) => (ports: Ports, ref: Ref) =>
  tell(ports, ref, { request, stage: 'delayed' });

/** Tells a member that their request has failed and what they can do. A member who has left is marked so instead. */
export const giveUpRequest = (request: MemberRequest) => async (ports: Ports, ref: Ref, error?: unknown) => {
  if (error instanceof Unreachable && error.why === 'left') await markMemberLeft(ports, ref.tenantId, ref.id);
  else await tell(ports, ref, { request, stage: 'failed', ...(error instanceof FileRefused && { why: error.why }) });
};

async function tell(ports: Ports, { tenantId, id: to }: Ref, trouble: RequestTrouble): Promise<void> {
  const member = await ports.members.get(tenantId, to);
  const asked = member?.work.find(({ job, dead }) => job === trouble.request && !dead);
  if (!asked) return;
  const event = requestTroubleEvent(trouble);
  const id = MESSAGE_IDS.requestTrouble(asked.id, trouble.stage);
  await ensureMessage(ports, { id, tenantId, kind: 'request-trouble', event, to, wanted: 1 });
}

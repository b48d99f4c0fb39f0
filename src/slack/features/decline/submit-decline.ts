import { declineInvite } from '../../../domain/deciding/decline-invite.js';
import { reasonIn } from '../../parts/decline-reasons.js';
import { textIn } from '../../reply/form-values.js';
import { readOrigin } from '../../reply/modal-origin.js';
import type { OnSubmission } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';
import { MESSAGE } from './decline-modal.js';

/** The modal closes once the decision is durable. */
export const submitDecline: OnSubmission = async (submission) => {
  const { ports, by, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const messageToClient = textIn(view, MESSAGE);
  await declineInvite(ports, by, inviteId, {
    reasonId: await reasonIn(submission),
    ...(messageToClient && { messageToClient }),
  });
  await ack();
  if (fromHome) await refreshHome(submission);
};

import { declineInvite } from '../../domain/invite/decline-invite.js';
import type { OnSubmission } from '../asked.js';
import { textIn } from '../fields.js';
import { refreshHome } from '../home/publish-home.js';
import { readOrigin } from '../metadata.js';
import { MESSAGE } from './decline-modal.js';
import { reasonIn } from './reasons.js';

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

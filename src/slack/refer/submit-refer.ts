import { referInvite } from '../../domain/referral/refer-invite.js';
import type { OnSubmission } from '../asked.js';
import { REASON } from '../decline/reasons.js';
import { pickedIn, textIn } from '../fields.js';
import { refreshHome } from '../home/publish-home.js';
import { LOOKUP } from '../ids.js';
import { readOrigin } from '../metadata.js';
import { decodeColleague } from './colleague.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE, pickerBlock } from './refer-modal.js';

/** The modal closes once the referral is durable. */
export const submitRefer: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const block = pickerBlock(inviteId);
  const colleague = decodeColleague(pickedIn(view, block, LOOKUP.colleague));
  if (!colleague) return ack({ response_action: 'errors', errors: { [block]: say.plain('refer.pickSomebody') } });
  const noteToColleague = textIn(view, NOTE_TO_COLLEAGUE);
  const noteToClient = textIn(view, NOTE_TO_CLIENT);
  await referInvite(ports, by, inviteId, {
    colleague,
    reasonId: pickedIn(view, REASON)?.value ?? '',
    ...(noteToColleague && { noteToColleague }),
    ...(noteToClient && { noteToClient }),
  });
  await ack();
  if (fromHome) await refreshHome(submission);
};

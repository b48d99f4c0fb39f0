import { referInvite } from '../../../domain/referring/refer-invite.js';
import { decodeColleague } from '../../parts/colleague.js';
import { reasonIn } from '../../parts/decline-reasons.js';
import { notesIn } from '../../parts/notes.js';
import { pickerBlock } from '../../parts/picker-block.js';
import { pickedIn } from '../../reply/form-values.js';
import { LOOKUP } from '../../reply/ids.js';
import { readOrigin } from '../../reply/modal-origin.js';
import type { OnSubmission } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';

/** The modal closes once the referral is durable. */
export const submitRefer: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const block = pickerBlock(inviteId);
  const colleague = decodeColleague(pickedIn(view, block, LOOKUP.colleague));
  if (!colleague) return ack({ response_action: 'errors', errors: { [block]: say.plain('refer.pickSomebody') } });
  await referInvite(ports, by, inviteId, {
    colleague,
    reasonId: await reasonIn(submission),
    ...notesIn(view),
  });
  await ack();
  if (fromHome) await refreshHome(submission);
};

import { referInvite } from '../../domain/referral/refer-invite.js';
import type { OnSubmission } from '../asked.js';
import { reasonIn } from '../decline/reasons.js';
import { pickedIn } from '../fields.js';
import { refreshHome } from '../home/publish-home.js';
import { LOOKUP } from '../ids.js';
import { readOrigin } from '../metadata.js';
import { decodeColleague } from './colleague.js';
import { notesIn } from './notes.js';
import { pickerBlock } from './picker-block.js';

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

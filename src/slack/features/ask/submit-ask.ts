import { askColleagues } from '../../../domain/asking/ask-colleagues.js';
import { Refusal } from '../../../domain/model/errors.js';
import { decodeColleague } from '../../parts/colleague.js';
import { reasonIn } from '../../parts/decline-reasons.js';
import { notesIn } from '../../parts/notes.js';
import { askBlocks } from '../../parts/picker-block.js';
import { pickedIn } from '../../reply/form-values.js';
import { LOOKUP } from '../../reply/ids.js';
import { readOrigin } from '../../reply/modal-origin.js';
import type { Answer, OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal.js';
import { refreshHome } from '../home/publish-home.js';

interface Picked {
  readonly block: string;
  readonly slackUserId: string;
}

/** The modal closes once the relay is durable; the first colleague is asked by a job. */
export const submitAsk: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const picked = pickedColleagues(submission, inviteId);
  const [first = ''] = askBlocks(inviteId);
  if (picked.length === 0) return ack(errorAt(first, say.plain('refer.pickSomebody')));
  const twice = picked.find((one, at) => picked.findIndex(isSame(one)) < at);
  if (twice) return ack(errorAt(twice.block, say.plain('ask.twice')));
  try {
    await askColleagues(ports, by, inviteId, {
      colleagues: picked.map(({ slackUserId }) => slackUserId),
      reasonId: await reasonIn(submission),
      ...notesIn(view),
    });
  } catch (error) {
    const about =
      error instanceof Refusal && picked.find(({ slackUserId }) => slackUserId === error.params.slackUserId);
    if (!about) throw error;
    return ack(errorAt(about.block, refusalText(error, say)));
  }
  await ack();
  if (fromHome) await refreshHome(submission);
};

const errorAt = (block: string, text: string): Answer => ({ response_action: 'errors', errors: { [block]: text } });

const isSame =
  (one: Picked) =>
  (other: Picked): boolean =>
    other.slackUserId === one.slackUserId;

function pickedColleagues({ view }: Submission, inviteId: string): Picked[] {
  return askBlocks(inviteId).flatMap((block) => {
    const colleague = decodeColleague(pickedIn(view, block, LOOKUP.asked));
    return colleague?.kind === 'member' ? [{ block, slackUserId: colleague.slackUserId }] : [];
  });
}

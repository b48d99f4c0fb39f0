import { Refusal } from '../../domain/errors.js';
import { askColleagues } from '../../domain/relay/ask-colleagues.js';
import type { Answer, OnSubmission, Submission } from '../asked.js';
import { reasonIn } from '../decline/reasons.js';
import { pickedIn } from '../fields.js';
import { refreshHome } from '../home/publish-home.js';
import { LOOKUP } from '../ids.js';
import { readOrigin } from '../metadata.js';
import { decodeColleague } from '../refer/colleague.js';
import { notesIn } from '../refer/notes.js';
import { askBlocks } from '../refer/picker-block.js';
import { refusalText } from '../words/refusal.js';

interface Picked {
  readonly block: string;
  readonly slackUserId: string;
  readonly name: string;
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
    const about = error instanceof Refusal && picked.find(({ name }) => name === error.params.name);
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
    const chosen = pickedIn(view, block, LOOKUP.asked);
    const colleague = decodeColleague(chosen);
    if (colleague?.kind !== 'member') return [];
    return [{ block, slackUserId: colleague.slackUserId, name: chosen?.text.text ?? '' }];
  });
}

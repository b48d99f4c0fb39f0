import type { InputBlock, ModalView } from '@slack/types';
import { askColleagues } from '../../../domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../domain/asking/cancel-relay.js';
import { type PreparedAsk, prepareAsk } from '../../../domain/asking/prepare-ask.js';
import { Refusal } from '../../../domain/model/errors.js';
import type { MOST_ASKED } from '../../../domain/model/relay/relay.js';
import { context, section } from '../../blocks/blocks.js';
import { input, modal } from '../../blocks/inputs.js';
import { askBlocks, colleaguePicker, decodeColleague } from '../../parts/colleague-picker.js';
import { reasonChoice, reasonIn } from '../../parts/decline-reasons.js';
import { notes, notesIn } from '../../parts/notes.js';
import { pickedIn } from '../../reply/form-values.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import { readOrigin, writeOrigin } from '../../reply/modal-metadata.js';
import type { Answer, OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { refreshHome } from '../home/publish-home.js';

/** The content of the modal. */
export interface AskModal extends PreparedAsk {
  readonly metadata: string;
}

/** The labels of the pickers, in the order of asking. */
const PLACES = ['first', 'second', 'third'] as const satisfies { readonly length: typeof MOST_ASKED };

/**
 * Renders the modal that picks up to three colleagues to ask, and takes the texts of the referral that follows a yes.
 */
export function askModal({ invite, reasons, minutes, metadata, byHand }: AskModal, words: Words): ModalView {
  const { plain, mrkdwn } = words;
  return modal({
    callbackId: MODAL.ask,
    title: plain('ask.title'),
    submit: plain('ask.submit'),
    close: plain('ask.cancel'),
    metadata,
    blocks: [
      section(mrkdwn('ask.about', { title: titleOf(invite, words) })),
      context(mrkdwn('ask.minutes', { count: minutes })),
      ...pickers(invite.id, words),
      reasonChoice(reasons, { label: plain('ask.reason') }, words),
      ...notes(words, byHand),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

/** Renders the pickers; the first is required. */
const pickers = (inviteId: string, words: Words): InputBlock[] =>
  askBlocks(inviteId).map((block, at) => {
    const label = { label: words.plain(`ask.${PLACES[at] ?? 'third'}`) };
    const hint = at === 0 ? { hint: words.plain('ask.colleagueHint') } : {};
    return input(block, { ...label, ...hint }, colleaguePicker(words, undefined, LOOKUP.asked), at > 0);
  });

/** Opens the modal on *Ask first*. */
export const openAsk: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const prepared = await prepareAsk(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  await client.views.open({ trigger_id: body.trigger_id, view: askModal({ ...prepared, metadata }, say) });
};

interface Picked {
  readonly block: string;
  readonly slackUserId: string;
}

/** Starts the relay. The modal closes once the relay is stored; a job asks the first colleague. */
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
      reasonId: await reasonIn(submission, inviteId),
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

/** Cancels the relay whose id the button carries. A job updates the card; the Home tab is updated at once. */
export const stopAsking: OnClick = async (click) => {
  await cancelRelay(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};

import type { ModalView } from '@slack/types';
import { askColleagues } from '../../../domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../domain/asking/cancel-relay.js';
import { type PreparedAsk, prepareAsk } from '../../../domain/asking/prepare-ask.js';
import { Refusal } from '../../../domain/model/errors.js';
import { context, section } from '../../blocks/blocks.js';
import { input, modal } from '../../blocks/inputs.js';
import { colleaguesPicker, decodeColleague, pickerBlock } from '../../parts/colleague-picker.js';
import { reasonChoice, reasonIn } from '../../parts/decline-reasons.js';
import { notes, notesIn } from '../../parts/referral-notes.js';
import { LOOKUP, MODAL } from '../../reply/action-ids.js';
import { allPickedIn } from '../../reply/form-values.js';
import { readOrigin, writeOrigin } from '../../reply/modal-metadata.js';
import type { OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { refreshHome } from '../home/publish-home.js';

/** The content of the modal. */
export interface AskModal extends PreparedAsk {
  readonly metadata: string;
}

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
      input(pickerBlock(invite.id), { label: plain('ask.whom'), hint: plain('ask.whomHint') }, colleaguesPicker(words)),
      reasonChoice(reasons, { label: plain('ask.reason') }, words),
      ...notes(words, byHand),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

/** Opens the modal on *Ask first*. */
export const openAsk: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const prepared = await prepareAsk(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  await client.views.open({ trigger_id: body.trigger_id, view: askModal({ ...prepared, metadata }, say) });
};

/** Starts the relay. The modal closes once the relay is stored; a job asks the first colleague. */
export const submitAsk: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const picked = pickedColleagues(view, inviteId);
  const error = (text: string) => ack({ response_action: 'errors', errors: { [pickerBlock(inviteId)]: text } });
  if (picked.length === 0) return error(say.plain('refer.pickSomebody'));
  try {
    await askColleagues(ports, by, inviteId, {
      colleagues: picked.map(({ slackUserId }) => slackUserId),
      reasonId: await reasonIn(submission, inviteId),
      ...notesIn(view),
    });
  } catch (refused) {
    const about = refused instanceof Refusal && picked.find((one) => one.slackUserId === refused.params.slackUserId);
    if (!about) throw refused;
    return error(say.plain('ask.refused', { name: about.name, why: refusalText(refused, say) }));
  }
  await ack();
  if (fromHome) await refreshHome(submission);
};

interface Picked {
  readonly slackUserId: string;
  /** The name as the list shows it, so that two people of the same name can be told apart. */
  readonly name: string;
}

/** Reads the members in the order of asking, each once. */
function pickedColleagues(view: Submission['view'], inviteId: string): Picked[] {
  const all = allPickedIn(view, pickerBlock(inviteId), LOOKUP.asked).flatMap((option): Picked[] => {
    const colleague = decodeColleague(option);
    return colleague?.kind === 'member' ? [{ slackUserId: colleague.slackUserId, name: option.text.text }] : [];
  });
  return [...new Map(all.map((one) => [one.slackUserId, one])).values()];
}

/** Cancels the relay whose id the button carries. A job updates the card; the Home tab is updated at once. */
export const stopAsking: OnClick = async (click) => {
  await cancelRelay(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};

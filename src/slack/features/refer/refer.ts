import type { ModalView, PlainTextOption } from '@slack/types';
import { type PreparedReferral, prepareReferral } from '../../../domain/referring/prepare-referral.js';
import { referInvite } from '../../../domain/referring/refer-invite.js';
import { undoReferral } from '../../../domain/referring/undo-referral.js';
import { context, section } from '../../blocks/blocks.js';
import { duration } from '../../blocks/dates.js';
import { input, modal, option } from '../../blocks/inputs.js';
import { colleaguePicker, decodeColleague, pickerBlock } from '../../parts/colleague-picker.js';
import { reasonChoice, reasonIn } from '../../parts/decline-reasons.js';
import { labelled, notes, notesIn } from '../../parts/notes.js';
import { pickedIn } from '../../reply/form-values.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import { readOrigin, writeOrigin } from '../../reply/modal-origin.js';
import type { Click, OnClick, OnSubmission } from '../../reply/request-context.js';
import { knownName } from '../../words/former-names.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { refreshHome } from '../home/publish-home.js';

/** What the modal is made from. */
export interface ReferModal extends PreparedReferral {
  /** Who was picked on the card, if anybody was. */
  readonly picked: PlainTextOption | undefined;
  readonly metadata: string;
}

/** Filled in so far that *Refer* on the card and here are enough. */
export function referModal(prepared: ReferModal, words: Words): ModalView {
  const { invite, reasons, picked, metadata, inPlaceOf, byHand } = prepared;
  const { plain, mrkdwn } = words;
  const title = titleOf(invite, words);
  const about = { title, name: knownName(inPlaceOf, words) };
  return modal({
    callbackId: MODAL.refer,
    title: plain('refer.title'),
    submit: plain('refer.submit'),
    close: plain('refer.cancel'),
    metadata,
    blocks: [
      section(inPlaceOf === undefined ? mrkdwn('refer.about', { title }) : mrkdwn('refer.aboutFor', about)),
      context(whenItGoes(prepared, words)),
      input(pickerBlock(invite.id), labelled('colleague', words), colleaguePicker(words, picked)),
      reasonChoice(reasons, { label: plain('refer.reason') }, words),
      ...notes(words, byHand),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

function whenItGoes({ byHand, undoSeconds }: ReferModal, { mrkdwn, locale }: Words): string {
  if (byHand) return mrkdwn('refer.byHand');
  return undoSeconds ? mrkdwn('refer.undo', { time: duration(undoSeconds, locale) }) : mrkdwn('refer.atOnce');
}

/** *Refer* opens the modal with whoever was picked on the card; on a card that has grown old it says why not. */
export const openRefer: OnClick = async (click) => {
  const { ports, by, say, client, body, id, ack } = click;
  await ack();
  const prepared = await prepareReferral(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  const view = referModal({ ...prepared, picked: pickedOn(click), metadata }, say);
  await client.views.open({ trigger_id: body.trigger_id, view });
};

function pickedOn({ body, id }: Click): PlainTextOption | undefined {
  const values = body.state?.values ?? body.view?.state.values;
  const chosen = values?.[pickerBlock(id)]?.[LOOKUP.colleague]?.selected_option;
  return chosen && decodeColleague(chosen) ? option(chosen.value, chosen.text.text) : undefined;
}

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

/** The button carries the referral's id. The card changes once the referral is taken back. */
export const undo: OnClick = async ({ ports, by, id, ack }) => {
  await undoReferral(ports, by, id);
  await ack();
};

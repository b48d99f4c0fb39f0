import type { ModalView, PlainTextOption } from '@slack/types';
import type { PreparedReferral } from '../../../domain/referring/prepare-referral.js';
import { context, section } from '../../blocks/blocks.js';
import { duration } from '../../blocks/dates.js';
import { input, modal } from '../../blocks/inputs.js';
import { colleaguePicker } from '../../parts/colleague-picker.js';
import { reasonChoice } from '../../parts/decline-reasons.js';
import { labelled, notes } from '../../parts/notes.js';
import { pickerBlock } from '../../parts/picker-block.js';
import { MODAL } from '../../reply/ids.js';
import { knownName } from '../../words/former-name.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

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

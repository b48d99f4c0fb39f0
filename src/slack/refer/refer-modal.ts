import type { ModalView, PlainTextOption } from '@slack/types';
import type { PreparedReferral } from '../../domain/referral/prepare-referral.js';
import { context, section } from '../blocks/blocks.js';
import { duration } from '../blocks/dates.js';
import { input, modal } from '../blocks/inputs.js';
import { reasonChoice } from '../decline/reasons.js';
import { MODAL } from '../ids.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';
import { colleaguePicker } from './colleague-picker.js';
import { labelled, notes } from './notes.js';
import { pickerBlock } from './picker-block.js';

/** What the modal is made from. */
export interface ReferModal extends PreparedReferral {
  /** Who was picked on the card, if anybody was. */
  readonly picked: PlainTextOption | undefined;
  readonly metadata: string;
}

/** Filled in so far that *Refer* on the card and here are enough. */
export function referModal({ invite, reasons, picked, undoSeconds, metadata }: ReferModal, words: Words): ModalView {
  const { plain, mrkdwn } = words;
  return modal({
    callbackId: MODAL.refer,
    title: plain('refer.title'),
    submit: plain('refer.submit'),
    close: plain('refer.cancel'),
    metadata,
    blocks: [
      section(mrkdwn('refer.about', { title: titleOf(invite, words) })),
      context(
        undoSeconds ? mrkdwn('refer.undo', { time: duration(undoSeconds, words.locale) }) : mrkdwn('refer.atOnce'),
      ),
      input(pickerBlock(invite.id), labelled('colleague', words), colleaguePicker(words, picked)),
      reasonChoice(reasons, { label: plain('refer.reason') }, words),
      ...notes(words),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

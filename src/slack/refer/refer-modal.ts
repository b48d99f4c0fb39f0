import type { ModalView, PlainTextOption } from '@slack/types';
import type { PreparedReferral } from '../../domain/referral/prepare-referral.js';
import { context, section } from '../blocks/blocks.js';
import { duration } from '../blocks/dates.js';
import { input, modal, note } from '../blocks/inputs.js';
import { reasonChoice } from '../decline/reasons.js';
import { MODAL } from '../ids.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';
import { colleaguePicker } from './colleague-picker.js';

/** The block of the note to the colleague. */
export const NOTE_TO_COLLEAGUE = 'note-to-colleague';
/** The block of the note to the client. */
export const NOTE_TO_CLIENT = 'note-to-client';
/** How long a note may be. */
export const NOTE_LIMIT = 2000;

/** What the modal is made from. */
export interface ReferModal extends PreparedReferral {
  /** Who was picked on the card, if anybody was. */
  readonly picked: PlainTextOption | undefined;
  readonly metadata: string;
}

/** The block that holds the picker names the invite, for the look-up that comes from it names nothing else. */
export const pickerBlock = (inviteId: string): string => `colleague:${inviteId}`;

/** Filled in so far that *Refer* on the card and here are enough. */
export function referModal({ invite, reasons, picked, undoSeconds, metadata }: ReferModal, words: Words): ModalView {
  const { plain, mrkdwn } = words;
  const labelled = (name: 'colleague' | 'noteToColleague' | 'noteToClient') => ({
    label: plain(`refer.${name}`),
    hint: plain(`refer.${name}Hint`),
  });
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
      input(pickerBlock(invite.id), labelled('colleague'), colleaguePicker(words, picked)),
      reasonChoice(reasons, { label: plain('refer.reason') }, words),
      note(NOTE_TO_COLLEAGUE, labelled('noteToColleague'), NOTE_LIMIT),
      note(NOTE_TO_CLIENT, labelled('noteToClient'), NOTE_LIMIT),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

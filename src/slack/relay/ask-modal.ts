import type { InputBlock, ModalView } from '@slack/types';
import type { PreparedAsk } from '../../domain/relay/prepare-ask.js';
import { context, section } from '../blocks/blocks.js';
import { input, modal, note } from '../blocks/inputs.js';
import { reasonChoice } from '../decline/reasons.js';
import { LOOKUP, MODAL } from '../ids.js';
import { colleaguePicker } from '../refer/colleague-picker.js';
import { NOTE_LIMIT, NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../refer/refer-modal.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';

/** What the modal is made from. */
export interface AskModal extends PreparedAsk {
  readonly metadata: string;
}

/** The places in the order of asking. */
const PLACES = ['first', 'second', 'third'] as const;

/** The blocks of the pickers, in the order of asking; each names the invite for its look-up. */
export const askBlocks = (inviteId: string): string[] => PLACES.map((_, at) => `colleague:${at + 1}:${inviteId}`);

/** Asks whom to ask, in which order, and for the words of the referral that a yes becomes. */
export function askModal({ invite, reasons, minutes, metadata }: AskModal, words: Words): ModalView {
  const { plain, mrkdwn } = words;
  const labelled = (name: 'noteToColleague' | 'noteToClient') => ({
    label: plain(`refer.${name}`),
    hint: plain(`refer.${name}Hint`),
  });
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
      note(NOTE_TO_COLLEAGUE, labelled('noteToColleague'), NOTE_LIMIT),
      note(NOTE_TO_CLIENT, labelled('noteToClient'), NOTE_LIMIT),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

/** The first must be named, the others may. */
const pickers = (inviteId: string, words: Words): InputBlock[] =>
  askBlocks(inviteId).map((block, at) => {
    const label = { label: words.plain(`ask.${PLACES[at] ?? 'third'}`) };
    const hint = at === 0 ? { hint: words.plain('ask.colleagueHint') } : {};
    return input(block, { ...label, ...hint }, colleaguePicker(words, undefined, LOOKUP.asked), at > 0);
  });

import type { InputBlock, ModalView } from '@slack/types';
import type { PreparedAsk } from '../../../domain/asking/prepare-ask.js';
import type { MOST_ASKED } from '../../../domain/model/relay/relay.js';
import { context, section } from '../../blocks/blocks.js';
import { input, modal } from '../../blocks/inputs.js';
import { colleaguePicker } from '../../parts/colleague-picker.js';
import { reasonChoice } from '../../parts/decline-reasons.js';
import { notes } from '../../parts/notes.js';
import { askBlocks } from '../../parts/picker-block.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

/** What the modal is made from. */
export interface AskModal extends PreparedAsk {
  readonly metadata: string;
}

/** The places in the order of asking. */
const PLACES = ['first', 'second', 'third'] as const satisfies { readonly length: typeof MOST_ASKED };

/** Asks whom to ask, in which order, and for the words of the referral that a yes becomes. */
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

/** The first must be named, the others may. */
const pickers = (inviteId: string, words: Words): InputBlock[] =>
  askBlocks(inviteId).map((block, at) => {
    const label = { label: words.plain(`ask.${PLACES[at] ?? 'third'}`) };
    const hint = at === 0 ? { hint: words.plain('ask.colleagueHint') } : {};
    return input(block, { ...label, ...hint }, colleaguePicker(words, undefined, LOOKUP.asked), at > 0);
  });

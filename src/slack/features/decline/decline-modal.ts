import type { ModalView } from '@slack/types';
import type { PreparedDecision } from '../../../domain/deciding/prepare-decision.js';
import { section } from '../../blocks/blocks.js';
import { modal, note } from '../../blocks/inputs.js';
import { reasonChoice } from '../../parts/decline-reasons.js';
import { MODAL } from '../../reply/ids.js';
import { knownName } from '../../words/former-name.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

/** The block of the message to the client. */
export const MESSAGE = 'message';
const MESSAGE_LIMIT = 2000;

/** Asks why, and for a few words to the client; to submit it is to confirm, so no second question comes before it. */
export function declineModal(
  { invite, reasons, inPlaceOf, byHand }: PreparedDecision,
  metadata: string,
  words: Words,
): ModalView {
  const { plain, mrkdwn } = words;
  const title = titleOf(invite, words);
  const about = { title, name: knownName(inPlaceOf, words) };
  const reason = {
    label: plain('decline.reason'),
    hint: plain(byHand ? 'decline.reasonHintByHand' : 'decline.reasonHint'),
  };
  const message = { label: plain('decline.message'), hint: plain('decline.messageHint') };
  return modal({
    callbackId: MODAL.decline,
    title: plain('decline.title'),
    submit: plain('decline.submit'),
    close: plain('decline.cancel'),
    metadata,
    blocks: [
      section(inPlaceOf === undefined ? mrkdwn('decline.about', { title }) : mrkdwn('decline.aboutFor', about)),
      section(mrkdwn(byHand ? 'decline.meansByHand' : 'decline.means')),
      reasonChoice(reasons, reason, words),
      note(MESSAGE, message, MESSAGE_LIMIT),
    ],
  });
}

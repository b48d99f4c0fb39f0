import type { ModalView } from '@slack/types';
import type { Invite } from '../../domain/invite/invite.js';
import type { DeclineReason } from '../../domain/tenant/tenant.js';
import { section } from '../blocks/blocks.js';
import { modal, note } from '../blocks/inputs.js';
import { MODAL } from '../ids.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';
import { reasonChoice } from './reasons.js';

/** The block of the message to the client. */
export const MESSAGE = 'message';
const MESSAGE_LIMIT = 2000;

/** Asks why, and for a few words to the client; to submit it is to confirm, so no second question comes before it. */
export function declineModal(
  invite: Invite,
  reasons: readonly DeclineReason[],
  metadata: string,
  words: Words,
): ModalView {
  const { plain, mrkdwn } = words;
  const reason = { label: plain('decline.reason'), hint: plain('decline.reasonHint') };
  const message = { label: plain('decline.message'), hint: plain('decline.messageHint') };
  return modal({
    callbackId: MODAL.decline,
    title: plain('decline.title'),
    submit: plain('decline.submit'),
    close: plain('decline.cancel'),
    metadata,
    blocks: [
      section(mrkdwn('decline.about', { title: titleOf(invite, words) })),
      section(mrkdwn('decline.means')),
      reasonChoice(reasons, reason, words),
      note(MESSAGE, message, MESSAGE_LIMIT),
    ],
  });
}

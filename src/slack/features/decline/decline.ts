import type { ModalView } from '@slack/types';
import { declineInvite } from '../../../domain/deciding/decline-invite.js';
import { type PreparedDecision, prepareDecision } from '../../../domain/deciding/prepare-decision.js';
import { section } from '../../blocks/blocks.js';
import { modal, note } from '../../blocks/inputs.js';
import { reasonChoice, reasonIn } from '../../parts/decline-reasons.js';
import { MODAL } from '../../reply/action-ids.js';
import { textIn } from '../../reply/form-values.js';
import { readOrigin, writeOrigin } from '../../reply/modal-metadata.js';
import type { OnClick, OnSubmission } from '../../reply/request-context.js';
import { knownName } from '../../words/erased-names.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { refreshHome } from '../home/publish-home.js';

/** Block id of the message to the client. */
export const MESSAGE = 'message';
const MESSAGE_LIMIT = 2000;

/** Renders the form that asks for a reason and a message to the client. Submitting it is the confirmation. */
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

/** Opens the form on *Decline*. */
export const openDecline: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const prepared = await prepareDecision(ports, by, id);
  const origin = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  await client.views.open({ trigger_id: body.trigger_id, view: declineModal(prepared, origin, say) });
};

/** Declines the invite; the modal closes once the decision is stored. */
export const submitDecline: OnSubmission = async (submission) => {
  const { ports, by, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const messageToClient = textIn(view, MESSAGE);
  await declineInvite(ports, by, inviteId, {
    reasonId: await reasonIn(submission, inviteId),
    ...(messageToClient && { messageToClient }),
  });
  await ack();
  if (fromHome) await refreshHome(submission);
};

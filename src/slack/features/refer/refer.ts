import type { ModalView, PlainTextOption } from '@slack/types';
import { Refusal } from '../../../domain/model/errors.js';
import { type PreparedReferral, prepareReferral } from '../../../domain/referring/prepare-referral.js';
import { referInvite } from '../../../domain/referring/refer-invite.js';
import { undoReferral } from '../../../domain/referring/undo-referral.js';
import { context, section } from '../../blocks/blocks.js';
import { duration } from '../../blocks/format-dates.js';
import { input, modal, option } from '../../blocks/inputs.js';
import {
  colleaguePicker,
  decodeColleague,
  decodeMatch,
  encodeColleague,
  pickerBlock,
} from '../../parts/colleague-picker.js';
import { reasonChoice, reasonIn } from '../../parts/decline-reasons.js';
import { labelled, notes, notesIn } from '../../parts/referral-notes.js';
import { LOOKUP, MODAL } from '../../reply/action-ids.js';
import { pickedIn } from '../../reply/form-values.js';
import { readOrigin, writeOrigin } from '../../reply/modal-metadata.js';
import type { Click, OnClick, OnSubmission } from '../../reply/request-context.js';
import { knownName } from '../../words/erased-names.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { refreshHome } from '../home/publish-home.js';

/** The content of the modal. */
export interface ReferModal extends PreparedReferral {
  /** The option that was picked on the card. */
  readonly picked: PlainTextOption | undefined;
  readonly metadata: string;
}

/** Renders the referral form, preset so that *Refer* on the card and *Refer* here are enough. */
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
      input(pickerBlock(invite.id), labelled('colleague', words, byHand), colleaguePicker(words, picked)),
      reasonChoice(reasons, { label: plain('refer.reason') }, words),
      ...notes(words, byHand),
      context(mrkdwn('refer.tip')),
      context(mrkdwn('refer.faq')),
    ],
  });
}

function whenItGoes({ invite, byHand, undoSeconds }: ReferModal, { mrkdwn, locale }: Words): string {
  if (byHand) return mrkdwn(invite.job.private ? 'refer.byHandPrivate' : 'refer.byHand');
  return undoSeconds ? mrkdwn('refer.undo', { time: duration(undoSeconds, locale) }) : mrkdwn('refer.atOnce');
}

/** Opens the form with the colleague that was picked on the card. On an outdated card it says why it cannot. */
export const openRefer: OnClick = (click) => open(click, pickedOn(click));

async function open({ ports, by, say, client, body, id, ack }: Click, picked: PlainTextOption | undefined) {
  await ack();
  const prepared = await prepareReferral(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  const view = referModal({ ...prepared, picked, metadata }, say);
  await client.views.open({ trigger_id: body.trigger_id, view });
}

/** Opens the form with the best match, whom the button names. */
export const openReferBest: OnClick = async (click) => {
  const { ports, by, say } = click;
  const target = decodeMatch(click.id);
  if (!target) throw new Refusal('invite.notFound');
  const { inviteId, slackUserId } = target;
  const member = await ports.members.get(by.tenantId, slackUserId);
  const value = encodeColleague({ kind: 'member', slackUserId });
  return open({ ...click, id: inviteId }, value ? option(value, knownName(member?.name, say)) : undefined);
};

function pickedOn({ body, id }: Click): PlainTextOption | undefined {
  const state = body.state ?? body.view?.state;
  const chosen = pickedIn({ state }, pickerBlock(id), LOOKUP.colleague);
  return chosen && decodeColleague(chosen) ? option(chosen.value, chosen.text.text) : undefined;
}

/** Refers the colleague; the modal closes once the referral is stored. */
export const submitRefer: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const { inviteId, fromHome } = readOrigin(view.private_metadata);
  const block = pickerBlock(inviteId);
  const colleague = decodeColleague(pickedIn(view, block, LOOKUP.colleague));
  if (!colleague) return ack({ response_action: 'errors', errors: { [block]: say.plain('refer.pickSomebody') } });
  await referInvite(ports, by, inviteId, {
    colleague,
    reasonId: await reasonIn(submission, inviteId),
    ...notesIn(view),
  });
  await ack();
  if (fromHome) await refreshHome(submission);
};

/** Undoes the referral whose id the button carries; a job edits the card. */
export const undo: OnClick = async ({ ports, by, id, ack }) => {
  await undoReferral(ports, by, id);
  await ack();
};

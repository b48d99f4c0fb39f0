import type { ModalView } from '@slack/types';
import {
  HANDOFF_TROUBLES,
  type HandoffTrouble,
  prepareHandoffTrouble,
  reportHandoffTrouble,
} from '../../../domain/deciding/report-handoff-trouble.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { section } from '../../blocks/blocks.js';
import { choice, modal, note, option } from '../../blocks/inputs.js';
import { MODAL } from '../../reply/action-ids.js';
import { pickedIn, textIn } from '../../reply/form-values.js';
import { readOrigin, writeOrigin } from '../../reply/modal-metadata.js';
import type { OnClick, OnSubmission } from '../../reply/request-context.js';
import { en } from '../../words/en.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

/** Every trouble has a text. */
en.handoffTrouble.why satisfies Record<HandoffTrouble['why'], string>;

/** Block ids of the fields. */
const FIELD = { why: 'why', detail: 'detail' } as const;

const DETAIL_LIMIT = 500;

/** Renders the form that asks why a hand-off did not work. A referral can fail for reasons of its own. */
export function handoffTroubleModal(invite: Invite, metadata: string, words: Words): ModalView {
  const { plain: say, mrkdwn } = words;
  const isReferral = invite.status === 'referred';
  const reasons = HANDOFF_TROUBLES.filter((why) => isReferral || why === 'not-open' || why === 'other');
  return modal({
    callbackId: MODAL.handoffTrouble,
    title: say('handoffTrouble.title'),
    submit: say('handoffTrouble.submit'),
    close: say('handoffTrouble.cancel'),
    metadata,
    blocks: [
      section(mrkdwn('handoffTrouble.about', { title: titleOf(invite, words) })),
      choice(
        FIELD.why,
        {
          label: say('handoffTrouble.label'),
          hint: say(`handoffTrouble.hint.${isReferral ? 'referral' : 'decision'}`),
        },
        reasons.map((why) => option(why, say(`handoffTrouble.why.${why}`))),
      ),
      note(FIELD.detail, { label: say('handoffTrouble.detail'), hint: say('handoffTrouble.detailHint') }, DETAIL_LIMIT),
    ],
  });
}

/** Opens the form on *It did not work*. */
export const openHandoffTrouble: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const invite = await prepareHandoffTrouble(ports, by, id);
  const origin = writeOrigin({ inviteId: id, fromHome: false });
  await client.views.open({ trigger_id: body.trigger_id, view: handoffTroubleModal(invite, origin, say) });
};

/** Records why the hand-off did not work; a job edits the card. */
export const submitHandoffTrouble: OnSubmission = async ({ ports, by, view, ack }) => {
  const { inviteId } = readOrigin(view.private_metadata);
  const picked = pickedIn(view, FIELD.why)?.value;
  const why = HANDOFF_TROUBLES.find((one) => one === picked) ?? 'other';
  const detail = textIn(view, FIELD.detail);
  await reportHandoffTrouble(ports, by, inviteId, { why, ...(detail && { detail }) });
  await ack();
};

import type { PlainTextOption } from '@slack/types';
import { prepareReferral } from '../../../domain/referring/prepare-referral.js';
import { option } from '../../blocks/inputs.js';
import { decodeColleague } from '../../parts/colleague.js';
import { pickerBlock } from '../../parts/picker-block.js';
import { LOOKUP } from '../../reply/ids.js';
import { writeOrigin } from '../../reply/modal-origin.js';
import type { Click, OnClick } from '../../reply/request-context.js';
import { referModal } from './refer-modal.js';

/** *Refer* opens the modal with whoever was picked on the card; on a card that has grown old it says why not. */
export const openRefer: OnClick = async (click) => {
  const { ports, by, say, client, body, id, ack } = click;
  await ack();
  const prepared = await prepareReferral(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  const view = referModal({ ...prepared, picked: pickedOn(click), metadata }, say);
  await client.views.open({ trigger_id: body.trigger_id, view });
};

function pickedOn({ body, id }: Click): PlainTextOption | undefined {
  const values = body.state?.values ?? body.view?.state.values;
  const chosen = values?.[pickerBlock(id)]?.[LOOKUP.colleague]?.selected_option;
  return chosen && decodeColleague(chosen) ? option(chosen.value, chosen.text.text) : undefined;
}

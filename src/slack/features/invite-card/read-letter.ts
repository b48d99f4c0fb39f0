import { readLetter } from '../../../domain/deciding/read-letter.js';
import type { OnClick } from '../../reply/request-context.js';
import { letterModal } from './letter-modal.js';

/** Shows the whole letter. */
export const openLetter: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const invite = await readLetter(ports, by, id);
  await client.views.open({ trigger_id: body.trigger_id, view: letterModal(invite, say) });
};

import { prepareAsk } from '../../../domain/asking/prepare-ask.js';
import { writeOrigin } from '../../reply/modal-origin.js';
import type { OnClick } from '../../reply/request-context.js';
import { askModal } from './ask-modal.js';

/** *Ask first* asks whom, and in which order. */
export const openAsk: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const prepared = await prepareAsk(ports, by, id);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  await client.views.open({ trigger_id: body.trigger_id, view: askModal({ ...prepared, metadata }, say) });
};

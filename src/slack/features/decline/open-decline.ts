import { prepareDecision } from '../../../domain/deciding/prepare-decision.js';
import { writeOrigin } from '../../reply/modal-origin.js';
import type { OnClick } from '../../reply/request-context.js';
import { declineModal } from './decline-modal.js';

/** *Decline* asks for a reason first. */
export const openDecline: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const prepared = await prepareDecision(ports, by, id);
  const origin = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  await client.views.open({ trigger_id: body.trigger_id, view: declineModal(prepared, origin, say) });
};

import { prepareDecision } from '../../domain/invite/prepare-decision.js';
import { requireReferral } from '../../domain/referral/who-may-refer.js';
import { DEFAULT_SETTINGS } from '../../domain/tenant/tenant.js';
import type { OnClick } from '../asked.js';
import { writeOrigin } from '../metadata.js';
import { askModal } from './ask-modal.js';

/** *Ask first* asks whom, and in which order. */
export const openAsk: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const [{ invite, reasons }, tenant] = await Promise.all([
    prepareDecision(ports, by, id),
    ports.tenants.get(by.tenantId),
  ]);
  await requireReferral(ports, invite, by);
  const metadata = writeOrigin({ inviteId: id, fromHome: body.view?.type === 'home' });
  const { askMinutes: minutes } = tenant?.settings ?? DEFAULT_SETTINGS;
  await client.views.open({ trigger_id: body.trigger_id, view: askModal({ invite, reasons, minutes, metadata }, say) });
};

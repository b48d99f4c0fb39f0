import { requireAdmin } from '../../domain/member/require-role.js';
import type { Asked, OnClick } from '../asked.js';
import { connectModal } from './connect-modal.js';

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openConnect({ ports, by, say, client }: Asked, triggerId: string): Promise<void> {
  await requireAdmin(ports, by);
  const now = await ports.connections.of(by.tenantId);
  await client.views.open({ trigger_id: triggerId, view: connectModal(now, say) });
}

/** The button on the Home tab. */
export const clickConnect: OnClick = async (click) => {
  await click.ack();
  await openConnect(click, click.body.trigger_id);
};

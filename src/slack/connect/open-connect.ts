import { requireAdmin } from '../../domain/member/require-admin.js';
import type { Asked, OnClick } from '../asked.js';
import { connectModal } from './connect-modal.js';

export async function openConnect({ ports, by, say, client }: Asked, triggerId: string): Promise<void> {
  await requireAdmin(ports, by);
  const now = await ports.connections.of(by.tenantId);
  await client.views.open({ trigger_id: triggerId, view: connectModal(now, say) });
}

export const clickConnect: OnClick = async (click) => {
  await click.ack();
  await openConnect(click, click.body.trigger_id);
};

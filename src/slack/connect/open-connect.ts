import { readConnection } from '../../domain/tenant/read-connection.js';
import type { Asked, OnClick } from '../asked.js';
import { connectModal } from './connect-modal.js';

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openConnect({ ports, by, say, client }: Asked, triggerId: string): Promise<void> {
  const now = await readConnection(ports, by);
  await client.views.open({ trigger_id: triggerId, view: connectModal(now, say) });
}

/** The button on the Home tab. */
export const clickConnect: OnClick = async (click) => {
  await click.ack();
  await openConnect(click, click.body.trigger_id);
};

import { readConnection } from '../../../domain/workspace/read-connection.js';
import type { OnClick, Opening } from '../../reply/request-context.js';
import { connectModal } from './connect-modal.js';

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openConnect({ ports, by, say, client, ack }: Opening, triggerId: string): Promise<void> {
  const now = await readConnection(ports, by);
  await ack();
  await client.views.open({ trigger_id: triggerId, view: connectModal(now, say) });
}

/** The button on the Home tab. */
export const clickConnect: OnClick = (click) => openConnect(click, click.body.trigger_id);

import { readSettings } from '../../../domain/workspace/read-settings.js';
import type { OnClick, Opening } from '../../reply/request-context.js';
import { settingsModal } from './settings-modal.js';

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openSettings({ ports, by, say, client, ack }: Opening, triggerId: string): Promise<void> {
  const now = await readSettings(ports, by);
  await ack();
  await client.views.open({ trigger_id: triggerId, view: settingsModal(now, say) });
}

/** The button on the Home tab. */
export const clickSettings: OnClick = (click) => openSettings(click, click.body.trigger_id);

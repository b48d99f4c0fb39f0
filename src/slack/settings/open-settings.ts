import { Refusal } from '../../domain/errors.js';
import { requireAdmin } from '../../domain/member/require-role.js';
import type { Asked, OnClick } from '../asked.js';
import { settingsModal } from './settings-modal.js';

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openSettings({ ports, by, say, client }: Asked, triggerId: string): Promise<void> {
  await requireAdmin(ports, by);
  const tenant = await ports.tenants.get(by.tenantId);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  await client.views.open({ trigger_id: triggerId, view: settingsModal(tenant.settings, say) });
}

/** The button on the Home tab. */
export const clickSettings: OnClick = async (click) => {
  await click.ack();
  await openSettings(click, click.body.trigger_id);
};

import { untilNoticed } from '../../sandbox/demo/eventually.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD } from '../../src/slack/features/settings/settings-fields.js';
import { MODAL } from '../../src/slack/reply/ids.js';
import type { TestStage } from './stage.js';

/** Values of the settings modal's fields, as Slack sends them. */
export type SettingsWish = Partial<Record<keyof typeof FIELD, unknown>>;

/** Changes settings as an admin. Only the process that received them applies them at once. */
export async function configure({ driver }: TestStage, wishes: SettingsWish): Promise<void> {
  const olga = driver.as('olga');
  await olga.command('settings');
  await olga.untilModal(({ callbackId }) => callbackId === MODAL.settings);
  for (const [field, value] of Object.entries(wishes))
    olga.fill(VALUE, value, { blockId: FIELD[field as keyof typeof FIELD] });
  const { status, text } = await olga.submit();
  if (status !== 200 || text) throw new Error(`the settings were answered ${status}: ${text}`);
}

/** Changes settings as an admin, and waits until every process applies them. */
export async function configureEverywhere(stage: TestStage, wishes: SettingsWish): Promise<void> {
  await configure(stage, wishes);
  await untilNoticed();
}

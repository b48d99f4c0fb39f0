import { untilNoticed } from '../../sandbox/demo/eventually.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD } from '../../src/slack/features/settings/settings-fields.js';
import { MODAL } from '../../src/slack/reply/ids.js';
import type { TestStage } from './stage.js';

/** What is filled into the settings, as Slack sends it. */
export type SettingsWish = Partial<Record<keyof typeof FIELD, unknown>>;

/** An admin changes settings. The process that took them in goes by them at once. */
export async function configure({ driver }: TestStage, wishes: SettingsWish): Promise<void> {
  const olga = driver.as('olga');
  await olga.command('settings');
  await olga.untilModal(({ callbackId }) => callbackId === MODAL.settings);
  for (const [field, value] of Object.entries(wishes))
    olga.fill(VALUE, value, { blockId: FIELD[field as keyof typeof FIELD] });
  const { status, text } = await olga.submit();
  if (status !== 200 || text) throw new Error(`the settings were answered ${status}: ${text}`);
}

/** The same, until every process goes by them. */
export async function configureEverywhere(stage: TestStage, wishes: SettingsWish): Promise<void> {
  await configure(stage, wishes);
  await untilNoticed();
}

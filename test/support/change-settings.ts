import { untilNoticed } from '../../sandbox/demo/eventually.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD, type Subject } from '../../src/slack/features/settings/settings-field-ids.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/action-ids.js';
import type { TestStage } from './stage.js';

/** Values of the settings modal's fields, as Slack sends them. */
export type SettingsWish = Partial<Record<keyof typeof FIELD, unknown>>;

/** The topic, and so the form, of each field. */
const SUBJECT_OF = {
  undo: 'referring',
  ask: 'referring',
  chain: 'referring',
  language: 'referring',
  percent: 'release',
  always: 'release',
  never: 'release',
  guests: 'release',
  nudges: 'reminders',
  from: 'reminders',
  to: 'reminders',
  days: 'reminders',
  managers: 'reminders',
  digest: 'reminders',
  channel: 'channels',
  feedback: 'channels',
  zone: 'channels',
} as const satisfies Record<keyof typeof FIELD, Subject>;

/** Changes settings as an admin, form by form. Only the process that received them applies them at once. */
export async function configure({ driver }: Pick<TestStage, 'driver'>, wishes: SettingsWish): Promise<void> {
  const olga = driver.as('olga');
  const fields = Object.keys(wishes) as (keyof typeof FIELD)[];
  await olga.command('settings');
  const menu = await olga.untilModal(({ callbackId }) => callbackId === SHOWN.settings);
  for (const subject of new Set(fields.map((field) => SUBJECT_OF[field]))) {
    await olga.press(menu, ACTION.settingsSubject, { value: subject });
    await olga.untilModal(({ callbackId }) => callbackId === MODAL.settings);
    for (const field of fields.filter((one) => SUBJECT_OF[one] === subject))
      olga.fill(VALUE, wishes[field], { blockId: FIELD[field] });
    const { status, text } = await olga.submit();
    if (status !== 200 || text) throw new Error(`the settings were answered ${status}: ${text}`);
  }
  await olga.untilModal(({ callbackId }) => callbackId === SHOWN.settings);
  await olga.dismiss();
}

/** Changes settings as an admin, and waits until every process applies them. */
export async function configureEverywhere(stage: TestStage, wishes: SettingsWish): Promise<void> {
  await configure(stage, wishes);
  await untilNoticed();
}

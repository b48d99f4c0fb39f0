import { VALUE } from '../../src/slack/blocks/inputs.js';
import { SOURCE } from '../../src/slack/features/connect/choose-source.js';
import { NAME } from '../../src/slack/features/connect/set-up-form.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/ids.js';
import type { Person } from '../slack/driver/person.js';
import type { ShownView } from '../slack/driver/shown.js';

/** Block ids of the set-up form of a connection by the contract. */
export const FIELD = { name: NAME, url: 'url', token: 'token', path: 'path' } as const;

/** Opens the set-up form of a source with the command: for a new connection, or for the only one that there is. */
export async function openSetUp(admin: Person, source = 'contract'): Promise<ShownView> {
  await admin.command('connect');
  const first = await admin.untilModal(({ callbackId }) => FIRST.includes(callbackId ?? ''));
  if (first.callbackId === SHOWN.connections) await admin.press(first, ACTION.setUpConnection);
  else await chooseSource(admin, first, source);
  return admin.untilModal(({ callbackId }) => callbackId === MODAL.connect);
}

const FIRST: readonly string[] = [MODAL.chooseSource, SHOWN.connections];

/** Chooses the source of a new connection. */
export async function chooseSource(admin: Person, modal: ShownView, source: string): Promise<void> {
  await admin.pick(modal, VALUE, source, '', { blockId: SOURCE });
  await admin.submit();
}

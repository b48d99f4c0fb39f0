import { VALUE } from '../../src/slack/blocks/inputs.js';
import { SOURCE } from '../../src/slack/features/connect/choose-source.js';
import { NAME } from '../../src/slack/features/connect/set-up-form.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/action-ids.js';
import type { Person } from '../slack/driver/person.js';
import type { ShownView } from '../slack/driver/shown-surfaces.js';
import { START_PATIENCE_MS } from './eventually.js';
import { openModal } from './open-modal.js';

/** Block ids of the set-up form of a connection by the contract. */
export const FIELD = { name: NAME, url: 'url', token: 'token', path: 'path' } as const;

/** Opens the set-up form of a source with the command: for a new connection, or for the only one that there is. */
export async function openSetUp(admin: Person, source = 'contract'): Promise<ShownView> {
  const first = await openModal(admin, () => admin.command('connect'), {
    what: 'the connections are shown',
    matches: ({ callbackId }) => FIRST.includes(callbackId ?? ''),
    ms: START_PATIENCE_MS,
  });
  const setUp = () =>
    first.callbackId === SHOWN.connections
      ? admin.press(first, ACTION.setUpConnection)
      : chooseSource(admin, first, source);
  return openModal(admin, setUp, {
    what: 'the form of the connection is shown',
    matches: ({ callbackId }) => callbackId === MODAL.connect,
    ms: START_PATIENCE_MS,
  });
}

const FIRST: readonly string[] = [MODAL.chooseSource, SHOWN.connections];

/** Chooses the source of a new connection. */
export async function chooseSource(admin: Person, modal: ShownView, source: string): Promise<void> {
  await admin.pick(modal, VALUE, source, '', { blockId: SOURCE });
  await admin.submit();
}

import { reportRefusedToken } from '../../../src/domain/messages/report-refused-token.js';
import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { ACTION, MODAL, SHOWN } from '../../../src/slack/reply/ids.js';
import { AGENCY } from '../../demo/cast.js';
import { chooseSource, FIELD } from '../../demo/contract-form.js';
import { act, type PlayableDemo } from '../../demo/prepare.js';
import type { Camera } from '../camera.js';
import { messageWith } from './shown.js';

const PASTED = `Data pipeline for a logistics company
Hi Ana, we saw your work on event streams. Would you build ours?
Budget: $4,500
https://www.upwork.com/jobs/~021900000000000000001`;

/** Pictures of a second connection: the chooser, its form, what to copy, the list, a test; and of an invite by hand. */
export async function connecting(demo: PlayableDemo, { take }: Camera): Promise<void> {
  const { driver, truth, tenantId } = demo;
  const olga = driver.as('olga');
  const { apiUrl, apiToken } = await act(demo, `agencies/${AGENCY.id}/vollna`, {});
  await olga.command('connect');
  const first = await olga.untilModal(({ callbackId }) => callbackId === SHOWN.connections);
  await olga.press(first, ACTION.addConnection);
  const choice = await olga.untilModal(({ callbackId }) => callbackId === MODAL.chooseSource);
  await take('modal-choose-source', choice);
  await chooseSource(olga, choice, 'vollna');
  await take('modal-connect-vollna', await olga.untilModal(({ callbackId }) => callbackId === MODAL.connect));
  olga.fill(VALUE, 'Our Vollna', { blockId: FIELD.name });
  olga.fill(VALUE, String(apiUrl), { blockId: 'apiUrl' });
  olga.fill(VALUE, String(apiToken), { blockId: 'apiToken' });
  await olga.submit();
  await take('modal-connected-vollna', await olga.untilModal(({ raw }) => JSON.stringify(raw).includes('/webhooks/')));
  await olga.press(olga.modal(), ACTION.allConnections);
  const list = await olga.untilModal(({ callbackId }) => callbackId === SHOWN.connections);
  await take('modal-connections', list);
  const byContract = (await truth.ports.connections.latestOf(tenantId)).find(({ source }) => source === 'contract');
  await olga.press(list, ACTION.testConnection, { value: byContract?.id ?? '' });
  await take('modal-connection-test', await olga.untilModal(({ callbackId }) => callbackId === SHOWN.connectionTest));
  await olga.dismiss();
  if (byContract) await reportRefusedToken(truth.ports, byContract);
  await take('token-refused', await messageWith(olga, 'turned Baton’s token down'));
  await byHand(demo, { take });
}

async function byHand({ driver }: PlayableDemo, { take }: Pick<Camera, 'take'>): Promise<void> {
  const ana = driver.as('ana');
  await ana.command('add');
  await take('modal-paste-invite', await ana.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite));
  ana.fill(VALUE, PASTED, { blockId: 'paste' });
  await ana.submit();
  await take('modal-add-invite', await ana.untilModal(({ callbackId }) => callbackId === MODAL.addInvite));
  await ana.dismiss();
}

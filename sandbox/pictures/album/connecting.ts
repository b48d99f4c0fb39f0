import { reportRefusedToken } from '../../../src/domain/ensuring-messages/report-refused-token.js';
import { connectSource } from '../../../src/domain/workspace/connect-source.js';
import { webhookUrl } from '../../../src/lib/webhook-url.js';
import { VALUE } from '../../../src/slack/blocks/inputs.js';
import { ACTION, MODAL, SHOWN } from '../../../src/slack/reply/action-ids.js';
import { createInvitation } from '../../demo/create-invitation.js';
import { AGENCY } from '../../demo/demo-people.js';
import { act, type PlayableDemo } from '../../demo/install-and-connect.js';
import { chooseSource, FIELD } from '../../demo/open-set-up-form.js';
import type { Camera } from '../camera.js';
import { messageWith } from './find-shown.js';

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
  await byMail(demo, { take });
}

/** An invite of which a mail alone tells, and the form that corrects it. */
async function byMail(demo: PlayableDemo, { take }: Pick<Camera, 'take'>): Promise<void> {
  const { driver, truth, tenantId, config } = demo;
  const [ana, olga] = [driver.as('ana'), driver.as('olga')];
  const path = `agencies/${AGENCY.id}/email`;
  const address = 'upwork@in.example.com';
  await act(demo, path, { provider: 'postmark', address });
  const by = { tenantId, slackUserId: olga.id, name: olga.name };
  const wish = { source: 'email', name: 'Mail', answers: { provider: 'postmark', address } };
  const { connection } = await connectSource(truth.ports, by, wish);
  const [url] = truth.ports.sources.copy(connection, webhookUrl(config.PUBLIC_URL, connection.id));
  await act(demo, path, { url: url?.value ?? '' });
  await createInvitation(demo, { job: { title: 'A shop for lamps' } });
  const card = await messageWith(ana, 'A shop for lamps', ACTION.correct);
  await take('card-read-from-a-mail', card);
  await ana.press(card, ACTION.correct);
  await take('modal-correct-facts', await ana.untilModal(({ callbackId }) => callbackId === MODAL.correct));
  await ana.dismiss();
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

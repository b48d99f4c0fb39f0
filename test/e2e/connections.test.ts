import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { chooseSource, FIELD } from '../../sandbox/demo/open-set-up-form.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { ShownView } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import { webhookUrl } from '../../src/lib/webhook-url.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { UNADDRESSED } from '../../src/slack/features/connect/set-up-form.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/action-ids.js';
import { offersOf, untilAtRest, wordsOf } from '../support/e2e-actions.js';
import { newTenant, settle, type TenantWish, type TestTenant } from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';

const stage = testStage();

const wish = (domain: string): TenantWish => ({
  domain,
  users: [
    { name: 'olaf', real_name: 'Olaf Owner', email: `olaf@${domain}.example`, is_owner: true },
    { name: 'mia', real_name: 'Mia Match', email: `mia@${domain}.example` },
  ],
  freelancers: [{ name: 'Mia Match', email: `mia@${domain}.example` }],
});

/** A workspace with a connection by the contract. */
const connected = async (domain: string): Promise<TestTenant> =>
  settle(await newTenant(stage(), wish(domain)), wish(domain));

async function listOf(admin: Person): Promise<ShownView> {
  await admin.command('connect');
  return admin.untilModal(({ callbackId }) => callbackId === SHOWN.connections);
}

/** Adds a connection to Vollna from the list. */
async function addVollna(tenant: TestTenant, answers: { apiUrl?: string; apiToken?: string }): Promise<Connection> {
  const olaf = tenant.driver.as('olaf');
  await olaf.press(await listOf(olaf), ACTION.addConnection);
  const choice = await olaf.untilModal(({ callbackId }) => callbackId === MODAL.chooseSource);
  for (const brought of ['Vollna', 'Getmany', 'Email']) expect(wordsOf(choice)).toContain(brought);
  await chooseSource(olaf, choice, 'vollna');
  await olaf.untilModal(({ callbackId }) => callbackId === MODAL.connect);
  olaf.fill(VALUE, 'Our Vollna', { blockId: FIELD.name });
  olaf.fill(VALUE, tenant.driver.as('mia').id, { blockId: UNADDRESSED.person });
  for (const [blockId, value] of Object.entries(answers)) olaf.fill(VALUE, value, { blockId });
  await olaf.submit();
  const added = await eventually('it is added', async () =>
    (await tenant.truth.ports.connections.latestOf(tenant.tenantId)).find(({ source }) => source === 'vollna'),
  );
  const saved = await olaf.untilModal((view) => wordsOf(view).includes('Our Vollna'));
  expect(wordsOf(saved)).toContain(webhookUrl(tenant.config.PUBLIC_URL, added.id));
  return added;
}

const latest = ({ truth }: TestTenant, { tenantId, id }: Connection) =>
  truth.ports.connections.latest({ tenantId, id });

const press = (admin: Person, action: string, { id }: Connection) => admin.press(admin.modal(), action, { value: id });

test('an admin adds a second connection, tests it, pauses it and removes it', async () => {
  const tenant = await connected('second');
  const olaf = tenant.driver.as('olaf');
  const account = (await act(tenant, 'agencies/second/vollna', {})) as { apiUrl: string; apiToken: string };
  const added = await addVollna(tenant, account);
  expect(added).toMatchObject({ unaddressedTo: tenant.driver.as('mia').id, polls: true });

  await press(olaf, ACTION.testConnection, added);
  const tested = await olaf.untilModal(({ callbackId }) => callbackId === SHOWN.connectionTest);
  expect(wordsOf(tested)).toContain('It shows Baton 0 open invitations.');
  expect(wordsOf(tested)).toContain('Send Test Request');
  await olaf.press(tested, ACTION.allConnections);
  const list = await olaf.untilModal(({ callbackId }) => callbackId === SHOWN.connections);
  for (const name of ['*Sandbox*', '*Our Vollna* · Vollna']) expect(wordsOf(list)).toContain(name);

  await press(olaf, ACTION.pauseConnection, added);
  await olaf.untilModal((view) => wordsOf(view).includes('Paused since'));
  expect((await latest(tenant, added))?.pausedAt).toBeInstanceOf(Date);
  await press(olaf, ACTION.resumeConnection, added);
  await olaf.untilModal((view) => !wordsOf(view).includes('Paused since'));
  await press(olaf, ACTION.removeConnection, added);
  await olaf.untilModal((view) => !wordsOf(view).includes('Our Vollna'));
  expect(await tenant.truth.ports.connections.latestOf(tenant.tenantId)).toMatchObject([{ source: 'contract' }]);
  await olaf.dismiss();
  await untilAtRest(stage());
});

test('a delivery with a wrong token and silence are shown, with what to do, in the test and on the Home', async () => {
  const tenant = await connected('deaf');
  const olaf = tenant.driver.as('olaf');
  const added = await addVollna(tenant, {});
  await press(olaf, ACTION.testConnection, added);
  const deaf = await olaf.untilModal(({ callbackId }) => callbackId === SHOWN.connectionTest);
  expect(wordsOf(deaf)).toContain('Nothing has come since this test began.');

  const send = (authorization: string) =>
    fetch(webhookUrl(tenant.config.PUBLIC_URL, added.id), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ event: 'webhook.test', data: {}, timestamp: new Date().toISOString() }),
    });
  expect((await send('Bearer wrong')).status).toBe(401);
  await olaf.press(olaf.modal(), ACTION.lookAgain);
  await olaf.untilModal((view) => wordsOf(view).includes('Its token or password is not the one that Baton shows.'));
  await olaf.openHome();
  const home = await olaf.untilHome((view) => wordsOf(view).includes('*Our Vollna:* The last delivery'));
  expect(offersOf(home)).toContain(ACTION.allConnections);

  const [, token = ''] = tenant.truth.ports.sources.copy(added, 'https://x.example').map(({ value }) => value);
  expect((await send(`Bearer ${token}`)).status).toBeLessThan(300);
  await olaf.press(olaf.modal(), ACTION.lookAgain);
  await olaf.untilModal((view) => wordsOf(view).includes('It was a test, so it makes no card.'));
  await olaf.dismiss();
  await untilAtRest(stage());
});

test('a token that the vendor has withdrawn is shown, and asked for anew', async () => {
  const tenant = await connected('refused');
  const olaf = tenant.driver.as('olaf');
  const account = (await act(tenant, 'agencies/refused/vollna', {})) as { apiUrl: string; apiToken: string };
  const added = await addVollna(tenant, account);
  await act(tenant, 'switches', { path: 'vollna', kind: 'fail', status: 401 });
  await press(olaf, ACTION.testConnection, added);
  const refused = await olaf.untilModal(({ callbackId }) => callbackId === SHOWN.connectionTest);
  expect(wordsOf(refused)).toContain('It turned Baton’s token down.');
  await olaf.press(refused, ACTION.setUpConnection);
  const form = await olaf.untilModal(({ callbackId }) => callbackId === MODAL.connect);
  expect(wordsOf(form)).toContain(account.apiUrl);
  expect(wordsOf(form)).not.toContain(account.apiToken);
  await olaf.dismiss();
});

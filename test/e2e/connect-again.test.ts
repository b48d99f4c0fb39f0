import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { chooseSource, FIELD } from '../../sandbox/demo/open-set-up-form.js';
import type { ShownView } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  callsOn,
  cardsOf,
  effectsOn,
  isDecided,
  refer,
  referralOf,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
  whisperAfter,
  wordsOf,
} from '../support/e2e-actions.js';
import { hastenRetry } from '../support/make-due.js';
import { enterWebhook, newTenant, personId, settle, type TenantWish, type TestTenant } from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';
import { sandboxFor } from '../support/start-test-sandbox.js';

const elsewhere = await sandboxFor();
afterAll(() => elsewhere.close());

const stage = testStage({ trusted: elsewhere.url });

const NAMES = ['Mia Match', 'Cleo Crew'];

const wish: TenantWish = {
  domain: 'again',
  users: [
    { name: 'olaf', real_name: 'Olaf Owner', email: 'olaf@again.example', is_owner: true },
    ...NAMES.map((name) => ({
      name: name.split(' ')[0]?.toLowerCase() ?? '',
      real_name: name,
      email: `${name.split(' ')[0]?.toLowerCase()}@again.example`,
    })),
  ],
  freelancers: NAMES.map((name) => ({ name, email: `${name.split(' ')[0]?.toLowerCase()}@again.example` })),
};

const connectionsOf = ({ truth, tenantId }: TestTenant): Promise<readonly Connection[]> =>
  truth.ports.connections.latestOf(tenantId);

/** Removes the only connection from the list. */
async function removeOnly(tenant: TestTenant): Promise<void> {
  const olaf = tenant.driver.as('olaf');
  const [only] = await connectionsOf(tenant);
  await olaf.command('connect');
  const list = await olaf.untilModal(({ callbackId }) => callbackId === SHOWN.connections);
  expect(JSON.stringify(list.blocks)).toContain('They go on by themselves once the same address is connected again.');
  await olaf.press(list, ACTION.removeConnection, { value: only?.id ?? '' });
  await eventually('it is removed', async () => (await connectionsOf(tenant)).length === 0);
  await olaf.untilModal(({ callbackId }) => callbackId === MODAL.chooseSource);
  await olaf.dismiss();
}

/** Connects a marketplace anew while there is none. @returns what is shown afterwards */
async function connectAnew(tenant: TestTenant, url: string, token: string): Promise<ShownView> {
  const olaf = tenant.driver.as('olaf');
  await olaf.command('connect');
  const choice = await olaf.untilModal(({ callbackId }) => callbackId === MODAL.chooseSource);
  await chooseSource(olaf, choice, 'contract');
  await olaf.untilModal(({ callbackId }) => callbackId === MODAL.connect);
  olaf.fill(VALUE, 'Anew', { blockId: FIELD.name });
  olaf.fill(VALUE, url, { blockId: FIELD.url });
  olaf.fill(VALUE, token, { blockId: FIELD.token });
  await olaf.submit();
  const shown = await olaf.untilModal((view) => wordsOf(view).includes('*Anew is connected.*'));
  await olaf.dismiss();
  return shown;
}

test('what waits for a removed connection goes nowhere else, and arrives once when its address is connected again', async () => {
  const tenant = await settle(await newTenant(stage(), wish), wish);
  const { driver, sandbox, agency } = tenant;
  const mia = driver.as('mia');
  const [first] = await connectionsOf(tenant);
  const invitation = { freelancer: personId(wish.domain, 'Mia Match') };
  const referred = await arrive(tenant, invitation);
  const accepted = await arrive(tenant, invitation);
  const open = await arrive(tenant, invitation);
  const card = await untilCard(mia, accepted);
  await act(tenant, 'switches', { path: 'decline', kind: 'fail', status: 503 });
  await refer(mia, referred, 'Cleo Crew');
  await untilReferral(tenant, referred, 'forwarding');
  await removeOnly(tenant);
  await act(tenant, 'switches/clear');

  await mia.press(card, ACTION.accept);
  for (const invite of [accepted, referred]) {
    const waiting = await untilCard(mia, invite, ({ text }) => text.includes('was removed'));
    expect(isDecided(waiting)).toBe(true);
    expect(waiting.text).toContain('Once an admin connects it again');
  }
  const openCard = await untilCard(mia, open);
  const told = await whisperAfter(mia, () => mia.press(openCard, ACTION.decline));
  expect(told.text).toContain('was removed, so Baton can send nothing there. Answer on the marketplace itself');

  const other = await connectAnew(tenant, elsewhere.url, 'sandbox-token-1');
  expect(wordsOf(other)).not.toContain('was connected before');
  await hastenRetry(tenant, 'forward-decision', accepted, 2);
  await hastenRetry(tenant, 'forward-decision', accepted, 3);
  expect(elsewhere.state.calls.filter(({ method }) => method === 'POST')).toEqual([]);
  await removeOnly(tenant);

  const back = await connectAnew(tenant, `${sandbox.url}/`, agency.token);
  expect(wordsOf(back)).toContain('This marketplace was connected before');
  expect(await connectionsOf(tenant)).toMatchObject([{ id: first?.id, bareIds: true }]);
  await untilCard(mia, accepted, ({ text }) => text.includes('The marketplace has confirmed it.'));
  await untilReferral(tenant, referred, 'forwarded');
  await enterWebhook(tenant);
  await act(tenant, `invitations/${open.externalId}/withdraw`);
  await untilInvite(tenant, open, ({ status }) => status === 'withdrawn');
  await untilAtRest(stage());
  expect(effectsOn(tenant, accepted)).toEqual(['accept']);
  expect(effectsOn(tenant, referred)).toEqual(['decline', 'refer']);
  expect(callsOn(tenant, accepted).map(({ status }) => status)).toEqual([200]);
  expect(callsOn(tenant, referred).filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await referralOf(tenant, referred)).history.map(({ what }) => what)).not.toContain('failed');
  for (const invite of [accepted, referred, open]) expect(await cardsOf(mia, invite)).toHaveLength(1);
  expect(elsewhere.state.calls.filter(({ method }) => method === 'POST')).toEqual([]);
});

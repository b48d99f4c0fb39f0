import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { contractConnectionsOf } from '../../sandbox/demo/contract-connections.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { FIELD as CONNECT } from '../../sandbox/demo/open-set-up-form.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD as LINK } from '../../src/slack/features/link/link.js';
import { ACTION, LOOKUP, MODAL } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  cardsOf,
  isOpen,
  offersOf,
  untilAtRest,
  untilCard,
  untilInvite,
  wordsOf,
} from '../support/e2e-actions.js';
import {
  connect,
  enterWebhook,
  newTenant,
  personId,
  settle,
  type TenantWish,
  type TestTenant,
} from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';

const stage = testStage();

/** A workspace whose second user has an address that the marketplace knows, and whose third has another. */
const workspace = (domain: string): TenantWish => ({
  domain,
  users: [
    { name: 'olaf', real_name: 'Olaf Owner', email: `olaf@${domain}.example`, is_owner: true },
    { name: 'mia', real_name: 'Mia Match', email: `mia@${domain}.example` },
    { name: 'noel', real_name: 'Noel Nomatch', email: `noel.private@${domain}.example` },
  ],
  freelancers: [{ name: 'Mia Match', email: `MIA@${domain}.example` }],
});

const personOf = async ({ truth, tenantId, driver }: TestTenant, name: string) =>
  (await truth.ports.members.get(tenantId, driver.as(name).id))?.accounts[0];

/** The whole database as text. */
async function everythingStored(): Promise<string> {
  const collections = await stage().stored.collections();
  return JSON.stringify(await Promise.all(collections.map((one) => one.find().toArray())));
}

describe('installing', () => {
  test('over OAuth: the installer alone is welcomed, in a direct message, and the token is sealed', async () => {
    const tenant = await newTenant(stage(), workspace('first-steps'));
    const olaf = tenant.driver.as('olaf');
    const landing = await olaf.install();
    expect(landing).toMatchObject({ status: 200, text: expect.stringContaining('Baton is installed') });
    const welcome = await olaf.untilMessage(({ text }) => text.includes('Baton is installed in first-steps.'));
    expect(offersOf(welcome)).toContain(ACTION.connect);
    for (const action of [ACTION.link, ACTION.practice]) expect(offersOf(welcome)).toContain(action);
    await untilAtRest(stage());
    const posts = stage()
      .slack.calls.of('chat.postMessage')
      .filter(({ team }) => team === tenant.tenantId);
    expect(posts).toHaveLength(1);
    expect(await tenant.driver.as('mia').messages()).toEqual([]);
    expect(await olaf.messages('jobs')).toEqual([]);
    expect(await tenant.truth.ports.tenants.get(tenant.tenantId)).toMatchObject({
      status: 'active',
      installedBy: olaf.id,
    });
    const installation = await tenant.truth.store.installations.load(tenant.tenantId);
    const token = (installation as { bot: { token: string } }).bot.token;
    expect(token).toMatch(/^xoxb-/);
    expect(await everythingStored()).not.toContain(token);
  });

  test('once more: nothing is welcomed twice, and the settings stay', async () => {
    const tenant = await newTenant(stage(), workspace('once-more'));
    const olaf = tenant.driver.as('olaf');
    await olaf.install();
    await olaf.untilMessage(({ text }) => text.includes('Baton is installed'));
    expect((await olaf.install()).status).toBe(200);
    await untilAtRest(stage());
    expect(await olaf.messages()).toHaveLength(1);
  });

  test('a link that was not made here: nothing is installed, and the page says what to do', async () => {
    const url = `${stage().config.PUBLIC_URL}${ENDPOINT_PATHS.redirect}?code=made-up&state=made-up`;
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Start again');
  });

  test('before anything is connected: the commands and the Home tab say what comes next', async () => {
    const tenant = await newTenant(stage(), workspace('not-yet'));
    const olaf = tenant.driver.as('olaf');
    await olaf.install();
    expect((await olaf.command('')).status).toBe(200);
    expect((await olaf.command('link')).json.text).toContain('No marketplace is connected yet.');
    await olaf.openHome();
    const home = await olaf.untilHome(() => true);
    expect(offersOf(home)).toContain(ACTION.connect);
    await olaf.press(home, ACTION.connect);
    await olaf.untilModal(({ callbackId }) => callbackId === MODAL.chooseSource);
    await olaf.dismiss();
    await tenant.driver.as('mia').openHome();
    const hers = await tenant.driver.as('mia').untilHome(() => true);
    expect(wordsOf(hers)).toContain('Ask an admin to run');
    await untilAtRest(stage());
  });
});

describe('connecting a marketplace', () => {
  test('with the modal: who has the same address is linked, and only the admin sees the webhook’s secret', async () => {
    const tenant = await newTenant(stage(), workspace('connected'));
    const olaf = tenant.driver.as('olaf');
    await olaf.install();
    const { json } = await connect(tenant, 'olaf');
    expect(json).toMatchObject({ response_action: 'update' });
    const shown = wordsOf(olaf.modal());
    const connection = await eventually('it is connected', () =>
      contractConnectionsOf(tenant.truth, tenant.tenantId).then(([first]) => first),
    );
    expect(shown).toContain(`/webhooks/${connection.id}`);
    expect(shown).toContain(connection.config.webhookSecrets[0]);
    await olaf.dismiss();
    await olaf.untilMessage((message) => wordsOf(message).includes('Your marketplace is connected'));
    const mia = await eventually('Mia is linked', () => personOf(tenant, 'mia'));
    expect(mia).toMatchObject({ id: personId('connected', 'Mia Match'), linkedBy: 'email' });
    expect(await personOf(tenant, 'noel')).toBeUndefined();
    const stored = await everythingStored();
    for (const secret of [tenant.agency.token, connection.config.webhookSecrets[0] ?? ''])
      expect(stored).not.toContain(secret);
    const messages = stage().slack.calls.all.filter(
      ({ method, team }) => method.startsWith('chat.') && team === tenant.tenantId,
    );
    expect(JSON.stringify(messages)).not.toContain('whsec_');
    await untilAtRest(stage());
  });

  test('a wrong token: the words stand beside the token, and nothing is saved', async () => {
    const tenant = await newTenant(stage(), workspace('wrong-token'));
    await tenant.driver.as('olaf').install();
    const { json } = await connect(tenant, 'olaf', { token: 'guessed' });
    expect(json).toMatchObject({
      response_action: 'errors',
      errors: { [CONNECT.token]: 'The marketplace turned the token down. Check it, or make a new one there.' },
    });
    expect(await tenant.truth.ports.connections.latestOf(tenant.tenantId)).toEqual([]);
    await tenant.driver.as('olaf').dismiss();
    await untilAtRest(stage());
  });

  test('a private address, however it is written: refused beside the address, and never called', async () => {
    const tenant = await newTenant(stage(), workspace('private-address'));
    const olaf = tenant.driver.as('olaf');
    await olaf.install();
    let knocks = 0;
    const inside = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(inside, 'listening');
    const { port } = inside.address() as AddressInfo;
    for (const url of [
      `http://127.0.0.1:${port}`,
      `https://127.0.0.1:${port}`,
      'https://0x7f.1',
      'https://[::1]',
      'https://[::ffff:10.0.0.1]',
      'https://10.1.2.3/api',
      'http://169.254.169.254/latest/meta-data',
      'https://localhost',
      'https://nobody.invalid',
      'https://user:secret@market.example',
      'file:///etc/passwd',
      'not an address',
    ]) {
      const { json } = await connect(tenant, 'olaf', { url });
      expect({ url, ...json }).toMatchObject({
        url,
        errors: { [CONNECT.url]: expect.stringContaining('cannot be used') },
      });
      await olaf.dismiss();
    }
    expect(await tenant.truth.ports.connections.latestOf(tenant.tenantId)).toEqual([]);
    inside.close();
    expect(knocks).toBe(0);
    await untilAtRest(stage());
  });
});

describe('linking', () => {
  const withSolo = (domain: string): TenantWish => ({
    ...workspace(domain),
    freelancers: [
      { name: 'Mia Match', email: `mia@${domain}.example` },
      { name: 'Noel Elsewhere', email: 'noel@work.example' },
    ],
  });

  async function openLink(tenant: TestTenant) {
    const olaf = tenant.driver.as('olaf');
    await olaf.command('link');
    await olaf.untilModal(
      ({ callbackId, blocks }) => callbackId === MODAL.link && /without a member|Every/.test(JSON.stringify(blocks)),
    );
    return olaf;
  }

  test('by hand: invites that waited go to the member now, and they can answer', async () => {
    const wish = withSolo('by-hand');
    const tenant = await newTenant(stage(), wish);
    await settle(tenant, { ...wish, freelancers: wish.freelancers?.slice(0, 1) ?? [] });
    const invite = await arrive(tenant, { freelancer: personId('by-hand', 'Noel Elsewhere') });
    const olafs = await untilCard(tenant.driver.as('olaf'), invite);
    expect(wordsOf(olafs)).toContain('who is not linked to anybody here');
    const olaf = await openLink(tenant);
    expect(wordsOf(olaf.modal())).toContain('Noel Elsewhere');
    const noel = tenant.driver.as('noel');
    olaf.fill(VALUE, noel.id, { blockId: LINK.member });
    await olaf.pick(olaf.modal(), LOOKUP.person, 'Noel Elsewhere');
    const { json } = await olaf.submit();
    expect(JSON.stringify(json)).toContain('Noel Nomatch is linked to Noel Elsewhere');
    await olaf.dismiss();
    const card = await untilCard(noel, invite, isOpen);
    await noel.press(card, ACTION.accept);
    await untilInvite(tenant, invite, ({ decision }) => decision?.confirmedAt !== undefined);
    await untilCard(olaf, invite, ({ text }) => text.includes('Noel Nomatch accepted'));
    await untilAtRest(stage());
    expect(await cardsOf(noel, invite)).toHaveLength(1);
  });

  test('an account that is somebody else’s: refused beside the account; unlinked, it can be given', async () => {
    const wish = withSolo('taken');
    const tenant = await settle(await newTenant(stage(), wish), {
      ...wish,
      freelancers: wish.freelancers?.slice(0, 1) ?? [],
    });
    const noel = tenant.driver.as('noel');
    const give = async (member: string, person?: string) => {
      const olaf = await openLink(tenant);
      olaf.fill(VALUE, tenant.driver.as(member).id, { blockId: LINK.member });
      if (person) await olaf.pick(olaf.modal(), LOOKUP.person, person);
      const { json } = await olaf.submit();
      await olaf.dismiss();
      return JSON.stringify(json);
    };
    expect(await give('noel', 'Mia Match')).toContain('This marketplace account is linked to Mia Match.');
    expect(await give('mia')).toContain('Mia Match is not linked to any marketplace account any more.');
    expect(await give('noel', 'Mia Match')).toContain('Noel Nomatch is linked to Mia Match');
    const invite = await arrive(tenant, { freelancer: personId('taken', 'Mia Match') });
    await untilCard(noel, invite);
    expect(await tenant.driver.as('mia').messages()).toEqual([]);
    await untilAtRest(stage());
  });

  test('somebody who joins later is known and linked at once by address, without waiting for the next look', async () => {
    const wish = workspace('joined');
    const [olaf, mia] = wish.users;
    const users = [olaf, { name: 'mia', ...mia, absent: true }].filter((user) => user !== undefined);
    const tenant = await newTenant(stage(), { ...wish, users });
    await settle(tenant, { ...wish, users, freelancers: [] });
    await tenant.driver.teamJoin('mia');
    const id = tenant.driver.as('mia').id;
    await eventually('Mia is known', () => tenant.truth.ports.members.get(tenant.tenantId, id));
    const invite = await arrive(tenant, { freelancer: personId('joined', 'Mia Match') });
    await untilCard(tenant.driver.as('mia'), invite, isOpen);
    await untilAtRest(stage());
  });
});

test('the webhook address that the admin was shown is the one that works', async () => {
  const wish = workspace('address');
  const tenant = await newTenant(stage(), wish);
  await tenant.driver.as('olaf').install();
  await connect(tenant, 'olaf');
  const words = wordsOf(tenant.driver.as('olaf').modal());
  await tenant.driver.as('olaf').dismiss();
  await enterWebhook(tenant);
  const { webhook } = stage().sandbox.state.agencies[tenant.agency.id] ?? {};
  expect(words).toContain(webhook?.url);
  const invite = await arrive(tenant, { freelancer: personId('address', 'Mia Match') });
  await untilInvite(tenant, invite, ({ status }) => status === 'open');
  await untilAtRest(stage());
});

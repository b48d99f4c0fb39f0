import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  callsOn,
  isDecided,
  isOpen,
  offersOf,
  refer,
  referralOf,
  untilAtRest,
  untilCard,
  untilInvite,
  untilNews,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { newTenant, type TestTenant } from '../support/new-tenant.js';
import { testStage } from '../support/stage.js';

const stage = testStage({ undoSeconds: 6 });

const LABEL = 'Baton plays the marketplace here.';

/** Ana's newest practice invite. */
const practised = ({ truth, tenantId, driver }: TestTenant) =>
  eventually('there is a practice invite', async () => {
    const open = await truth.ports.invites.openFor(tenantId, driver.as('ana').id, 50);
    return open.findLast(({ practice }) => practice);
  });

test('before any marketplace is connected, everything can be tried out, and nobody else hears of it', async () => {
  const tenant = await newTenant(stage(), {
    domain: 'practice',
    users: [
      { name: 'ana', real_name: 'Ana Alone', email: 'ana@practice.example', is_owner: true },
      { name: 'ben', real_name: 'Ben Beside', email: 'ben@practice.example' },
    ],
    freelancers: [],
  });
  const [ana, ben] = [tenant.driver.as('ana'), tenant.driver.as('ben')];
  await ana.install();
  await ana.untilMessage((welcome) => offersOf(welcome).includes(ACTION.practice));
  const { ports } = tenant.truth;
  await eventually('its people are known', () => ports.members.get(tenant.tenantId, ben.id));

  expect((await ana.command('demo')).text).toContain('A practice invite is on its way');
  const invite = await practised(tenant);
  const card = await untilCard(ana, invite, isOpen);
  expect(wordsOf(card)).toContain(LABEL);
  expect(offersOf(card)).toEqual(expect.arrayContaining([ACTION.accept, ACTION.decline, ACTION.refer]));
  expect(offersOf(card)).not.toContain(ACTION.ask);

  await refer(ana, invite, 'Ben Beside');
  await ana.press(await untilCard(ana, invite, (shown) => offersOf(shown).includes(ACTION.undo)), ACTION.undo);
  await untilCard(ana, invite, isOpen);
  await refer(ana, invite, 'Ben Beside');
  await untilReferral(tenant, invite, 'forwarded');
  expect(wordsOf(await untilNews(ana, await referralOf(tenant, invite), 'forwarded'))).toContain(LABEL);

  await ana.command('demo');
  const second = await practised(tenant);
  await ana.press(await untilCard(ana, second, isOpen), ACTION.accept);
  await untilInvite(tenant, second, ({ decision }) => decision?.confirmedAt !== undefined);
  expect(wordsOf(await untilCard(ana, second, isDecided))).toContain(LABEL);

  await untilAtRest(stage());
  expect(await ben.messages()).toEqual([]);
  expect(await ports.tallies.all(tenant.tenantId)).toEqual([]);
  expect((await ana.command('')).text).not.toContain('Practice');
  expect([...callsOn(tenant, invite), ...callsOn(tenant, second)]).toEqual([]);
  expect(await ports.worklist.dead(tenant.tenantId)).toEqual([]);
});

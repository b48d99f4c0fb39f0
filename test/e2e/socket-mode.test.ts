import { afterEach, expect, test } from '@jest/globals';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { runBotProcess } from '../../src/bot-process.js';
import { readConfig } from '../../src/config/config.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { arrive, isDecided, isOpen, refer, untilCard, untilReferral, wordsOf } from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage({ overSocket: true });
const as = (name: string) => stage().driver.as(name);

/** The connections of one process. */
const EACH = 2;

/** Slack's limit for an acknowledgement, in milliseconds. */
const LIMIT_MS = 3000;

afterEach(() => expect(stage().slack.sockets.violations).toEqual([]));

/** Has Ana ask for her numbers, and expects the answer in time. */
async function expectAnswered(): Promise<void> {
  const reply = await as('ana').command();
  expect(reply).toMatchObject({ status: 200, text: expect.stringContaining('My referrals') });
  expect(reply.ms).toBeLessThan(LIMIT_MS);
}

test('the bot token installs the workspace, and a command, a button, a modal and an event come in by socket', async () => {
  const { truth, tenantId, slack } = stage();
  expect(slack.sockets.count()).toBe(EACH);
  expect(await truth.ports.tenants.latest(tenantId)).toMatchObject({ status: 'active', name: 'Studio North' });
  await expectAnswered();
  const invite = await arrive(stage());
  const sent = await refer(as('ana'), invite, 'Ben Okoro');
  expect(sent.status).toBe(200);
  expect(sent.ms).toBeLessThan(LIMIT_MS);
  await untilReferral(stage(), invite, 'forwarded');
  await untilCard(as('ana'), invite, isDecided);
  await as('ben').openHome();
  await as('ben').untilHome((view) => wordsOf(view).includes(invite.job.title));
});

test('the first admin who opens the Home is greeted as the installer, whom Slack does not name over Socket Mode', async () => {
  const { truth, tenantId } = stage();
  await as('ana').openHome();
  expect((await truth.ports.tenants.latest(tenantId))?.installedBy).toBeUndefined();
  await as('olga').openHome();
  await eventually('Olga is the installer', async () => {
    const tenant = await truth.ports.tenants.latest(tenantId);
    return tenant?.installedBy === as('olga').id;
  });
  await as('olga').untilMessage((message) => wordsOf(message).includes('Studio North'));
});

test('Slack renews a connection: the other one answers meanwhile, and a new one is opened at once', async () => {
  const { sockets, calls } = stage().slack;
  for (const reason of ['warning', 'refresh_requested']) {
    const before = calls.of('apps.connections.open').length;
    sockets.disconnect(reason);
    await expectAnswered();
    await calls.until(() => calls.of('apps.connections.open').length > before);
    await sockets.until(EACH);
    await expectAnswered();
  }
});

test('a network that is lost is no end: both connections come back, and the card is pressed as before', async () => {
  const { sockets } = stage().slack;
  const invite = await arrive(stage());
  const card = await untilCard(as('ana'), invite, isOpen);
  stage().slack.faults.add({ method: 'apps.connections.open', fault: { kind: 'status', status: 503 }, times: 4 });
  sockets.cut();
  expect((await fetch(`${stage().config.PUBLIC_URL}/readyz`)).status).toBe(200);
  await sockets.until(EACH, 30_000);
  expect((await as('ana').press(card, ACTION.accept)).status).toBe(200);
  await untilCard(as('ana'), invite, isDecided);
});

test('a second process takes its share, and what it leaves behind goes to the first', async () => {
  const { sockets } = stage().slack;
  const second = await runBotProcess(readConfig(variablesOf(stage().config)));
  await sockets.until(2 * EACH);
  for (let turn = 0; turn < 2 * EACH; turn++) await expectAnswered();
  await second.close();
  await sockets.until(EACH);
  await expectAnswered();
});

test.each([
  [
    'SLACK_APP_TOKEN',
    ['xapp', '1', 'A0BATON', '1', 'mistyped'].join('-'),
    'does not take SLACK_APP_TOKEN (invalid_auth)',
  ],
  ['SLACK_BOT_TOKEN', ['xoxb', 'mistyped'].join('-'), 'does not take SLACK_BOT_TOKEN (invalid_auth)'],
  [
    'SLACK_APP_TOKEN',
    ['xapp', '1', 'A0OTHER', '1', 'x'].join('-'),
    'of the app A0BATON, and SLACK_APP_TOKEN of the app A0OTHER',
  ],
])('a wrong %s ends the start with words that help: %s', async (name, token, said) => {
  const config = readConfig({ ...variablesOf(stage().config), [name]: token });
  await expect(runBotProcess(config)).rejects.toThrow(said);
});

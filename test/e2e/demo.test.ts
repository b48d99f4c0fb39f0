import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../../sandbox/demo/eventually.js';
import { answers } from '../../sandbox/services/tcp-ports.js';
import {
  type DemoWish,
  demoToItsEnd,
  descendantsOf,
  type Handbook,
  handbookIn,
  messagesOf,
  sendAsSlack,
  startDemo,
  startThroughNpm,
} from '../support/demo-process.js';
import { gone } from '../support/processes.js';
import { invitationCreated } from '../support/send-webhook.js';
import { sandboxFor, TOKEN } from '../support/start-test-sandbox.js';

let folder: string;
/** What a test has started, and may have left. */
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-demo-'));
});
afterEach(async () => {
  const left = running?.pid && running.exitCode === null && running.signalCode === null ? running.pid : undefined;
  if (left) {
    process.kill(left, 'SIGKILL');
    await gone(left);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });
});

async function start(wish?: DemoWish): Promise<Handbook> {
  const { child, handbook } = await startDemo(folder, wish);
  running = child;
  expect(handbook.pid).toBe(child.pid);
  return handbook;
}

/** Ends the demo, and sees that nothing of it stays behind. */
async function end(handbook: Handbook, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const others = descendantsOf(handbook.pid);
  const ended = once(running as ChildProcess, 'exit');
  process.kill(handbook.pid, signal);
  const [code] = await ended;
  for (const pid of others) await gone(pid);
  for (const url of [handbook.mongodbUri, handbook.redisUrl, handbook.app.url, handbook.marketplace.url]) {
    const { hostname, port } = new URL(url);
    await eventually(`${url} is closed`, async () => !(await answers(hostname, Number(port), 500)));
  }
  return code as number | null;
}

async function onTheMarketplace({ marketplace }: Handbook, what: string, wish?: object) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) };
  const answer = await fetch(`${marketplace.url}/sandbox/${what}`, wish && init);
  // biome-ignore lint/suspicious/noExplicitAny: the sandbox's state is whatever it is
  return (await answer.json()) as any;
}

/** What a click on a button of a message says. */
const click = (
  { slack }: Handbook,
  name: string,
  message: Record<string, unknown>,
  actionId: string,
  value: string,
) => ({
  type: 'block_actions',
  user: { id: slack.users[name], name, team_id: slack.team.id },
  api_app_id: slack.appId,
  team: slack.team,
  container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
  channel: { id: message.channel, name: 'directmessage' },
  message,
  trigger_id: '1.1.none',
  actions: [{ type: 'button', block_id: 'b', action_id: actionId, value, action_ts: '1.1' }],
});

const command = ({ app, slack }: Handbook, name: string, text: string) => ({
  ...{ command: app.command, text, user_id: slack.users[name] ?? '', user_name: name, team_id: slack.team.id },
  ...{
    api_app_id: slack.appId,
    channel_id: slack.channels.general ?? '',
    trigger_id: '1.1.none',
    is_enterprise_install: 'false',
  },
});

test('another program can drive the demo by its handbook; it ends without a trace, and its data survive', async () => {
  const first = await start();
  expect(statSync(handbookIn(folder)).mode & 0o077).toBe(0);
  expect(first.app.undoSeconds).toBe(3);
  const { id, job } = await onTheMarketplace(first, 'invitations', { freelancer: 'f-ana' });
  const card = await eventually('Ana has her card', async () => (await messagesOf(first, 'ana'))[0]);
  expect(card.text).toContain(job.title);
  const [, inviteId = ''] = /card\.([\w-]+)\./.exec(JSON.stringify(card.metadata)) ?? [];
  const payload = JSON.stringify(click(first, 'ana', card, 'accept-invite', inviteId));
  const clicked = await sendAsSlack(first, { payload });
  expect({ status: clicked.status, text: await clicked.text() }).toEqual({ status: 200, text: '' });
  const statusOf = async (handbook: Handbook) => (await onTheMarketplace(handbook, 'state')).invitations[id].status;
  await eventually('the marketplace has it', async () => (await statusOf(first)) === 'accepted');
  const { webhookUrl, webhookSecret } = first.marketplace;
  const body = JSON.stringify(invitationCreated());
  const headers = {
    'webhook-id': 'msg_by-hand',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': new Webhook(webhookSecret).sign('msg_by-hand', new Date(), body),
  };
  expect((await fetch(webhookUrl, { method: 'POST', headers, body })).status).toBe(200);
  await eventually('the card says so', async () =>
    (await messagesOf(first, 'ana')).some(({ text }) => String(text).includes('has confirmed it')),
  );
  expect(await end(first, 'SIGTERM')).toBe(0);
  expect(existsSync(handbookIn(folder))).toBe(false);

  const taken = [first.app.url, first.marketplace.url].map((url) => Number(new URL(url).port));
  const strangers = taken.map((port) => createServer().listen(port, '127.0.0.1'));
  const second = await start({ args: ['--stay', '--undo', '0'] });
  for (const stranger of strangers) stranger.close();
  expect(second.app.url).not.toBe(first.app.url);
  expect(second.marketplace.url).not.toBe(first.marketplace.url);
  expect(new URL(second.marketplace.webhookUrl).pathname).toBe(new URL(webhookUrl).pathname);
  expect(second.app.undoSeconds).toBe(0);
  expect(await statusOf(second)).toBe('accepted');
  const words = (await messagesOf(second, 'ana')).map(({ text }) => String(text));
  expect(words.some((text) => text.includes('has confirmed it'))).toBe(true);
  const answer = await sendAsSlack(second, command(second, 'ana', ''));
  expect({ status: answer.status, text: await answer.text() }).toEqual({
    status: 200,
    text: expect.stringContaining('My referrals'),
  });
  const repeated = await fetch(second.marketplace.webhookUrl, { method: 'POST', headers, body });
  expect(await repeated.text()).toBe('{"received":"repeated"}');
  expect(await end(second, 'SIGKILL')).toBeNull();

  rmSync(join(folder, '.baton', 'data', 'slack.jsonl'));
  const { code, said } = await demoToItsEnd(folder, { args: ['--stay'] });
  expect(said).toContain('slack.jsonl): start with --fresh.');
  expect(code).toBe(1);
});

/** Everything of a demo that npm has started, after it was told to end. */
async function untilEnded(handbook: Handbook, others: readonly number[]): Promise<void> {
  for (const pid of [handbook.pid, ...others]) await gone(pid);
  expect(existsSync(handbookIn(folder))).toBe(false);
}

test('Ctrl-C, which reaches it through npm too, ends it in order; a second one in its folder leaves it alone', async () => {
  const { npm, handbook } = await startThroughNpm(folder);
  running = npm;
  const others = descendantsOf(handbook.pid);
  for (const args of [['--stay'], ['--fresh', '--once']]) {
    const { code, said } = await demoToItsEnd(folder, { args });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(handbook.app.url) });
    expect(said).toContain(`kill ${handbook.pid}`);
  }
  expect((await fetch(handbook.app.health)).status).toBe(200);
  const ended = once(npm, 'exit');
  process.kill(-(npm.pid ?? 0), 'SIGINT');
  expect(await ended).toEqual([0, null]);
  await untilEnded(handbook, others);
});

test('when npm is killed it ends in order too', async () => {
  const { npm, handbook } = await startThroughNpm(folder);
  const others = descendantsOf(handbook.pid);
  npm.kill('SIGKILL');
  await untilEnded(handbook, others);
});

test('another marketplace is connected; the story needs the sandbox, and whoever wanted it is told', async () => {
  mkdirSync(join(folder, '.baton'));
  writeFileSync(handbookIn(folder), '{"pid":1}');
  const nowhere = await demoToItsEnd(folder, { env: { MARKETPLACE_URL: 'http://127.0.0.1:9' } });
  expect(nowhere).toEqual({ code: 1, said: expect.stringContaining('MARKETPLACE_TOKEN') });
  expect(existsSync(handbookIn(folder))).toBe(false);
  const other = await sandboxFor();
  const env = { MARKETPLACE_URL: `${other.url}/`, MARKETPLACE_TOKEN: TOKEN };
  const { code, said } = await demoToItsEnd(folder, { args: ['--once'], env });
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('The story is left out') });
  expect(other.state.calls.map(({ status }) => status)).toContain(200);
  const handbook = await start({ env });
  expect(handbook.marketplace).toMatchObject({ url: other.url, webhookUrl: expect.any(String) });
  expect(said).toContain(handbook.marketplace.webhookUrl.replace(/^.*\/webhooks/, '/webhooks'));
  expect(handbook.slack.users).toHaveProperty('ana');
  process.kill(handbook.pid, 'SIGHUP');
  await gone(handbook.pid);
  await other.close();
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { AGENCY, CHANNELS, PEOPLE } from '../../sandbox/demo/demo-people.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { slackDriver } from '../../sandbox/slack/driver.js';
import { type EmbeddedSlack, startEmbeddedSlack } from '../../sandbox/slack/start-emulator.js';
import { SCOPES } from '../../src/slack/app/scopes.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { MODAL } from '../../src/slack/reply/action-ids.js';
import { isOpen, wordsOf } from '../support/e2e-actions.js';
import { freshUris } from '../support/fresh-uris.js';
import { bundled } from '../support/processes.js';

const START = fileURLToPath(new URL('../../sandbox/start-live.ts', import.meta.url));
const APP_TOKEN = ['xapp', '1', 'A0BATON', '1', 'secret'].join('-');
const { mongo, redis, queuePrefix } = freshUris();

let slack: EmbeddedSlack;
let folder: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-live-'));
  slack = await startEmbeddedSlack({
    ...{ appId: 'A0BATON', appToken: APP_TOKEN, clientId: '1.2', clientSecret: 'none', signingSecret: 'none' },
    ...{ scopes: Object.keys(SCOPES), redirectUris: [], team: AGENCY, users: PEOPLE, channels: CHANNELS },
  });
});

afterEach(() => {
  running?.kill('SIGKILL');
});

afterAll(async () => {
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm run live` in a folder of its own. @returns what it says, and its end */
function live(tokens: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  const services = { MONGODB_URI: mongo, REDIS_URL: redis, QUEUE_PREFIX: queuePrefix, SLACK_API_URL: slack.apiUrl };
  const child = spawn(process.execPath, [bundled(START)], {
    cwd: folder,
    env: { PATH, HOME, ...services, ...tokens },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let said = '';
  let wake = () => {};
  child.stdout.on('data', (data) => {
    said += data;
    wake();
  });
  const ended = once(child, 'close').then(([code]) => {
    wake();
    return code as number | null;
  });
  return {
    ended,
    said: () => said,
    end: () => child.kill('SIGTERM'),
    until: async (words: string) => {
      while (!said.includes(words)) {
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Goes on as the page on going live says: the first admin at the Home is greeted, and an invite comes in by hand. */
async function goOnInSlack(driver: ReturnType<typeof slackDriver>): Promise<void> {
  const [olga, ana] = [driver.as('olga'), driver.as('ana')];
  await olga.openHome();
  await olga.untilMessage((message) => wordsOf(message).includes('is installed in'));
  await ana.command('add');
  await ana.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite);
  const seen = 'Job details\nA shop front\nhttps://www.upwork.com/jobs/~021900000000000000001';
  ana.fill(VALUE, seen, { blockId: 'paste' });
  await ana.submit();
  await ana.untilModal(({ callbackId }) => callbackId === MODAL.addInvite);
  await ana.submit();
  await ana.untilModal(({ callbackId }) => callbackId === 'notice');
  await ana.dismiss();
  await ana.untilMessage((message) => message.text.includes('A shop front') && isOpen(message));
}

test('two tokens are enough: Baton answers in Slack, ends on a signal, and goes on with its data afterwards', async () => {
  const tokens = { SLACK_APP_TOKEN: APP_TOKEN, SLACK_BOT_TOKEN: slack.botToken };
  const driver = slackDriver(slack, { appUrl: 'http://127.0.0.1:9', overSockets: true });
  const first = live(tokens);
  await first.until('Baton is connected to your workspace over Socket Mode');
  const [, ready = ''] = /(http:\S+\/readyz)/.exec(first.said()) ?? [];
  expect(await (await fetch(ready)).json()).toEqual({ status: 'ready' });
  await eventually('the directory is known, and Ana’s skills are kept', async () =>
    (await driver.as('ana').command('skills React')).text.includes('React'),
  );
  await goOnInSlack(driver);
  const other = live(tokens);
  await other.ended;
  expect(other.said()).toContain('already');
  first.end();
  expect(await first.ended).toBe(0);
  await slack.sockets.until(0);

  const second = live(tokens);
  await second.until('Baton is connected');
  expect((await driver.as('ana').command('skills')).text).toContain('React');
  expect(slack.sockets.violations).toEqual([]);
  second.end();
  expect(await second.ended).toBe(0);
}, 120_000);

test.each([
  [{}, 'manifests/slack-manifest.socket.yml'],
  [{ SLACK_APP_TOKEN: APP_TOKEN }, 'Bot User OAuth Token'],
  [{ SLACK_APP_TOKEN: APP_TOKEN, SLACK_BOT_TOKEN: ['xoxb', 'wrong'].join('-') }, 'does not take SLACK_BOT_TOKEN'],
])('with the tokens %j it ends with words that help', async (tokens, words) => {
  const { ended, said } = live(tokens);
  expect(await ended).toBe(1);
  expect(said()).toContain(words);
});

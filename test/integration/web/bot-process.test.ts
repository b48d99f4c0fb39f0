import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../sandbox/demo/eventually.js';
import { signedHeaders } from '../../../sandbox/slack/driver/send-request.js';
import { readConfig } from '../../../src/config/config.js';
import { ENDPOINT_PATHS } from '../../../src/slack/app/endpoint-paths.js';
import { type BotProcess, startBotProcess, statusOf } from '../../support/bot-process.js';
import { freshUris } from '../../support/fresh-uris.js';
import { gone } from '../../support/processes.js';
import { REQUIRED_ENVIRONMENT } from '../../support/required-environment.js';
import { severableProxyTo } from '../../support/severable-proxy.js';

const MB = 1024 * 1024;

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const { mongo, redis, queuePrefix } = freshUris();

async function start(given: Record<string, string> = {}): Promise<BotProcess> {
  const own = { MONGODB_URI: mongo, REDIS_URL: redis, QUEUE_PREFIX: queuePrefix, DRAIN_SECONDS: '0' };
  const bot = await startBotProcess(readConfig({ ...REQUIRED_ENVIRONMENT, ...own, LOG_LEVEL: 'silent', ...given }));
  closers.push(() => {
    bot.kill('SIGKILL');
    return gone(bot.pid);
  });
  return bot;
}

/** The memory that the process has now, in bytes. */
async function residentMemory({ url }: BotProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

/** A request whose body is written by hand, on a connection of its own. */
function post(url: string, headers: Record<string, string | number>): ClientRequest {
  const sending = request(url, { method: 'POST', agent: false, headers });
  sending.on('error', () => {});
  return sending;
}

/** The status that a request is answered with; 0 when its connection ends without an answer. */
const answerTo = (sending: ClientRequest): Promise<number> =>
  new Promise((resolve) => {
    sending.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.on('close', () => resolve(0));
  });

describe('what nobody signed', () => {
  /** As many as brought a process to its limit, each with a body of 4 MB. */
  const SENDERS = 150;
  /** What a process may need more than before, in bytes: its own work has peaks too. */
  const ROOM = 160 * MB;
  /** Milliseconds between two looks at the memory: what a process keeps stays for longer. */
  const LOOK_MS = 20;
  const PIECE = Buffer.alloc(64 * 1024, 'x');
  const plausible = () => ({
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
    'x-slack-signature': `v0=${'0'.repeat(64)}`,
  });

  /** Sends as much as is taken, but never the end, and resolves with the answer's status. */
  async function pour(sending: ClientRequest): Promise<number> {
    const announced = Number(sending.getHeader('content-length') ?? 5 * MB);
    const answered = answerTo(sending);
    let status: number | undefined;
    const over = answered.then((given) => {
      status = given;
    });
    for (let sent = 0; sent < Math.min(4 * MB, announced - PIECE.length) && status === undefined; sent += PIECE.length)
      await Promise.race([new Promise((written) => sending.write(PIECE, written)), over]);
    return status ?? answered;
  }

  let bot: BotProcess;
  beforeAll(async () => {
    bot = await start();
  });

  test.each([
    ['at Slack’s address, without a signature', ENDPOINT_PATHS.events, {}],
    ['at Slack’s address, with headers as a signature has them', ENDPOINT_PATHS.events, plausible],
    [
      'at Slack’s address, said to be short and without an end',
      ENDPOINT_PATHS.events,
      () => ({ ...plausible(), 'content-length': MB }),
    ],
    ['at a webhook’s address', '/webhooks/nobody', {}],
    ['at the address of the installation', ENDPOINT_PATHS.redirect, {}],
    ['at the page', '/', {}],
  ])('%s costs no memory: 150 bodies of 4 MB at once', async (_name, path, given) => {
    const before = await residentMemory(bot);
    const headers = typeof given === 'function' ? given() : given;
    const senders = Array.from({ length: SENDERS }, () => post(bot.url + path, headers));
    const poured = senders.map(pour);
    let most = 0;
    let over = false;
    const all = Promise.all(poured).then((statuses) => {
      over = true;
      return statuses;
    });
    while (!over && most - before < ROOM) {
      most = Math.max(most, await residentMemory(bot));
      await sleep(LOOK_MS);
    }
    expect(most - before).toBeLessThan(ROOM);
    for (const status of await all) expect([0, 400, 401, 404, 405, 408, 413, 503]).toContain(status);
    for (const sending of senders) sending.destroy();
    expect(await statusOf(`${bot.url}/healthz`)).toBe(200);
  });
});

test('without Redis the bot stays in service, and says what it misses', async () => {
  const way = await severableProxyTo(new URL(redis));
  closers.push(way.close);
  const bot = await start({ REDIS_URL: way.url });
  const readiness = async () => {
    const answer = await fetch(`${bot.url}/readyz`, { headers: { connection: 'close' } });
    return { status: answer.status, body: await answer.json() };
  };
  await eventually('it misses nothing', async () => !JSON.stringify(await readiness()).includes('degraded'));
  way.cut();
  expect(await readiness()).toEqual({ status: 200, body: { status: 'ready', degraded: ['redis'] } });
  way.mend();
  await eventually('it misses nothing again', async () => !JSON.stringify(await readiness()).includes('degraded'));
});

describe('SIGTERM', () => {
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c' });
  const headers = () => ({
    'content-type': 'application/json',
    ...signedHeaders(challenge, { secret: REQUIRED_ENVIRONMENT.SLACK_SIGNING_SECRET }),
  });
  const exitOf = (bot: BotProcess) => once(bot, 'exit').then(([code]) => code as number | null);

  test('turns readiness first; what comes until everybody has noticed is answered, and what is under way too', async () => {
    const bot = await start({ DRAIN_SECONDS: '4' });
    expect(await statusOf(`${bot.url}/readyz`)).toBe(200);
    const slow = post(bot.url + ENDPOINT_PATHS.events, {
      ...headers(),
      'content-length': Buffer.byteLength(challenge),
    });
    slow.write(challenge.slice(0, 5));
    const ended = exitOf(bot);
    bot.kill('SIGTERM');
    await eventually('it is not ready', async () => (await statusOf(`${bot.url}/readyz`)) === 503);
    expect(await statusOf(`${bot.url}/healthz`)).toBe(200);
    const fresh = post(bot.url + ENDPOINT_PATHS.events, headers());
    fresh.end(challenge);
    const [answer] = (await once(fresh, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
    slow.end(challenge.slice(5));
    expect(await answerTo(slow)).toBe(200);
    expect(await ended).toBe(0);
  });

  test('that comes again ends it at once', async () => {
    const bot = await start({ DRAIN_SECONDS: '300' });
    const ended = exitOf(bot);
    bot.kill('SIGTERM');
    await eventually('it is not ready', async () => (await statusOf(`${bot.url}/readyz`)) === 503);
    await eventually('it has ended', async () => {
      bot.kill('SIGTERM');
      return bot.exitCode !== null;
    });
    expect(await ended).toBe(1);
  });
});

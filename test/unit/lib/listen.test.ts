import { Agent, get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listen } from '../../../src/lib/listen.js';

let server: Awaited<ReturnType<typeof listen>>;
const agent = new Agent({ keepAlive: true });
/** Answers are held back until somebody lets them go. */
let held: (() => void)[] = [];

beforeEach(async () => {
  held = [];
  server = await listen(
    (request, response) => {
      if (request.url === '/held') held.push(() => response.end('late'));
      else response.end('now');
    },
    0,
    '127.0.0.1',
  );
});
afterEach(async () => {
  agent.destroy();
  await server.close(0);
});

/** An answer, read to its end, on the connection that the last one left open. */
const ask = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asking = get({ port: server.port, host: '127.0.0.1', path, agent }, (answer) => {
      answer.resume().on('end', () => resolve(answer));
    });
    asking.on('error', reject);
  });

test('a connection is kept for longer than load balancers keep theirs', async () => {
  expect((await ask('/')).headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=75' });
});

test('while it drains, everything is answered, and each answer ends its connection', async () => {
  await ask('/');
  server.drain();
  for (const _ of [1, 2]) {
    const answer = await ask('/');
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  }
});

test('closing waits for an answer that is under way, and takes nothing new', async () => {
  const late = ask('/held');
  while (held.length === 0) await new Promise((next) => setImmediate(next));
  const closed = server.close(60_000);
  await expect(ask('/')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
  held[0]?.();
  expect((await late).headers.connection).toBe('close');
  await closed;
});

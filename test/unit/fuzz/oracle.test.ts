import { describe, expect, test } from '@jest/globals';
import { faultsOf, grownMemory, wrongCall, wrongWith } from '../../fuzz/oracle.js';
import type { LogLine, Memory, Product } from '../../support/product/product-process.js';

const answer = (status: number, more: object = {}) => ({ status, headers: {}, text: '', ms: 5, ...more });
const click = { way: 'clicks', proof: 'slack' } as const;
const webhook = { way: 'contract', proof: 'contract' } as const;

describe('an answer', () => {
  test.each([
    ['of 500', answer(500), webhook],
    ['of 500 to Slack', answer(500), click],
    ['of 500 on a page', answer(500), { way: 'pages', proof: 'none' } as const],
    ['of 500 to bytes', answer(500), { ...click, way: 'sockets' } as const],
    ['that never comes', answer(-1), webhook],
    ['that is none', answer(0), click],
    ['that is late for Slack', answer(200, { ms: 3001 }), click],
    ['of 503 without a time', answer(503), webhook],
    ['of 429 without a time', answer(429), click],
    ['with a stack', answer(400, { text: 'Error: x\n    at f (file:///app/src/x.js:1:2)' }), webhook],
    ['with a view that Slack refuses', answer(200, { text: '{"response_action":"update","view":{}}' }), click],
  ])('%s is found', (_, given, good) => expect(wrongWith(given, good)).not.toEqual([]));

  test.each([
    ['a webhook is answered late', answer(200, { ms: 9000 }), webhook],
    ['there is no room', answer(503, { headers: { 'retry-after': '1' } }), webhook],
    ['a connection of bytes ends', answer(0), { ...click, way: 'sockets' } as const],
    ['a click is acknowledged', answer(200), click],
  ])('is right where %s', (_, given, good) => expect(wrongWith(given, good)).toEqual([]));
});

test('a message that Slack would refuse is found', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(3001) } }];
  expect(wrongCall({ method: 'chat.postMessage', args: { text: 'x', blocks } })).not.toEqual([]);
  expect(wrongCall({ method: 'chat.postMessage', args: { text: 'x', blocks: [] } })).toEqual([]);
});

const product = (lines: readonly LogLine[], end?: string) =>
  ({ name: 'bot', taken: () => [...lines], ended: () => end }) as unknown as Product;

describe('what a process reports', () => {
  test.each([
    ['a rejection that nobody handles', { level: 'raw', event: 'UnhandledPromiseRejection' }],
    ['an error of a listener', { level: 'error', event: 'slack.listener-failed' }],
    ['an error of the program', { level: 'info', event: 'x', error: 'TypeError' }],
    ['an error of the program behind another', { level: 'info', event: 'x', cause: { error: 'CastError' } }],
    ['work that fails', { level: 'warn', event: 'job.failed' }],
  ])('%s is found', (_, line) => expect(faultsOf([product([line as LogLine])])).toHaveLength(1));

  test('its end is found', () => expect(faultsOf([product([], 'code 1')])).toEqual(['the bot ended: code 1']));

  test.each([
    ['a view that the request invented', { level: 'error', event: 'slack.listener-failed', slack: 'view_not_found' }],
    [
      'a response address that the request invented',
      { level: 'warn', event: 'slack.not-told', error: 'TypeError', cause: { code: 'ERR_INVALID_URL' } },
    ],
    ['a late answer of the database', { level: 'warn', event: 'job.failed', error: 'TooSlow' }],
    [
      'a late answer of Redis',
      {
        level: 'warn',
        event: 'sweep.failed',
        error: 'Error',
        where: ['at Timeout (node_modules/ioredis/built/Command.js:1:2)'],
      },
    ],
    ['a refusal', { level: 'warn', event: 'webhook.refused' }],
  ])('%s is no fault', (_, line) => expect(faultsOf([product([line as LogLine])])).toEqual([]));

  test('a marketplace that misbehaves on purpose may make work fail, and cause no error of the program', () => {
    expect(faultsOf([product([{ level: 'warn', event: 'job.failed' }])], true)).toEqual([]);
    expect(faultsOf([product([{ level: 'warn', event: 'job.failed', error: 'TypeError' }])], true)).toHaveLength(1);
  });
});

test('memory that grows is found in whichever process, and caches may fill', () => {
  const memory = (megabytes: number): Memory => ({ heapUsed: megabytes * 2 ** 20, external: 0, rss: 0 });
  const both = (bot: number, worker: number) => ({ bot: memory(bot), worker: memory(worker) });
  expect(grownMemory([both(60, 60), both(60, 120)])).toEqual(['the worker holds 60 MB more than at first']);
  expect(grownMemory([both(60, 60), both(120, 60)])).toHaveLength(1);
  expect(grownMemory([both(60, 60), both(80, 80)])).toEqual([]);
});

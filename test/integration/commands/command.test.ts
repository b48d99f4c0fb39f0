import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { runFile } from '../../support/processes.js';
import { freshUris } from '../../support/uris.js';
import { newKey } from '../ports/port-suite.js';

const COMMAND = fileURLToPath(new URL('../../../src/start-command.ts', import.meta.url));

/** Runs a command in a process of its own until it ends by itself. */
async function baton(words: readonly string[], given: NodeJS.ProcessEnv = {}) {
  const { mongo, redis, queuePrefix } = freshUris();
  const child = runFile(COMMAND, words, {
    PATH: process.env.PATH,
    MONGODB_URI: mongo,
    REDIS_URL: redis,
    QUEUE_PREFIX: queuePrefix,
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'a-state-secret-of-tests',
    ENCRYPTION_KEYS: newKey('k1'),
    ...given,
  });
  if (!child.stdout) throw new Error('its output is not piped');
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { output, code };
}

test('the doctor finds the services well, and ends', async () => {
  const { output, code } = await baton(['doctor']);
  expect(output).toMatch(/^ok {4}MongoDB: answers$/m);
  expect(output).toMatch(/^ok {4}MongoDB transactions: work$/m);
  expect(output).toMatch(/^ok {4}Redis: version [\d.]+, noeviction$/m);
  expect(output).toContain('Everything is well.');
  expect(code).toBe(0);
}, 60_000);

test('the doctor finds what is away, and ends', async () => {
  const away = { MONGODB_URI: 'mongodb://127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' };
  const { output, code } = await baton(['doctor'], away);
  expect(output).toMatch(/^FAIL {2}MongoDB: /m);
  expect(output).toMatch(/^FAIL {2}Redis: /m);
  expect(output).toContain('Found 2 faults.');
  expect(code).toBe(1);
}, 60_000);

test('dead letters of an empty database', async () => {
  expect(await baton(['dead-letters', 'list'])).toEqual({ output: 'No dead letters.\n', code: 0 });
}, 60_000);

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { firstLine, runFile } from '../../../support/processes.js';
import { accept, type Json, receiveWebhooks, sandboxFor, sendJson } from '../../../support/start-test-sandbox.js';

const SANDBOX = fileURLToPath(new URL('../../../support/sandbox-process.ts', import.meta.url));

let dataDir: string;
let hooks: Awaited<ReturnType<typeof receiveWebhooks>>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'baton-sandbox-'));
  hooks = await receiveWebhooks();
});

afterEach(async () => {
  await hooks.close();
  rmSync(dataDir, { recursive: true });
});

test('the state survives a kill right after an answer, and its webhooks are sent by the next process', async () => {
  hooks.answer = 503;
  const process = runFile(SANDBOX, [dataDir, hooks.url]);
  const url = await firstLine(process);
  const invitation: Json = await (await sendJson(`${url}/sandbox/invitations`, { freelancer: 'p_ana' })).json();
  const answer = await (await accept(url, invitation.id)).json();
  process.kill('SIGKILL');
  await once(process, 'exit');
  hooks.answer = 200;
  const ids = () => new Set(hooks.received.map(({ id }) => id));
  const next = await sandboxFor(hooks.url, { dataDir });
  await next.until(() => Object.values(next.state.deliveries).every(({ state }) => state === 'delivered'));
  expect(Object.values(next.state.deliveries)).toHaveLength(3);
  expect(ids().size).toBe(3);
  expect(await (await accept(next.url, invitation.id)).json()).toEqual(answer);
  expect(next.state.effects).toHaveLength(1);
  await next.close();
});

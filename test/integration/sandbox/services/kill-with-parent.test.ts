import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../../../../sandbox/demo/eventually.js';
import { killWithParent } from '../../../../sandbox/services/kill-with-parent.js';
import { firstLine, gone, isAlive, runFile } from '../../../support/processes.js';

const fixture = fileURLToPath(new URL('./fixtures/hold-services.ts', import.meta.url));
const { MONGODB_URI: _mongo, REDIS_URL: _redis, ...alone } = process.env;
const root = mkdtempSync(join(tmpdir(), 'baton-parent-test-'));
afterAll(() => rmSync(root, { recursive: true }));
const sh = (script: string) => ({ command: '/bin/sh', args: ['-c', script] });

test('servers vanish when their parent is killed with SIGKILL', async () => {
  const parent = runFile(fixture, [], { env: alone });
  const pids = (await firstLine(parent)).split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await Promise.all(pids.map((pid) => gone(pid)));
});

test('a server is asked to end, then made to', async () => {
  const trapping = async (trap: string, graceMs: number) => {
    const ready = join(mkdtempSync(join(root, 'parent-')), 'ready');
    const server = await killWithParent({
      ...sh(`trap "${trap}" TERM; : > ${ready}; while :; do sleep 0.01; done`),
      graceMs,
    });
    await eventually('it minds signals', async () => existsSync(ready));
    return server;
  };
  const polite = await trapping('exit 7', 10_000);
  await polite.end();
  expect(await polite.exited).toMatchObject({ how: 7 });
  const stubborn = await trapping('', 100);
  await stubborn.end();
  expect(await stubborn.exited).toMatchObject({ how: 'SIGKILL' });
});

test('its folder goes with it, and what it printed is in the log until then', async () => {
  const folder = mkdtempSync(join(root, 'parent-'));
  const log = join(mkdtempSync(join(root, 'parent-')), 'log');
  const server = await killWithParent({ ...sh('echo said; exit 3'), graceMs: 0, log, remove: [folder] });
  expect(await server.exited).toEqual({ how: 3, said: 'said' });
  expect(existsSync(folder)).toBe(false);
});

test('it ends well when its folder was deleted before', async () => {
  const folder = mkdtempSync(join(root, 'parent-'));
  const server = await killWithParent({ ...sh('sleep 1000'), graceMs: 0, log: join(folder, 'log') });
  rmSync(folder, { recursive: true });
  await server.end();
  expect(await server.exited).toEqual({ how: 'SIGKILL', said: '' });
});

test('children of the server end with it', async () => {
  const log = join(mkdtempSync(join(root, 'parent-')), 'log');
  const server = await killWithParent({ ...sh('sleep 1000 & echo $!; wait'), graceMs: 0, log });
  while (!readFileSync(log, 'utf8').endsWith('\n')) await new Promise(setImmediate);
  const child = Number(readFileSync(log, 'utf8'));
  await server.end();
  await gone(child);
  expect(isAlive(server.pid)).toBe(false);
});

test('a command that is not there is an error', async () => {
  await expect(killWithParent({ command: '/nowhere/server', args: [], graceMs: 0 })).rejects.toThrow('ENOENT');
});

test('a parent that has nothing left to do may end, and its server with it', async () => {
  const script = new URL('./fixtures/leave-server.ts', import.meta.url);
  const parent = runFile(fileURLToPath(script));
  const pid = Number(await firstLine(parent));
  if (parent.exitCode === null) await once(parent, 'exit');
  await gone(pid);
  expect(parent.exitCode).toBe(0);
});

test('a second server on the same data waits until the first has ended', async () => {
  const lock = join(mkdtempSync(join(root, 'parent-')), 'in-use');
  const slow = await killWithParent({
    ...sh('trap "sleep 0.2; exit 0" TERM; while :; do sleep 0.01; done'),
    graceMs: 5_000,
    lock,
  });
  const next = killWithParent({ ...sh('sleep 1000'), graceMs: 0, lock });
  const ended = slow.end().then(() => isAlive(slow.pid));
  const second = await next;
  expect(isAlive(slow.pid)).toBe(false);
  expect(await ended).toBe(false);
  await second.end();
  expect(existsSync(lock)).toBe(false);
});

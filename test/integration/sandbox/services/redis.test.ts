import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventually } from '../../../../sandbox/demo/eventually.js';
import { startRedis } from '../../../../sandbox/services/redis.js';
import { gone } from '../../../support/processes.js';

const { MONGODB_URI: _mongo, REDIS_URL: given, ...alone } = process.env;

async function ask(uri: string, command: string): Promise<string> {
  const socket = connect(Number(new URL(uri).port), '127.0.0.1');
  socket.write(`${command}\r\n`);
  return await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data).trim());
    });
  });
}

test('a Redis that lasts has its data after a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-redis-test-'));
  const first = await startRedis({ env: alone, dataDir });
  expect(await ask(first.uri, 'SET name Ana')).toBe('+OK');
  await first.close();
  await gone(first.pid ?? 0);
  const second = await startRedis({ env: alone, dataDir });
  expect(await ask(second.uri, 'GET name')).toBe('$3\r\nAna');
  await second.close();
  rmSync(dataDir, { recursive: true });
});

test('a Redis that lasts and is killed is started again in its place, if somebody wants to hear of its end', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-redis-test-'));
  const said: string[] = [];
  const service = await startRedis({
    env: alone,
    dataDir,
    say: (line) => said.push(line),
    lost: (line) => said.push(line),
  });
  expect(await ask(service.uri, 'SET name Ana')).toBe('+OK');
  process.kill(service.pid ?? 0, 'SIGKILL');
  await gone(service.pid ?? 0);
  const name = await eventually('it is back', () => ask(service.uri, 'GET name').catch(() => ''));
  expect(name).toBe('$3\r\nAna');
  expect(said.slice(1)).toEqual(['redis ended by itself with SIGKILL; it is started again, on the same data.']);
  await service.close();
  await expect(ask(service.uri, 'PING')).rejects.toThrow('ECONNREFUSED');
  rmSync(dataDir, { recursive: true });
});

test('a given Redis is used as it is', async () => {
  const service = await startRedis({ env: { ...alone, REDIS_URL: given } });
  await service.close();
  expect(service).toMatchObject({ uri: given, why: 'REDIS_URL says so' });
  expect(await ask(service.uri, 'PING')).toBe('+PONG');
});

test('a given Redis that does not answer is an error', async () => {
  const env = { ...alone, REDIS_URL: 'redis://127.0.0.1:1' };
  await expect(startRedis({ env })).rejects.toThrow(/Redis cannot be had.*ECONNREFUSED.*set REDIS_URL/s);
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { flushAll } from '../../chaos/killable-servers.js';
import { type Gate, openGate } from '../../chaos/tcp-gate.js';

let gate: Gate | undefined;

afterEach(() => gate?.close());

test('a flush is over when Redis answers', async () => {
  const heard: string[] = [];
  const redis = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      socket.write('+OK\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(redis, 'listening');
  gate = await openGate();
  gate.lead([(redis.address() as { port: number }).port]);
  await flushAll(gate.port);
  expect(heard).toEqual(['FLUSHALL\r\n']);
  redis.close();
});

test('a flush is over when Redis is away, which comes back empty', async () => {
  gate = await openGate();
  await flushAll(gate.port);
});

test('a flush is over when Redis is killed while it hangs', async () => {
  gate = await openGate();
  const redis = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(redis, 'listening');
  gate.lead([(redis.address() as { port: number }).port]);
  await flushAll(gate.port);
  redis.close();
});

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort } from '../../../../sandbox/services/tcp-ports.js';

test('the wanted port is given while it is free, and another while it is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const other = await freePort(port);
  expect([other > 0, other === port]).toEqual([true, false]);
  server.close();
  await once(server, 'close');
  expect(await freePort(port)).toBe(port);
});

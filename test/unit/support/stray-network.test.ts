import dns from 'node:dns';
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import { assertNoStrays } from '../../support/stray-network.js';

const outside = '192.0.2.1';

describe('a connection beyond this machine', () => {
  test.each([
    ['net.connect with options', () => net.connect({ host: outside, port: 80 })],
    ['net.connect with a port and a host', () => net.connect(80, outside)],
    ['Socket.connect', () => new net.Socket().connect({ host: 'example.com', port: 80 })],
    ['tls.connect', () => tls.connect({ host: outside, port: 443 })],
    ['dns.lookup', () => dns.lookup('example.com', () => {})],
    ['dns.promises.resolveSrv', () => dns.promises.resolveSrv('_mongodb._tcp.example.com')],
  ])('throws: %s', (_name, leave) => {
    expect(leave).toThrow('may not leave this machine');
    expect(assertNoStrays).toThrow('tried to reach');
  });

  test('by fetch is refused too, and fails a test that hides it', async () => {
    await expect(fetch(`http://${outside}/`)).rejects.toThrow();
    expect(assertNoStrays).toThrow(outside);
  });
});

test('the loopback address may be reached', async () => {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const body = await fetch(`http://localhost:${port}/`, { headers: { connection: 'close' } }).then((answer) =>
    answer.text(),
  );
  server.close();
  expect(body).toBe('here');
  expect(assertNoStrays).not.toThrow();
});

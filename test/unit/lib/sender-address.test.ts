import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { senderAddress } from '../../../src/lib/sender-address.js';

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage;

test.each([
  ['8.8.8.8', '8.8.8.8'],
  ['::ffff:8.8.8.8', '8.8.8.8'],
  ['2a00:1450:4001:81c::200e', '2a00:1450:4001:81c'],
  ['2a00:1450::1', '2a00:1450:0:0'],
  ['2A00:1450:0:0:1:2:3:4', '2a00:1450:0:0'],
])('without proxies the peer is the sender: %s is %s', (peer, address) => {
  expect(senderAddress(from(peer, '9.9.9.9'), 0)).toBe(address);
});

test.each([
  [1, '1.1.1.1, 8.8.8.8', '8.8.8.8'],
  [2, '1.1.1.1, 8.8.8.8, 9.9.9.9', '8.8.8.8'],
  [1, ' 2a00:1450::7 ', '2a00:1450:0:0'],
  [1, '1.1.1.1, 8.8.8.8:5678', '8.8.8.8'],
  [2, '[2a00:1450::7]:443, 9.9.9.9:1', '2a00:1450:0:0'],
  [1, '[2a00:1450::7]', '2a00:1450:0:0'],
  [1, '"[2a00:1450::7]:443"', '2a00:1450:0:0'],
  [1, '[::ffff:8.8.8.8]:80', '8.8.8.8'],
])('behind %d proxies it is what the first of ours has seen: %p', (proxies, forwarded, address) => {
  expect(senderAddress(from('10.0.0.1', forwarded), proxies)).toBe(address);
});

test.each([
  ['127.0.0.1', undefined, 0],
  ['::1', undefined, 0],
  ['10.1.2.3', '8.8.8.8', 0],
  [undefined, undefined, 0],
  ['8.8.8.8', undefined, 1],
  ['8.8.8.8', '9.9.9.9', 2],
  ['8.8.8.8', 'unknown', 1],
  ['8.8.8.8', '192.168.0.1', 1],
  ['8.8.8.8', '192.168.0.1:80', 1],
  ['8.8.8.8', '[::1]:443', 1],
  ['8.8.8.8', '[]:443', 1],
])('nobody knows who sends by way of %p, forwarded for %p, behind %d proxies', (peer, forwarded, proxies) => {
  expect(senderAddress(from(peer, forwarded), proxies)).toBeUndefined();
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { KEPT } from '../../../../src/domain/model/stored-size-limits.js';
import { firstLine, runFile } from '../../../support/processes.js';

const LIST_MEMBERS = fileURLToPath(new URL('./fixtures/list-members.ts', import.meta.url));

/** In MB: what one agency's people may cost a process is far below. */
const HEAP = 160;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A marketplace with another page after each. */
async function endless(page: object): Promise<string> {
  const body = JSON.stringify({ ...page, nextCursor: 'more' });
  const server = createServer((_, response) => void response.end(body)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a process of its own with a small heap says after it has asked for everybody. */
async function listed(url: string): Promise<string> {
  const child = runFile(LIST_MEMBERS, [url], { flags: [`--max-old-space-size=${HEAP}`] });
  const ended = once(child, 'exit');
  const line = await firstLine(child);
  expect(await ended).toEqual([0, null]);
  return line;
}

const people = (count: number, more: object) =>
  Array.from({ length: count }, (_, index) => ({ id: `person-${index}`, name: 'Somebody', ...more }));

test('an agency with another long page after each ends no process: the first so many are read', async () => {
  const skills = Array.from({ length: 40 }, (_, index) => `skill ${index} ${'x'.repeat(20)}`);
  expect(await listed(await endless({ items: people(1000, { skills }) }))).toBe(String(KEPT.people));
});

test('nor one whose pages are full of what nobody asked for: reading stops', async () => {
  const padding = Array.from({ length: 100_000 }, () => ({ a: 'b' }));
  expect(await listed(await endless({ items: people(1, {}), padding }))).toBe('marketplace.tooLong');
});

test('nor one whose pages are longer than an answer may be: the page is not read', async () => {
  const page = { items: people(1, {}), padding: 'x'.repeat(4_000_000) };
  expect(await listed(await endless(page))).toMatch('no answer from the marketplace');
});

import { afterEach, expect, test } from '@jest/globals';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { createApp, mountEnd } from '../../../src/web/express-app.js';
import { mountOperators, type OperatorsOptions } from '../../../src/web/operators/mount-operators.js';
import { buildReferral, buildTenant } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';
import { serve } from './serve.js';

const TOKEN = 'a-token-that-is-long-enough';
const COOKIE = `baton_operator=${TOKEN}`;

let close = async () => {};
afterEach(() => close());

const minutes = (count: number) => new Date(START.getTime() + count * 60_000);

/** The page of an installation with two workspaces: each has work that was given up, and the first one work that waits. */
async function openPage(given: Partial<OperatorsOptions> = {}) {
  const ports = memoryPorts();
  const ids: string[] = [];
  for (const [tenantId, name] of [
    ['T1', 'Acme <North>'],
    ['T2', 'Studio'],
  ] as const) {
    await ports.tenants.install(buildTenant({ id: tenantId, name }));
    const dead = todo('forward-referral', minutes(-3));
    const referral = buildReferral({ id: `r-${tenantId}`, tenantId, work: [dead] });
    await ports.referrals.insert(referral);
    await ports.worklist.deadLetter('forward-referral', referral, [dead], `answered 500 <b>to ${tenantId}</b>`);
    ids.push(dead.id);
  }
  const [failed, planned] = [todo('keep-tallies', START), todo('announce-referral', minutes(90))];
  const waiting = buildReferral({
    id: 'r3',
    tenantId: 'T1',
    work: [failed, planned, todo('announce-referral', START)],
  });
  await ports.referrals.insert(waiting);
  await ports.worklist.postpone('keep-tallies', waiting, [failed], minutes(2), 'the database is away');
  const app = createApp();
  mountOperators(app, { ports, held: async () => [], token: TOKEN, ...given });
  mountEnd(app, ports.log);
  const { url, close: end } = await serve(app);
  close = end;
  const get = (path = '/', headers: Record<string, string> = { cookie: COOKIE }) =>
    fetch(url + path, { headers, redirect: 'manual' });
  const post = (fields: readonly (readonly [string, string])[], headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { cookie: COOKIE, origin: url, ...headers },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
    });
  const dead = async () => (await ports.worklist.dead()).map(({ ref }) => ref.id);
  return { get, post, dead, ids, url };
}

/** The texts of a page's rows, with single spaces. */
const rowsOf = (page: string): string[] =>
  [...page.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

test('without the token nothing is shown, and it is said how to get in', async () => {
  const { get, post, dead, ids } = await openPage();
  for (const headers of [{}, { cookie: 'baton_operator=' }, { cookie: `${COOKIE}x` }, { authorization: TOKEN }]) {
    const response = await get('/', headers as Record<string, string>);
    const page = await response.text();
    expect(response.status).toBe(401);
    expect(page).toContain('baton page');
    expect(page).not.toContain('T1');
  }
  expect((await get('/?token=wrong', {})).status).toBe(401);
  expect((await post([['work', ids[0] ?? '']], { cookie: '' })).status).toBe(401);
  expect(await dead()).toHaveLength(2);
});

test('the address with the token lets a browser in, and the token leaves the address', async () => {
  const { get } = await openPage();
  const response = await get(`/?token=${TOKEN}`, {});
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(response.headers.get('set-cookie')).toBe(`${COOKIE}; Path=/; HttpOnly; SameSite=Lax`);
});

test('it shows what was given up and what waits, with workspaces and causes, and every text escaped', async () => {
  const { get } = await openPage();
  const response = await get();
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(rowsOf(page)).toEqual([
    'Job Workspace Document Tries Due Error',
    'forward-referral Acme &lt;North&gt; T1 r-T1 1 3 minutes ago answered 500 &lt;b&gt;to T1&lt;/b&gt;',
    'forward-referral Studio T2 r-T2 1 3 minutes ago answered 500 &lt;b&gt;to T2&lt;/b&gt;',
    'Job Workspace Due Tried again Planned First Why it is tried again',
    'announce-referral Acme &lt;North&gt; T1 1 0 1 now',
    'keep-tallies Acme &lt;North&gt; T1 0 1 0 in 2 minutes the database is away',
  ]);
  expect(page).toContain('No limit and no fault of the configuration holds work up.');
});

test('it shows one workspace alone', async () => {
  const { get } = await openPage();
  const page = await (await get('/?tenant=T2')).text();
  expect(page).toContain('Studio');
  expect(page).not.toContain('T1');
  expect(page).toContain('Nothing waits.');
});

test('who is held by a limit, and until when; without Redis it says that nobody knows', async () => {
  const limit = { key: 'marketplace:T1', why: 'ratelimited', since: minutes(-5), until: minutes(90) };
  const { get } = await openPage({ held: async () => [limit] });
  expect(rowsOf(await (await get()).text()).at(-1)).toBe('marketplace:T1 ratelimited 5 minutes ago in 1 hour');
  await close();
  const blind = await openPage({ held: () => Promise.reject(new Error('connection refused')) });
  expect(await (await blind.get()).text()).toContain('held: Redis does not answer');
});

test('the ticked ones are replayed, and no others', async () => {
  const { post, dead, ids } = await openPage();
  const page = await (
    await post([
      ['work', ids[1] ?? ''],
      ['work', 'nothing'],
    ])
  ).text();
  expect(page).toContain('1 due again: a worker runs it within seconds.');
  expect(await dead()).toEqual(['r-T1']);
  expect(await (await post([['work', ids[1] ?? '']])).text()).toContain('Nothing was replayed.');
});

test('it takes no other methods, and says which', async () => {
  const { url } = await openPage();
  const response = await fetch(url, { method: 'PUT', headers: { cookie: COOKIE, origin: url } });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('all are replayed, or all of the workspace that is shown', async () => {
  const { post, dead } = await openPage();
  await post([
    ['tenant', 'T2'],
    ['all', '1'],
  ]);
  expect(await dead()).toEqual(['r-T1']);
  await post([
    ['tenant', ''],
    ['all', '1'],
  ]);
  expect(await dead()).toEqual([]);
});

test('a form that another page sends, on another port of this machine too, changes nothing', async () => {
  const { post, dead, url } = await openPage();
  const neighbour = `http://127.0.0.1:${Number(new URL(url).port) === 1 ? 2 : 1}`;
  for (const origin of ['https://evil.example', neighbour, 'null', ''])
    expect((await post([['all', '1']], { origin })).status).toBe(401);
  expect(await dead()).toHaveLength(2);
});

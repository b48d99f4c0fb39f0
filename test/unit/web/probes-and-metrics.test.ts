import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../sandbox/demo/eventually.js';
import { type BodyFault, UnreadableBody } from '../../../src/lib/request-bodies.js';
import { createApp, mountEnd } from '../../../src/web/express-app.js';
import { measureSlackRequests } from '../../../src/web/measure-slack-requests.js';
import { createMetrics } from '../../../src/web/metrics.js';
import { mayRead } from '../../../src/web/metrics-page.js';
import { mountOps } from '../../../src/web/mount-web.js';
import { type Checks, mountProbes } from '../../../src/web/probes.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { serve } from './serve.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(checks: Checks = { needed: {} }, metricsToken?: string, publicUrl = 'https://baton.example') {
  const ports = memoryPorts();
  const metrics = createMetrics({ backlog: () => ports.worklist.backlog(ports.clock.now()) });
  const app = createApp();
  mountOps(app, { publicUrl, checks, metrics, metricsToken });
  app.get('/broken', () => {
    throw new Error('a secret detail');
  });
  app.get('/body/:fault', (request) => {
    throw new UnreadableBody(request.params.fault as BodyFault);
  });
  mountEnd(app, ports.log);
  const server = await serve(app);
  closers.push(server.close);
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
  return { get, metrics, ports, url: server.url };
}

const well = async () => {};
const ill = () => Promise.reject(new Error('down'));
const silent = () => new Promise<never>(() => {});

describe('health', () => {
  test('the process lives whatever is down', async () => {
    const { get } = await open({ needed: { mongo: ill } });
    expect((await get('/healthz')).status).toBe(200);
  });

  test('it is ready when everything answers', async () => {
    const { get } = await open({ needed: { mongo: well }, useful: { redis: well } });
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready' }]);
  });

  test('it names what fails or says nothing for a second', async () => {
    const { get } = await open({ needed: { mongo: silent, redis: ill, other: well } });
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ failed: ['mongo', 'redis'] });
  });
});

describe('readiness', () => {
  test('does not depend on what is only useful, and names it', async () => {
    const { get } = await open({ needed: { mongo: well }, useful: { redis: ill } });
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready', degraded: ['redis'] }]);
  });

  test('is found out once, however many ask at the same time', async () => {
    let [inside, checked] = [0, 0];
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const app = createApp();
    app.use((_request, _response, next) => {
      inside += 1;
      next();
    });
    const mongo = () => {
      checked += 1;
      return answered;
    };
    mountProbes(app, { needed: { mongo } });
    const server = await serve(app);
    closers.push(server.close);
    const all = Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/readyz`)));
    await eventually('all have asked', async () => inside === 20);
    answer();
    await all;
    expect(checked).toBe(1);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(checked).toBe(2);
  });

  test('says no once the process is about to end, whatever answers', async () => {
    let isDraining = false;
    const { get } = await open({ needed: { mongo: well }, isDraining: () => isDraining });
    expect((await get('/readyz')).status).toBe(200);
    isDraining = true;
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ failed: ['draining'] });
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('metrics', () => {
  test('are those of the process and of the app', async () => {
    const { get, metrics } = await open();
    metrics.ran('forward-referral', 'done', 12);
    metrics.click(200, 3);
    metrics.swept(4);
    metrics.notQueued(5);
    metrics.leftOut('/me/members', 6);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('baton_jobs_total{job="forward-referral",outcome="done"} 1');
    expect(text).toContain('baton_click_seconds_count{status="200"} 1');
    expect(text).toContain('baton_swept_items_total 4');
    expect(text).toContain('baton_not_queued_items_total 5');
    expect(text).toContain('baton_left_out_items_total{path="/me/members"} 6');
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('tell what is outstanding, and nothing while MongoDB is away', async () => {
    const { metrics, ports } = await open();
    ports.worklist.backlog = async () => [{ job: 'keep-tallies', due: 3, dead: 1, oldestMs: 9000 }];
    const text = await metrics.text();
    expect(text).toContain('baton_work_due{job="keep-tallies"} 3');
    expect(text).toContain('baton_work_dead{job="keep-tallies"} 1');
    expect(text).toContain('baton_work_oldest_seconds{job="keep-tallies"} 9');
    ports.worklist.backlog = ill;
    expect(await metrics.text()).not.toContain('baton_work_due{');
  });

  test('tell what is held, and nothing while Redis is away', async () => {
    const row = { key: 'marketplace:T1', since: new Date(60_000), until: new Date(3_660_000) };
    let held = async () => [row];
    const metrics = createMetrics({ held: () => held() });
    const text = await metrics.text();
    expect(text).toContain('baton_held_since_seconds{key="marketplace:T1"} 60');
    expect(text).toContain('baton_held_until_seconds{key="marketplace:T1"} 3660');
    held = ill;
    expect(await metrics.text()).not.toContain('baton_held_until_seconds{');
  });

  test('tell how long Slack waited', async () => {
    const metrics = createMetrics();
    const answers: RequestListener = (_, response) => void response.writeHead(401).end();
    const server = await serve(measureSlackRequests(answers, '/slack/events', metrics));
    closers.push(server.close);
    await fetch(`${server.url}/slack/events`, { method: 'POST' });
    await fetch(`${server.url}/slack/events`);
    expect(await metrics.text()).toContain('baton_click_seconds_count{status="401"} 1');
  });

  const token = 'a-token-of-16-chars';
  test.each([
    ['from this machine', '127.0.0.1', {}, undefined, true],
    ['from this machine, IPv6', '::1', {}, undefined, true],
    ['from this machine, mapped', '::ffff:127.0.0.1', {}, undefined, true],
    ['from elsewhere', '192.0.2.7', {}, undefined, false],
    ['from elsewhere, IPv6', '2001:db8::7', {}, undefined, false],
    ['through a proxy of this machine', '127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }, undefined, false],
    ['with the token', '192.0.2.7', { authorization: `Bearer ${token}` }, token, true],
    ['with another token', '127.0.0.1', { authorization: `Bearer ${token}x` }, token, false],
    ['without the token', '127.0.0.1', {}, token, false],
  ])('are for monitoring alone: %s', (_, remoteAddress, headers, wanted, may) => {
    expect(mayRead({ headers, socket: { remoteAddress } as never }, wanted)).toBe(may);
  });

  test('without the token: 403', async () => {
    const { get } = await open(undefined, token);
    expect((await get('/metrics')).status).toBe(403);
    expect((await get('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('every answer', () => {
  test('says nothing about the server and has its guards', async () => {
    const { get } = await open();
    const { headers } = await get('/healthz');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });

  test('over plain HTTP asks for no HTTPS', async () => {
    const { get } = await open(undefined, undefined, 'http://localhost:3000');
    expect((await get('/healthz')).headers.get('strict-transport-security')).toBeNull();
  });

  test.each(['/healthz', '/readyz', '/metrics'])(
    'to another method than %s takes names those that it takes',
    async (path) => {
      const { url } = await open();
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const response = await fetch(url + path, { method });
        expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
        expect(await response.json()).toMatchObject({ detail: 'This address takes GET, HEAD alone.' });
      }
      expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200);
    },
  );

  test('to an unknown address is a problem', async () => {
    const { get } = await open();
    const response = await get('/nowhere');
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  test.each([
    ['too-slow', 408, null],
    ['too-large', 413, null],
    ['compressed', 415, null],
    ['too-many', 429, '5'],
    ['busy', 503, '5'],
  ] as const)('to a body that is %s is a problem, and no line in the log', async (fault, status, retryAfter) => {
    const { get, ports } = await open();
    const response = await get(`/body/${fault}`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await response.json()).toMatchObject({ type: `urn:baton:problem:${fault}`, status });
    expect(ports.log.lines).toEqual([]);
  });

  test('to what went wrong has an id and no stack', async () => {
    const { get, ports } = await open();
    const response = await get('/broken');
    const body = (await response.json()) as { requestId: string };
    expect(response.status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/secret detail|\.ts/);
    expect(ports.log.lines).toMatchObject([{ event: 'web.failed', fields: { requestId: body.requestId } }]);
  });
});

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../sandbox/demo/eventually.js';
import type { Tenant } from '../../../src/domain/model/tenant/tenant.js';
import { email } from '../../../src/sources/email/source.js';
import { webhookReader } from '../../../src/sources/webhook-reader.js';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import { createApp, mountEnd } from '../../../src/web/express-app.js';
import { createMetrics, type Metrics } from '../../../src/web/metrics.js';
import { webhooksBefore } from '../../../src/web/webhooks.js';
import { buildConnection, buildTenant } from '../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';
import { serve } from './serve.js';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const older = newSecret();

const statusChanged = {
  type: 'invitation.status_changed',
  timestamp: new Date().toISOString(),
  data: { id: 'inv-1', status: 'withdrawn', changedAt: new Date().toISOString() },
};

let ports: MemoryPorts;
let metrics: Metrics;
let server: Awaited<ReturnType<typeof serve>>;
/** The answer to the latest request. */
let latest: ServerResponse;

async function install(given: Partial<Tenant> = {}) {
  await ports.tenants.install(buildTenant(given));
  await ports.connections.save(buildConnection({ id: 'c1', webhookSecrets: [secret, older] }));
}

beforeEach(async () => {
  ports = memoryPorts();
  metrics = createMetrics();
  const app = createApp();
  mountEnd(app, ports.log);
  const listener = webhooksBefore(app, { ports, readerOf: (connection) => webhookReader(connection), metrics });
  server = await serve((incoming, outgoing) => {
    latest = outgoing;
    listener(incoming, outgoing);
  });
});

afterEach(() => server.close());

interface Sent {
  readonly body?: string | Buffer;
  readonly id?: string;
  readonly timestamp?: number;
  readonly secret?: string;
  readonly connection?: string;
  readonly headers?: Record<string, string>;
}

async function post(sent: Sent = {}) {
  const { body = JSON.stringify(statusChanged), id = 'msg-1', timestamp = Math.floor(Date.now() / 1000) } = sent;
  const response = await fetch(`${server.url}/webhooks/${sent.connection ?? 'c1'}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook(sent.secret ?? secret, id, timestamp, body),
      ...sent.headers,
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, answer: (await response.json()) as Record<string, unknown>, response };
}

describe('a webhook that is taken in', () => {
  beforeEach(() => install());

  test('is stored with its work before the answer', async () => {
    expect(await post()).toMatchObject({ status: 200, answer: { received: 'new' } });
    const stored = await ports.events.get({ tenantId: 'T1', id: 'msg-1' });
    expect(stored).toMatchObject({ type: 'invitation.status_changed', work: [{ job: 'receive-event' }] });
    expect(ports.dispatched).toHaveLength(1);
  });

  test('five times is taken in once', async () => {
    const answers = [];
    for (const _ of [1, 2, 3, 4, 5]) answers.push((await post()).answer.received);
    expect(answers).toEqual(['new', 'repeated', 'repeated', 'repeated', 'repeated']);
    expect(ports.dispatched).toHaveLength(1);
  });

  test('may be signed with the secret that is being replaced', async () => {
    expect((await post({ secret: older })).status).toBe(200);
  });

  test('may have a letter of 1 MB, with emoji and right-to-left words', async () => {
    const data = { ...statusChanged.data, letter: '👋 שלום مرحبا '.repeat(50_000) };
    const body = JSON.stringify({ ...statusChanged, data });
    expect(Buffer.byteLength(body)).toBeGreaterThan(1_000_000);
    expect((await post({ body })).status).toBe(200);
  });

  test('of a type that is not known is not stored', async () => {
    const body = JSON.stringify({ ...statusChanged, type: 'contract.signed' });
    expect(await post({ body })).toMatchObject({ status: 202, answer: { received: 'ignored' } });
    expect(await ports.events.get({ tenantId: 'T1', id: 'msg-1' })).toBeNull();
  });
});

describe('a webhook that is refused', () => {
  beforeEach(() => install());

  const now = () => Math.floor(Date.now() / 1000);
  /** The headers of a webhook that may be signed, as anybody can write them. */
  const plausible = () => ({
    'webhook-id': 'm',
    'webhook-timestamp': String(now()),
    'webhook-signature': `v1,${'A'.repeat(43)}=`,
  });
  const cases: [string, () => Sent, number, Record<string, unknown>][] = [
    [
      'to an address that nobody has',
      () => ({ connection: 'nobody' }),
      404,
      { title: 'There is no such webhook address' },
    ],
    ['with a bad signature', () => ({ secret: newSecret() }), 401, { title: 'The signature does not fit' }],
    ['without a signature', () => ({ headers: { 'webhook-signature': '' } }), 401, {}],
    ['from the past', () => ({ timestamp: now() - 301 }), 401, { type: 'urn:baton:problem:stale' }],
    ['from the future', () => ({ timestamp: now() + 330 }), 401, { type: 'urn:baton:problem:stale' }],
    ['that is not JSON', () => ({ body: '{"type":' }), 400, { type: 'urn:baton:problem:not-json' }],
    ['that is empty', () => ({ body: '' }), 400, { type: 'urn:baton:problem:not-json' }],
    ['that breaks the contract', () => ({ body: '{"type":"invitation.created","data":{}}' }), 422, { status: 422 }],
    ['over 2 MB', () => ({ body: Buffer.alloc(2 * 1024 * 1024 + 1, 'x') }), 413, { title: 'The body is too long' }],
    ['that is compressed', () => ({ headers: { 'content-encoding': 'gzip' } }), 415, { status: 415 }],
    ['to a broken address', () => ({ connection: '%E0%A4%A' }), 404, { title: 'There is nothing here' }],
    ['to an address below', () => ({ connection: 'c1/more' }), 404, { title: 'There is nothing here' }],
  ];

  test.each(cases)('%s', async (_, sent, status, answer) => {
    expect(await post(sent())).toMatchObject({ status, type: 'application/problem+json', answer });
    expect(ports.dispatched).toEqual([]);
  });

  test('names the fields that break the contract, and never their values', async () => {
    const body = JSON.stringify({ ...statusChanged, data: { id: 7, status: 'very private words' } });
    const { answer } = await post({ body });
    expect(answer.fields).toEqual(expect.arrayContaining(['data.id', 'data.status']));
    expect(JSON.stringify([answer, ports.log.lines])).not.toContain('private');
  });

  test('says what to set up differently', async () => {
    const config = email.setUp.configure({ provider: 'signed', address: 'upwork@in.acme.example' }, undefined);
    const { bareIds: _, ...connection } = buildConnection({ source: 'email' });
    await ports.connections.save({ ...connection, id: 'mail', config });
    const [, signing] = email.setUp.copy(config, 'https://baton.example/webhooks/mail');
    expect(await post({ connection: 'mail', secret: signing?.value ?? '', body: '{"a":1}' })).toMatchObject({
      status: 422,
      answer: { type: 'urn:baton:problem:unreadable', detail: expect.stringContaining('raw mail') },
    });
    const postmark = email.setUp.configure({ provider: 'postmark', address: 'upwork@in.acme.example' }, undefined);
    await ports.connections.save({ ...connection, id: 'post', config: postmark });
    const [address] = email.setUp.copy(postmark, 'https://baton.example/webhooks/post');
    const { username, password } = new URL(address?.value ?? '');
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    expect(await post({ connection: 'post', headers: { authorization }, body: '{}' })).toMatchObject({
      status: 422,
      answer: { fields: ['From'], detail: expect.stringContaining('Postmark') },
    });
  });

  test('is in the log under the id of its request', async () => {
    const { response } = await post({ secret: newSecret(), headers: { 'x-request-id': 'r-1' } });
    expect(response.headers.get('x-request-id')).toBe('r-1');
    const fields = { requestId: 'r-1', outcome: 'bad-signature', tenantId: 'T1' };
    expect(ports.log.lines).toEqual([{ level: 'warn', event: 'webhook.refused', fields }]);
  });

  test('over 2 MB in pieces', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 3; n += 1) controller.enqueue(new Uint8Array(1024 * 1024));
        controller.close();
      },
    });
    const sending = { method: 'POST', headers: plausible(), body, duplex: 'half' };
    const response = await fetch(`${server.url}/webhooks/c1`, sending as RequestInit);
    expect(response.status).toBe(413);
  });

  test('while three of the longest of its marketplace are under way: it may come again', async () => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let held = 0;
    ports.tenants.get = async () => {
      held += 1;
      await gate;
      return buildTenant();
    };
    const long = JSON.stringify({ ...statusChanged, data: { ...statusChanged.data, x: 'x'.repeat(1_900_000) } });
    const waiting = ['m1', 'm2', 'm3'].map((id) => post({ id, body: long }));
    while (held < 3) await new Promise((next) => setImmediate(next));
    const { status, type, response } = await post({ id: 'm4', body: long });
    expect([status, type, response.headers.get('retry-after')]).toEqual([429, 'application/problem+json', '5']);
    letGo();
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(200);
    expect((await post({ id: 'm4', body: long })).status).toBe(200);
  });

  describe('before its end', () => {
    /** Begins a body, and stops at the answer or never. Tells the answer and how much of the body was taken. */
    async function pour(connection: string, headers: Record<string, string>, stops = true) {
      const { port } = new URL(server.url);
      const socket = connect(Number(port), '127.0.0.1');
      const lines = { host: 'x', ...plausible(), ...headers };
      const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST /webhooks/${connection} HTTP/1.1\r\n${head.join('')}\r\n`);
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      let poured = 0;
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
        if (stops) socket.end();
      });
      // what is written after the server has ended the connection fails
      socket.on('error', () => {});
      const more = () => {
        if ((stops && answer) || socket.destroyed) return;
        poured += 0x10000;
        socket.write(chunk, more);
      };
      more();
      await new Promise((closed) => socket.once('close', closed));
      return { answer, poured };
    }

    test.each([
      ['without an end', 'c1', { 'transfer-encoding': 'chunked' }, 413],
      ['that is said to be too long', 'c1', { 'content-length': '9999999' }, 413],
      ['to nobody', 'nobody', { 'transfer-encoding': 'chunked' }, 404],
      ['without a signature', 'c1', { 'webhook-signature': '', 'transfer-encoding': 'chunked' }, 401],
      ['with a signature of another kind', 'c1', { 'webhook-signature': 'v2,x', 'transfer-encoding': 'chunked' }, 401],
      ['from the past', 'c1', { 'webhook-timestamp': '1', 'transfer-encoding': 'chunked' }, 401],
      ['that is compressed', 'c1', { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }, 415],
    ])('%s: it is answered, and the connection ends', async (_, connection, headers, status) => {
      const { answer, poured } = await pour(connection, headers as Record<string, string>);
      expect(answer).toContain(`HTTP/1.1 ${status} `);
      expect(answer.toLowerCase()).toContain('connection: close');
      expect(poured).toBeLessThan(20 * 1024 * 1024);
    });

    test('whose sender never stops: the connection ends all the same', async () => {
      const { answer } = await pour('c1', { 'transfer-encoding': 'chunked' }, false);
      expect(answer).toContain('HTTP/1.1 413 ');
    });

    test('whose sender writes all of it before it reads: it reads the answer', async () => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause();
      const length = 8 * 1024 * 1024;
      const lines = { host: 'x', ...plausible(), 'content-length': String(length) };
      const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST /webhooks/c1 HTTP/1.1\r\n${head.join('')}\r\n`);
      await new Promise<void>((written, failed) =>
        socket.write(Buffer.alloc(length, 'x'), (error) => (error ? failed(error) : written())),
      );
      const [answer] = await once(socket.resume(), 'data');
      expect(String(answer)).toContain('HTTP/1.1 413 ');
      socket.destroy();
    });
  });

  test('that breaks off while its address is looked up', async () => {
    let arrived = () => {};
    const begun = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { byId } = ports.connections;
    ports.connections.byId = async (id) => {
      const gone = once(latest, 'close');
      arrived();
      await gone;
      return byId(id);
    };
    const headers = { ...plausible(), 'content-length': '1000' };
    const broken = request(`${server.url}/webhooks/c1`, { method: 'POST', headers });
    broken.on('error', () => {});
    broken.write('{"type":');
    await begun;
    broken.destroy();
    await eventually('it is given up', async () => (await metrics.text()).includes('outcome="bad-request"'));
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'that comes by %s is told which method is taken, whether there is such a connection or not',
    async (method) => {
      const answerOf = async (connection: string) => {
        const response = await fetch(`${server.url}/webhooks/${connection}`, { method });
        return [response.status, response.headers.get('allow'), await response.text()];
      };
      const answer = await answerOf('c1');
      expect(answer.slice(0, 2)).toEqual([405, 'POST']);
      if (method !== 'HEAD') expect(answer[2]).toContain('takes POST alone');
      expect(await answerOf('nobody')).toEqual(answer);
    },
  );

  test('that is not in UTF-8 is told so', async () => {
    const body = Buffer.from(JSON.stringify({ ...statusChanged, more: 'Büro' }), 'latin1');
    expect(await post({ body })).toMatchObject({
      status: 400,
      answer: { type: 'urn:baton:problem:not-json', detail: expect.stringContaining('UTF-8') },
    });
  });

  test('that breaks off in the middle leaves nothing behind', async () => {
    const headers = { ...plausible(), 'content-length': '1000' };
    const broken = request(`${server.url}/webhooks/c1`, { method: 'POST', headers });
    const closed = new Promise((resolve) => broken.on('error', resolve));
    broken.write('{"type":');
    broken.destroy(new Error('gone'));
    await closed;
    expect((await post()).status).toBe(200);
  });
});

test('of a workspace that removed Baton: gone for good', async () => {
  await install({ status: 'uninstalled' });
  expect(await post()).toMatchObject({ status: 410, answer: { title: 'The workspace removed Baton' } });
});

test.each(['insert', 'byId', 'get'] as const)('while MongoDB is away (%s): send it again', async (which) => {
  await install();
  const away = () => Promise.reject(new Error('no primary at mongodb://user:pw@db.example'));
  if (which === 'insert') ports.events.insert = away;
  if (which === 'byId') ports.connections.byId = away;
  if (which === 'get') ports.tenants.get = away;
  const { status, answer, response } = await post();
  expect(status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(JSON.stringify(answer)).not.toMatch(/primary|mongodb/);
});

test('what becomes of webhooks is counted', async () => {
  await install();
  await post();
  await post();
  await post({ secret: newSecret() });
  const text = await metrics.text();
  for (const outcome of ['new', 'repeated', 'bad-signature']) {
    expect(text).toContain(`baton_webhooks_total{outcome="${outcome}",source="contract"} 1`);
  }
});

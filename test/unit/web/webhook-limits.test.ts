import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRequestRateLimits, type RequestRateLimitOptions } from '../../../src/lib/request-rate-limits.js';
import { webhookReader } from '../../../src/sources/webhook-reader.js';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import { createApp, mountEnd } from '../../../src/web/express-app.js';
import { createMetrics } from '../../../src/web/metrics.js';
import { webhooksBefore } from '../../../src/web/webhooks.js';
import { buildConnection, buildTenant } from '../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';
import { serve } from './serve.js';

const rate = { burst: 3, perSecond: 0.001 };
const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
let ports: MemoryPorts;
let server: Awaited<ReturnType<typeof serve>>;

async function open(given: RequestRateLimitOptions): Promise<void> {
  const limits = createRequestRateLimits({ proxies: 1, ...given });
  const app = createApp();
  mountEnd(app, ports.log);
  const readerOf = (connection: Parameters<typeof webhookReader>[0]) => webhookReader(connection);
  server = await serve(webhooksBefore(app, { ports, readerOf, metrics: createMetrics(), limits }));
}

beforeEach(async () => {
  ports = memoryPorts();
  for (const [tenantId, id, byte] of [
    ['T1', 'c1', 1],
    ['T2', 'c2', 2],
  ] as const) {
    await ports.tenants.install(buildTenant({ id: tenantId, tenantId }));
    await ports.connections.save(buildConnection({ id, tenantId, webhookSecrets: [secretOf(byte)] }));
  }
});
afterEach(() => server.close());

let sent = 0;

async function send(connection: string, address: string, secret: string) {
  sent += 1;
  const [id, timestamp] = [`msg-${sent}`, Math.floor(Date.now() / 1000)];
  const at = new Date().toISOString();
  const data = { id: `inv-${sent}`, status: 'withdrawn', changedAt: at };
  const body = JSON.stringify({ type: 'invitation.status_changed', timestamp: at, data });
  const headers = {
    'x-forwarded-for': address,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(secret, id, timestamp, body),
  };
  const answer = await fetch(`${server.url}/webhooks/${connection}`, { method: 'POST', headers, body });
  return { status: answer.status, after: answer.headers.get('retry-after'), problem: await answer.json() };
}

const held = {
  status: 429,
  after: expect.stringMatching(/^\d+$/),
  problem: expect.objectContaining({ type: 'urn:baton:problem:too-many', status: 429 }),
};

test('an address that guesses is held up, and a good sender behind it is not', async () => {
  await open({ unproven: rate });
  expect((await send('c1', '8.8.8.8', secretOf(1))).status).toBe(200);
  const guesses = [];
  for (const connection of ['c1', 'unknown', 'c2', 'c2', 'unknown'])
    guesses.push((await send(connection, '8.8.8.8', secretOf(9))).status);
  expect(guesses).toEqual([401, 404, 401, 429, 429]);
  expect(await send('c2', '8.8.8.8', secretOf(2))).toEqual(held);
  expect((await send('c1', '8.8.8.8', secretOf(1))).status).toBe(200);
  expect((await send('c2', '9.9.9.9', secretOf(2))).status).toBe(200);
});

test('a tenant that sends too much is held up, and the others are not', async () => {
  await open({ perTenant: rate });
  for (let time = 0; time < 3; time += 1) expect((await send('c1', '8.8.8.8', secretOf(1))).status).toBe(200);
  expect(await send('c1', '8.8.8.8', secretOf(1))).toEqual(held);
  expect(await ports.events.get({ tenantId: 'T1', id: `msg-${sent}` })).toBeNull();
  expect((await send('c2', '8.8.8.8', secretOf(2))).status).toBe(200);
});

test('whoever has no proof uses up nothing of a tenant', async () => {
  await open({ perTenant: rate });
  for (let time = 0; time < 5; time += 1) expect((await send('c1', '9.9.9.9', secretOf(9))).status).toBe(401);
  expect((await send('c1', '8.8.8.8', secretOf(1))).status).toBe(200);
});

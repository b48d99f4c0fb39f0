import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRequestRateLimits } from '../../src/lib/request-rate-limits.js';
import { webhookReader } from '../../src/sources/webhook-reader.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { createApp, mountEnd } from '../../src/web/express-app.js';
import { createMetrics } from '../../src/web/metrics.js';
import { webhooksBefore } from '../../src/web/webhooks.js';
import { buildConnection, buildTenant } from '../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../support/memory-ports.js';
import { type Json, mutationsOf } from '../support/payload-mutations.js';
import { propertyRuns } from '../support/property-runs.js';
import { createdBody, invitationChangedBody, proposalChangedBody } from '../unit/sources/contract/schema/samples.js';
import { serve } from '../unit/web/serve.js';

/** How many webhooks are grown from each good one; more of them find more. */
const RUNS = propertyRuns(50);

const secret = `whsec_${randomBytes(32).toString('base64')}`;
let ports: MemoryPorts;
let server: Awaited<ReturnType<typeof serve>>;
let sent = 0;

/** More than any hunt sends. */
const limits = createRequestRateLimits({ perTenant: { burst: 1e9, perSecond: 1e9 } });

beforeAll(async () => {
  ports = memoryPorts();
  await ports.tenants.install(buildTenant());
  await ports.connections.save(buildConnection({ id: 'c1', webhookSecrets: [secret] }));
  const app = createApp();
  mountEnd(app, ports.log);
  server = await serve(
    webhooksBefore(app, {
      ports,
      readerOf: (connection) => webhookReader(connection),
      metrics: createMetrics(),
      limits,
    }),
  );
});
afterAll(() => server.close());

async function post(body: string | Buffer): Promise<number> {
  sent += 1;
  const id = `msg-${sent}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(secret, id, timestamp, body),
  };
  const { status } = await fetch(`${server.url}/webhooks/c1`, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  return status;
}

/** The size limit of a webhook's body, in bytes. */
const LONGEST = 2 * 1024 * 1024;

/** The sender repeats what gets a 5xx, for days. */
const expectAnswered = async (body: string | Buffer) =>
  expect(Buffer.byteLength(body) > LONGEST ? [413] : [200, 202, 400, 422]).toContain(await post(body));

describe('whatever a marketplace signs has an answer that it need not repeat', () => {
  test.each([createdBody(), invitationChangedBody(), proposalChangedBody()])('$type', async (good) => {
    expect(await post(JSON.stringify(good))).toBe(200);
    const grown = mutationsOf(good as Json).map((body) => JSON.stringify(body));
    await fc.assert(fc.asyncProperty(grown, expectAnswered), { numRuns: RUNS });
  });

  test('bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((body) => Buffer.from(body));
    await fc.assert(fc.asyncProperty(bytes, expectAnswered), { numRuns: RUNS });
  });

  test('a good one that is cut, or has bytes that are no text', async () => {
    const good = Buffer.from(JSON.stringify(createdBody()));
    const spoilt = fc
      .tuple(fc.nat({ max: good.length }), fc.nat({ max: 255 }), fc.boolean())
      .map(([at, byte, isCut]) =>
        isCut ? good.subarray(0, at) : Buffer.concat([good.subarray(0, at), Buffer.of(byte), good.subarray(at)]),
      );
    await fc.assert(fc.asyncProperty(spoilt, expectAnswered), { numRuns: RUNS });
  });
});

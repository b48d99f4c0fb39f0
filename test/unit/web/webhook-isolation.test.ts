import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Agency, Delivery } from '../../../sandbox/marketplace/market/state.js';
import {
  MAIL_PROVIDERS,
  newGetmanyAccount,
  newMailAccount,
  newVollnaAccount,
} from '../../../sandbox/marketplace/vendors/accounts.js';
import { type VendorRequest, vendorRequest } from '../../../sandbox/marketplace/vendors/vendor-requests.js';
import { SOURCES } from '../../../src/sources/sources.js';
import { webhookReader } from '../../../src/sources/webhook-reader.js';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import { createApp, mountEnd } from '../../../src/web/express-app.js';
import { createMetrics } from '../../../src/web/metrics.js';
import { webhooksBefore } from '../../../src/web/webhooks.js';
import { buildConnection, buildTenant } from '../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';
import { acceptedBody } from '../sources/getmany/samples.js';
import { invitationRecord, webhookBody } from '../sources/vollna/samples.js';
import { serve } from './serve.js';

/** An agency's account at a sender of webhooks: what Baton knows of it, and how the sender proves itself. */
interface Account {
  readonly source: keyof typeof SOURCES;
  readonly config: unknown;
  request(url: string): Promise<VendorRequest> | VendorRequest;
}

const AGENCY = { id: 'a', name: 'Agency', token: 't' } satisfies Agency;

const delivery = (body: string): Delivery => ({
  ...{ id: 'msg_1', agencyId: 'a', type: 'invitation.created', body, state: 'waiting' },
  ...{ createdAt: new Date().toISOString(), nextAt: new Date().toISOString(), attempts: [] },
});

const ADDRESS = 'upwork@in.acme.example';
const MAIL = readFileSync(new URL('../sources/email/fixtures/to-apply.eml', import.meta.url), 'utf8');

let made = 0;
const newSecret = () => {
  made += 1;
  return `whsec_${Buffer.from(`secret number ${made} of these tests`).toString('base64')}`;
};

function contractAccount(): Account {
  const secret = newSecret();
  const { config } = buildConnection({ webhookSecrets: [secret] });
  return {
    source: 'contract',
    config,
    request: (url) => {
      const at = new Date();
      const data = { id: 'inv-1', status: 'withdrawn', changedAt: at.toISOString() };
      const body = JSON.stringify({ type: 'invitation.status_changed', timestamp: at.toISOString(), data });
      const timestamp = Math.floor(at.getTime() / 1000);
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(secret, 'msg_1', timestamp, body),
      };
      return { url, headers, body };
    },
  };
}

function vollnaAccount(): Account {
  const token = newSecret();
  const body = JSON.stringify(webhookBody('upwork_invitation.created', invitationRecord()));
  return {
    source: 'vollna',
    config: { webhookTokens: [token], apiUrl: 'https://api.vollna.com/v1' },
    request: (url) => {
      const agency = { ...AGENCY, vendors: { vollna: { ...newVollnaAccount(), webhook: { url, token } } } };
      return vendorRequest('vollna', agency, delivery(body), new Date());
    },
  };
}

function getmanyAccount(): Account {
  const account = newGetmanyAccount();
  return {
    source: 'getmany',
    config: { apiToken: 't', apiUrl: 'https://api.getmany.io/service/v1', webhookSecret: account.secret },
    request: (url) => {
      const agency = { ...AGENCY, vendors: { getmany: { ...account, url } } };
      return vendorRequest('getmany', agency, delivery(JSON.stringify(acceptedBody())), new Date());
    },
  };
}

/** A service that receives mail: Baton's token stands in the address where the service has no signature of its own. */
function mailAccount(provider: (typeof MAIL_PROVIDERS)[number]): Account {
  const secret = newSecret();
  const token = Buffer.from(secret).toString('hex');
  const opened = newMailAccount(provider, ADDRESS);
  const account = provider === 'signed' ? { ...opened, key: secret } : opened;
  const proof = {
    postmark: { tokens: [token] },
    mailgun: { tokens: [token], signingKey: account.key },
    sendgrid: { publicKey: account.publicKey },
    signed: { secrets: [secret] },
  };
  return {
    source: 'email',
    config: { provider, address: account.address, domains: [], ...proof[provider] },
    request: (url) => {
      const target = new URL(url);
      if (provider === 'postmark') [target.username, target.password] = ['baton', token];
      if (provider === 'mailgun') target.searchParams.set('key', token);
      const agency = { ...AGENCY, vendors: { email: { ...account, url: target.href } } };
      return vendorRequest('email', agency, delivery(MAIL), new Date());
    },
  };
}

const WAYS: readonly (readonly [string, () => Account])[] = [
  ['contract', contractAccount],
  ['vollna', vollnaAccount],
  ['getmany', getmanyAccount],
  ...MAIL_PROVIDERS.map((provider) => [`email by ${provider}`, () => mailAccount(provider)] as const),
];

test('every source that has a webhook is tried here', () => {
  const tried = new Set(WAYS.map(([, account]) => account().source));
  const withWebhook = Object.entries(SOURCES).flatMap(([name, { webhook }]) => (webhook ? [name] : []));
  expect([...tried].sort()).toEqual(withWebhook.sort());
});

describe.each(WAYS)('a webhook of %s', (_way, account) => {
  let ports: MemoryPorts;
  let server: Awaited<ReturnType<typeof serve>>;
  let ours: Account;
  let theirs: Account;

  beforeEach(async () => {
    ports = memoryPorts();
    [ours, theirs] = [account(), account()];
    for (const [tenantId, { source, config }] of [
      ['T1', ours],
      ['T2', theirs],
    ] as const) {
      await ports.tenants.install(buildTenant({ id: tenantId }));
      await ports.connections.save({ ...buildConnection({ tenantId, id: `c-${tenantId}`, source }), config });
    }
    const app = createApp();
    mountEnd(app, ports.log);
    const readerOf = (connection: Parameters<typeof webhookReader>[0]) => webhookReader(connection);
    server = await serve(webhooksBefore(app, { ports, readerOf, metrics: createMetrics() }));
  });

  afterEach(() => server.close());

  const addressOf = (tenantId: string) => `${server.url}/webhooks/c-${tenantId}`;

  async function send({ url, headers, body }: VendorRequest): Promise<number> {
    const target = new URL(url);
    const { username, password } = target;
    const basic = username && {
      authorization: `Basic ${Buffer.from(`${username}:${decodeURIComponent(password)}`).toString('base64')}`,
    };
    target.username = target.password = '';
    const answer = await fetch(target, { method: 'POST', headers: { ...headers, ...basic }, body });
    return answer.status;
  }

  const eventsOf = async (tenantId: string) => (await ports.documentsOf(tenantId)).event;

  test('is taken in at its own address', async () => {
    expect(await send(await ours.request(addressOf('T1')))).toBe(200);
    expect(await eventsOf('T1')).toHaveLength(1);
    expect(await eventsOf('T2')).toEqual([]);
  });

  test('proves nothing at another tenant’s address', async () => {
    expect(await send(await theirs.request(addressOf('T1')))).toBe(401);
    expect(await eventsOf('T1')).toEqual([]);
    expect(await eventsOf('T2')).toEqual([]);
  });

  test('without its proof is refused', async () => {
    const { url, body, headers } = await ours.request(addressOf('T1'));
    const bare = new URL(url);
    bare.username = bare.password = bare.search = '';
    const contentType = headers['content-type'] ?? 'application/json';
    expect(await send({ url: bare.href, body, headers: { 'content-type': contentType } })).toBe(401);
    expect(await eventsOf('T1')).toEqual([]);
  });

  test('with a changed body is refused where the body is signed', async () => {
    const request = await ours.request(addressOf('T1'));
    const isSigned = Object.keys(request.headers).some((name) => name.endsWith('-signature'));
    const changed = request.body.replace('inv-1', 'inv-2').replace('lamps', 'ramps').replace('job', 'jab');
    expect(changed).not.toBe(request.body);
    if (isSigned) expect(await send({ ...request, body: changed })).toBe(401);
  });

  test('is not taken in once the tenant has removed Baton', async () => {
    await ports.tenants.uninstall('T1', []);
    expect(await send(await ours.request(addressOf('T1')))).toBe(410);
    expect(await eventsOf('T1')).toEqual([]);
  });
});

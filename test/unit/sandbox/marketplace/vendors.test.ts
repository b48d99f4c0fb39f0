import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Postponed, TokenRefused } from '../../../../src/domain/model/errors.js';
import type { Invitation, MarketplaceEvent } from '../../../../src/domain/model/event/event.js';
import type { Delivery } from '../../../../src/domain/ports.js';
import { email } from '../../../../src/sources/email/source.js';
import { getmany } from '../../../../src/sources/getmany/source.js';
import { guardedFetch } from '../../../../src/sources/http/guarded-fetch.js';
import type { AnySource, PollState, Services } from '../../../../src/sources/source.js';
import { vollna } from '../../../../src/sources/vollna/source.js';
import { type Json, sandboxFor } from '../../../support/start-test-sandbox.js';

let sandbox: Awaited<ReturnType<typeof sandboxFor>>;
let inbox: Awaited<ReturnType<typeof receive>>;
let services: Services & { close(): Promise<void> };

beforeEach(async () => {
  sandbox = await sandboxFor();
  inbox = await receive();
  const trustedOrigins = [sandbox.url];
  services = { ...guardedFetch(trustedOrigins), trustedOrigins, timeoutMs: 2000, searchTimeoutMs: 2000 };
});

afterEach(async () => {
  await sandbox.close();
  await inbox.close();
  await services.close();
});

/** A server that reads the webhooks of one source, and answers as Baton does. */
async function receive() {
  const deliveries: Delivery[] = [];
  const waiting: (() => void)[] = [];
  const reader: { source?: AnySource; config?: unknown } = {};
  const take = async (request: IncomingMessage): Promise<number> => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    try {
      const read = reader.source?.webhook?.verify(at(reader.config), {
        headers: request.headers,
        query,
        now: new Date(),
      });
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const delivery = await read?.(Buffer.concat(chunks));
      if (delivery) deliveries.push(delivery);
      return 200;
    } catch {
      return 401;
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(await take(request)).end();
    for (const done of waiting.splice(0)) done();
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/c1`,
    deliveries,
    listenAs: (source: AnySource, config: unknown) => Object.assign(reader, { source, config }),
    /** Resolves when so many deliveries have come. */
    come: async (count: number) => {
      while (deliveries.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return deliveries;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const at = (config: unknown) => ({ id: 'c1', tenantId: 'T1', connectedAt: new Date(), config });

const invite = (values: object = {}): Promise<Json> =>
  sandbox.control('/invitations', { freelancer: 'p_ana', letter: 'We like your work — grüß dich.', ...values });

const eventsOf = (deliveries: readonly Delivery[]): MarketplaceEvent[] => deliveries.flatMap(({ events }) => events);

function invitationIn(deliveries: readonly Delivery[]): Invitation {
  const [event] = eventsOf(deliveries);
  if (event?.type !== 'invitation.created') throw new Error('it is no invitation');
  return event.data;
}

const statusesOf = (deliveries: readonly Delivery[]) =>
  eventsOf(deliveries).map(({ data }) => ('status' in data ? data.status : ''));

async function poll(source: AnySource, config: unknown, state: PollState = {}) {
  const polled = await source.poll?.(at(config), services, state, new Date());
  if (!polled) throw new Error('it does not poll');
  return polled;
}

async function vollnaConfig() {
  const { apiUrl, apiToken } = await sandbox.control('/agencies/agency/vollna');
  const config = vollna.setUp.configure({ apiUrl, apiToken }, undefined);
  const [address, token] = vollna.setUp.copy(config, inbox.url);
  await sandbox.control('/agencies/agency/vollna', { url: address?.value, token: token?.value });
  inbox.listenAs(vollna, config);
  return config;
}

async function getmanyConfig() {
  const { apiUrl, apiToken, webhookSecret } = await sandbox.control('/agencies/agency/getmany');
  const config = getmany.setUp.configure({ apiUrl, apiToken, webhookSecret }, undefined);
  await sandbox.control('/agencies/agency/getmany', { url: getmany.setUp.copy(config, inbox.url)[0]?.value });
  inbox.listenAs(getmany, config);
  return config;
}

async function emailConfig(provider: string) {
  const opened = await sandbox.control('/agencies/agency/email', { provider, address: 'upwork@in.agency.example' });
  const config = email.setUp.configure(opened, undefined);
  const [address, key] = email.setUp.copy(config, inbox.url);
  const secret = provider === 'signed' ? { key: key?.value } : {};
  await sandbox.control('/agencies/agency/email', { url: address?.value, ...secret });
  inbox.listenAs(email, config);
}

describe('Vollna, as the sandbox plays it', () => {
  test('is found by the probe', async () => {
    const config = await vollnaConfig();
    const { facts } = await vollna.setUp.probe(config, services);
    expect(facts[0]?.en).toBe('Vollna answers. It knows of 0 invitations.');
  });

  test('tells by webhook and by API of the same invitation, and later what came of it', async () => {
    const config = await vollnaConfig();
    const { id } = await invite();
    const [told] = await inbox.come(1);
    const first = await poll(vollna, config);
    expect(first.deliveries.map((one) => one.id)).toEqual([told?.id]);
    expect(invitationIn(first.deliveries)).toMatchObject({ status: 'open', freelancer: { name: 'Ana Silva' } });
    await sandbox.control(`/invitations/${id}/accept`);
    await sandbox.control(`/proposals/${id}/hire`);
    expect(statusesOf(await inbox.come(4)).slice(1)).toEqual([
      'accepted',
      'submitted',
      'submitted',
      'viewed',
      'interviewed',
      'hired',
    ]);
  });

  test('takes five calls a minute, and says so', async () => {
    const config = await vollnaConfig();
    await invite();
    await poll(vollna, config);
    await poll(vollna, config);
    await expect(poll(vollna, config).then(({ state }) => poll(vollna, config, state))).rejects.toBeInstanceOf(
      Postponed,
    );
  });

  test('that floods brings the one that is open', async () => {
    const config = await vollnaConfig();
    await invite();
    await sandbox.control('/switches', { path: 'vollna', kind: 'flood' });
    expect(eventsOf((await poll(vollna, config)).deliveries)).toHaveLength(1);
  });

  test('does not know another token', async () => {
    const config = await vollnaConfig();
    await expect(poll(vollna, { ...(config as object), apiToken: 'other' })).rejects.toBeInstanceOf(TokenRefused);
  });
});

describe('Getmany, as the sandbox plays it', () => {
  test('is asked for what is open and for what was decided', async () => {
    const config = await getmanyConfig();
    const { id } = await invite();
    let polled = await poll(getmany, config);
    expect(invitationIn(polled.deliveries)).toMatchObject({ status: 'open', letter: 'We like your work — grüß dich.' });
    while (polled.state.list !== 0) polled = await poll(getmany, config, polled.state);
    await sandbox.control(`/invitations/${id}/decline`, { reasonId: 'too-busy' });
    const later: Delivery[] = [];
    do {
      polled = await poll(getmany, config, polled.state);
      later.push(...polled.deliveries);
    } while (polled.state.list !== 0);
    expect(statusesOf(later)).toEqual(['declined']);
  });

  test('tells by webhook that a client has answered', async () => {
    await getmanyConfig();
    const { id } = await invite();
    await sandbox.control(`/invitations/${id}/accept`);
    await sandbox.control(`/proposals/${id}/interview`);
    expect(eventsOf(await inbox.come(1))).toMatchObject([
      { type: 'proposal.status_changed', data: { status: 'interviewed' } },
    ]);
  });

  test('that floods brings the one that is open, however many pages it takes', async () => {
    const config = await getmanyConfig();
    await invite();
    await sandbox.control('/switches', { path: 'getmany', kind: 'flood', count: 500 });
    let polled = await poll(getmany, config);
    const all = [...polled.deliveries];
    while (polled.state.list !== 0) {
      polled = await poll(getmany, config, polled.state);
      all.push(...polled.deliveries);
    }
    expect(eventsOf(all)).toHaveLength(1);
  });
});

test.each([
  ['vollna', vollnaConfig, vollna],
  ['getmany', getmanyConfig, getmany],
] as const)('%s is slow, down, refusing, and loses an answer', async (path, configure, source) => {
  const config = await configure();
  const trouble = (kind: string, more: object = {}) => sandbox.control('/switches', { path, kind, times: 1, ...more });
  await trouble('slow', { ms: 20 });
  await poll(source, config);
  await trouble('fail', { status: 503 });
  await expect(poll(source, config)).rejects.toThrow('503');
  await trouble('fail', { status: 403 });
  await expect(poll(source, config)).rejects.toBeInstanceOf(TokenRefused);
  await trouble('limit', { retryAfter: 3 });
  await expect(poll(source, config)).rejects.toMatchObject({ retryAfterMs: 3000 });
  await trouble('drop');
  await expect(poll(source, config)).rejects.toThrow('no answer');
  await trouble('hang');
  await expect(source.poll?.(at(config), { ...services, timeoutMs: 50 }, {}, new Date())).rejects.toThrow('too long');
});

describe.each(['postmark', 'mailgun', 'sendgrid', 'signed'])('mail by %s, as the sandbox posts it', (provider) => {
  test('brings the invitation, and an answer is due to nothing else', async () => {
    await emailConfig(provider);
    await invite({ job: { title: 'Bäckerei in Köln' } });
    expect(invitationIn(await inbox.come(1))).toMatchObject({
      job: { title: 'Bäckerei in Köln' },
      letter: 'We like your work — grüß dich.',
      freelancer: { email: 'ana@agency.example', name: 'Ana Silva' },
    });
    await sandbox.control('/agencies/agency/mails', {
      raw: 'From: Upwork <donotreply@upwork.com>\r\nTo: ana@agency.example\r\nSubject: New job alert: x\r\n\r\nA job.',
    });
    expect((await inbox.come(2))[1]).toMatchObject({ events: [], ignored: 'job-alert' });
  });
});

test('all sources name the same invitation', async () => {
  await invite();
  const found: Invitation[] = [];
  for (const configure of [vollnaConfig, getmanyConfig]) {
    const config = await configure();
    found.push(invitationIn((await poll(configure === vollnaConfig ? vollna : getmany, config)).deliveries));
  }
  await emailConfig('postmark');
  const { job } = await invite();
  const [mailed] = await inbox.come(1);
  const again = await poll(vollna, await vollnaConfig());
  const sameJob = eventsOf(again.deliveries).find(({ data }) => 'job' in data && data.job.title === job.title);
  expect(found[0]?.keys).toEqual(found[1]?.keys);
  expect(found[0]?.job.id).toBe(found[1]?.job.id);
  expect(sameJob?.data).toMatchObject({ keys: invitationIn(mailed ? [mailed] : []).keys });
});

test('who declines by hand can refer a colleague by the profile’s link, and the number of the invitation will do', async () => {
  const config = await vollnaConfig();
  await invite();
  const { id: uid } = invitationIn(await inbox.come(1));
  const { profileKey } = await import('../../../../sandbox/marketplace/vendors/upwork-ids.js');
  const referral = {
    profileUrl: `https://www.upwork.com/freelancers/${profileKey('p_ben')}`,
    referredBy: { name: 'Ana Silva' },
  };
  const answer = await sandbox.control(`/invitations/${uid}/decline`, { referral });
  expect(answer).toMatchObject({ status: 'declined', receivedInvitationId: expect.any(String) });
  const taken = await sandbox.control('/invitations', {
    freelancer: 'p_ana',
    jobId: Object.keys(sandbox.state.jobs)[0],
  });
  expect(await sandbox.control(`/invitations/${taken.id}/decline`, { referral })).toMatchObject({ status: 409 });
  expect(statusesOf((await poll(vollna, config)).deliveries)).toEqual(['open', 'open']);
});

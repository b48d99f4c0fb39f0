import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Response } from 'undici';
import { keptEvent } from '../../src/domain/model/stored-size-limits.js';
import type { Delivery } from '../../src/domain/ports.js';
import { BadWebhook } from '../../src/sources/bad-webhook.js';
import { email } from '../../src/sources/email/source.js';
import { getmany } from '../../src/sources/getmany/source.js';
import type { AnySource, PollState, Services } from '../../src/sources/source.js';
import { vollna } from '../../src/sources/vollna/source.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { type Json, mutationsOf } from '../support/payload-mutations.js';
import { propertyRuns } from '../support/property-runs.js';
import { acceptedBody, inviteRecord } from '../unit/sources/getmany/samples.js';
import { invitationRecord, proposalRecord, webhookBody } from '../unit/sources/vollna/samples.js';

const numRuns = propertyRuns(150);
const now = new Date('2026-03-01T12:00:00Z');
const seconds = Math.floor(now.getTime() / 1000);
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const at = (config: unknown) => ({ id: 'c1', tenantId: 'T1', connectedAt: now, config });

/** What is delivered can be stored: ids of visible ASCII, texts and dates as the domain keeps them. */
function expectStorable({ id, events }: Delivery): void {
  expect(id).toMatch(/^[\x21-\x7e]{1,256}$/);
  for (const event of events) {
    expect(keptEvent(event)).toEqual(keptEvent(keptEvent(event)));
    expect(event.data.id.length).toBeGreaterThan(0);
    expect(event.data.id.length).toBeLessThanOrEqual(200);
    if (event.type !== 'invitation.created') continue;
    const { invitedAt, job, freelancer } = event.data;
    expect(invitedAt.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(URL.canParse(job.url) && new URL(job.url).hostname).toBe('www.upwork.com');
    expect(job.title.trim()).not.toBe('');
    expect(freelancer.id.length).toBeLessThanOrEqual(200);
    const { min, max } = job.budget ?? { min: 0, max: 0 };
    expect([min, max].every(Number.isFinite)).toBe(true);
  }
}

async function expectReadOrRefused(read: () => Delivery | Promise<Delivery>): Promise<void> {
  try {
    expectStorable(await read());
  } catch (error) {
    if (!(error instanceof BadWebhook)) throw error;
  }
}

const webhookOf = ({ webhook }: AnySource) => {
  if (!webhook) throw new Error('it takes no webhook');
  return webhook;
};

describe('whatever a vendor’s webhook brings is read or refused', () => {
  test.each([
    webhookBody('upwork_invitation.created', invitationRecord()),
    webhookBody('upwork_invitation.status_changed', invitationRecord({ statusLabel: 'Declined' })),
    webhookBody('upwork_proposal.created', proposalRecord()),
  ])('Vollna: $event', async (good) => {
    const config = vollna.setUp.configure({}, undefined);
    const token = vollna.setUp.copy(config, 'https://baton.example/')[1]?.value;
    const read = webhookOf(vollna).verify(at(config), {
      headers: { authorization: `Bearer ${token}` },
      query: new URLSearchParams(),
      now,
    });
    const body = mutationsOf(good as Json).map((one) => Buffer.from(JSON.stringify(one)));
    await fc.assert(
      fc.asyncProperty(body, (one) => expectReadOrRefused(() => read(one))),
      { numRuns },
    );
  });

  test('Getmany: proposal.accepted', async () => {
    const config = getmany.setUp.configure({ apiToken: 'a', webhookSecret: SECRET }, undefined);
    const body = mutationsOf(acceptedBody() as Json).map((one) => Buffer.from(JSON.stringify(one)));
    await fc.assert(
      fc.asyncProperty(body, (one) => {
        const headers = {
          'svix-id': 'msg_1',
          'svix-timestamp': String(seconds),
          'svix-signature': signWebhook(SECRET, 'msg_1', seconds, one),
        };
        const read = webhookOf(getmany).verify(at(config), { headers, query: new URLSearchParams(), now });
        return expectReadOrRefused(() => read(one));
      }),
      { numRuns },
    );
  });

  test('Postmark', async () => {
    const config = email.setUp.configure({ provider: 'postmark', address: 'in@acme.example' }, undefined);
    const url = new URL(email.setUp.copy(config, 'https://baton.example/')[0]?.value ?? '');
    const authorization = `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}`;
    const read = webhookOf(email).verify(at(config), { headers: { authorization }, query: new URLSearchParams(), now });
    const good: Json = {
      From: 'donotreply@upwork.com',
      FromFull: { Email: 'donotreply@upwork.com', Name: 'Upwork' },
      ToFull: [{ Email: 'ana@acme.example', Name: 'Ana' }],
      Subject: 'Invitation to apply: A job',
      Date: 'Sun, 1 Mar 2026 09:30:00 +0000',
      TextBody: 'Hi Ana,\n\nhttps://www.upwork.com/jobs/~021955676437925687781',
      HtmlBody: '<p>Hi</p>',
      Headers: [{ Name: 'Received', Value: 'x' }],
    };
    const body = mutationsOf(good).map((one) => Buffer.from(JSON.stringify(one)));
    await fc.assert(
      fc.asyncProperty(body, (one) => expectReadOrRefused(() => read(one))),
      { numRuns },
    );
  });
});

describe('whatever a mail is made of is read or refused', () => {
  const config = email.setUp.configure({ provider: 'mailgun', address: 'in@acme.example', key: 'k' }, undefined);
  const address = new URL(email.setUp.copy(config, 'https://baton.example/')[0]?.value ?? '');
  const folder = new URL('../unit/sources/email/fixtures/', import.meta.url);
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(new URL(name, folder)));

  /** A mail whose lines are swapped, doubled, cut and filled with bytes. */
  const grown = fc
    .tuple(
      fc.constantFrom(...mails),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 12 })), { maxLength: 6 }),
    )
    .map(([mail, changes]) =>
      changes.reduce<Buffer>((bytes, [from, length, junk]) => {
        const begin = from % (bytes.length + 1);
        const end = Math.min(bytes.length, begin + (length % 40));
        return Buffer.concat([bytes.subarray(0, begin), junk, bytes.subarray(end)]);
      }, mail),
    );

  test('as Mailgun posts it', async () => {
    const timestamp = String(seconds);
    const signature = createHmac('sha256', 'k').update(`${timestamp}t`).digest('hex');
    await fc.assert(
      fc.asyncProperty(grown, (mail) => {
        const body = Buffer.concat([
          Buffer.from(`--b\r\nContent-Disposition: form-data; name="timestamp"\r\n\r\n${timestamp}\r\n`),
          Buffer.from('--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nt\r\n'),
          Buffer.from(`--b\r\nContent-Disposition: form-data; name="signature"\r\n\r\n${signature}\r\n`),
          Buffer.from('--b\r\nContent-Disposition: form-data; name="body-mime"\r\n\r\n'),
          mail,
          Buffer.from('\r\n--b--\r\n'),
        ]);
        const headers = { 'content-type': 'multipart/form-data; boundary=b' };
        const read = webhookOf(email).verify(at(config), { headers, query: address.searchParams, now });
        return expectReadOrRefused(() => read(body));
      }),
      { numRuns },
    );
  });
});

describe('whatever a vendor’s API answers, a poll ends with what it can read', () => {
  const answering = (answer: unknown): Services => ({
    fetch: async () => new Response(JSON.stringify(answer)),
    trustedOrigins: [],
    timeoutMs: 1000,
    searchTimeoutMs: 1000,
  });
  const state = fc.constantFrom<PollState>({}, { heard: now.getTime() - 60_000 });

  test.each([
    ['Vollna', vollna, { data: [invitationRecord(), proposalRecord()], pagination: { total: 2, page: 1 } }],
    [
      'Getmany',
      getmany,
      { data: [inviteRecord(), inviteRecord({}, { uid: '1955676881223622658' })], nextPageCursor: 'x' },
    ],
  ] as const)('%s', async (_, source, good) => {
    const config = source.setUp.configure({ apiToken: 'a' }, undefined);
    await fc.assert(
      fc.asyncProperty(mutationsOf(good as Json), state, async (answer, from) => {
        try {
          const polled = await source.poll?.(at(config), answering(answer), from, now);
          for (const delivery of polled?.deliveries ?? []) expectStorable(delivery);
          expect(JSON.stringify(polled?.state).length).toBeLessThan(20_000);
          expect(polled?.againAt.getTime()).toBeGreaterThan(now.getTime());
        } catch (error) {
          expect((error as Error).message).toMatch(/^the answer is/);
        }
      }),
      { numRuns },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { BadWebhook } from '../../../../src/sources/bad-webhook.js';
import { vollnaWebhook } from '../../../../src/sources/vollna/webhook.js';
import { invitationRecord, jobAlertBody, proposalRecord, webhookBody } from './samples.js';

const TOKEN = 'token-of-baton';
const now = new Date('2026-03-01T12:00:00Z');
const connection = {
  id: 'c1',
  tenantId: 'T1',
  connectedAt: now,
  config: { webhookTokens: [TOKEN, 'the-one-before'], apiUrl: 'https://api.vollna.com/v1' },
};
const BEARER = `Bearer ${TOKEN}`;

function verify(authorization: string | undefined) {
  const headers = { ...(authorization !== undefined && { authorization }) };
  return vollnaWebhook.verify(connection, { headers, query: new URLSearchParams(), now });
}
const read = async (body: unknown) =>
  verify(BEARER)(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

async function fault(act: () => unknown) {
  try {
    await act();
  } catch (error) {
    if (error instanceof BadWebhook) return error;
    throw error;
  }
  throw new Error('it was taken in');
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('the token of a webhook', () => {
  test.each([BEARER, `bearer  ${TOKEN}`, 'Bearer the-one-before', basic('baton', TOKEN)])('fits: %s', (given) => {
    expect(() => verify(given)).not.toThrow();
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer wrong',
    `Token ${TOKEN}`,
    basic('ana', TOKEN),
    basic('baton', ''),
    'Basic %%%',
  ])('does not fit, before the body is read: %p', async (given) => {
    const { kind, detail } = await fault(() => verify(given));
    expect(kind).toBe('unauthorized');
    expect(detail).toContain('Add Endpoint');
  });
});

describe('a team webhook', () => {
  test('may write ids as numbers', async () => {
    const body = JSON.stringify(webhookBody('upwork_invitation.created', invitationRecord()));
    const { events } = await read(body.replace(/"(\d{15,})"/g, '$1'));
    expect(events).toMatchObject([{ data: { id: '1955676881223622657', job: { id: 'upwork:1955676437925687781' } } }]);
  });

  test.each([{ event: 'ping' }, { event: 'webhook.test', data: {} }, { event: 'TEST', data: null }])(
    'may be a test: %j',
    async (body) => expect(await read(body)).toMatchObject({ events: [], ignored: 'test' }),
  );

  test('brings an invitation', async () => {
    const { events } = await read(webhookBody('upwork_invitation.created', invitationRecord()));
    expect(events).toMatchObject([{ type: 'invitation.created', data: { id: '1955676881223622657', status: 'open' } }]);
  });

  test('that comes again under another id is the same delivery; one that says something new is another', async () => {
    const again = async (id: string, changes = {}) =>
      (await read(webhookBody('upwork_invitation.created', invitationRecord(changes), id))).id;
    expect(await again('evt_2', { updatedAt: '2026-03-02T00:00:00Z' })).toBe(await again('evt_1'));
    expect(await again('evt_2', { statusLabel: 'Job is closed' })).not.toBe(await again('evt_1'));
    expect(await again('evt_1')).toMatch(/^[\x21-\x7e]{1,256}$/);
  });

  test('of a changed status brings the whole invitation, which may be new', async () => {
    const changed = webhookBody('upwork_invitation.status_changed', invitationRecord({ statusLabel: 'Declined' }));
    expect((await read(changed)).events).toMatchObject([{ type: 'invitation.created', data: { status: 'declined' } }]);
  });

  test('of a proposal brings what happened to it', async () => {
    const { events } = await read(webhookBody('upwork_proposal.status_changed', proposalRecord({ isHired: true })));
    expect(events.at(-1)).toMatchObject({ type: 'proposal.status_changed', data: { status: 'hired' } });
  });

  test.each([
    [webhookBody('upwork_proposal.created', proposalRecord({ isInvitation: false })), 'unknown-type'],
    [webhookBody('upwork_message.created', {}), 'unknown-type'],
    [webhookBody('webhook.test', {}), 'test'],
  ])('of no concern is put aside', async (body, ignored) => {
    expect(await read(body)).toMatchObject({ events: [], ignored });
  });

  test.each([
    JSON.stringify(webhookBody('upwork_message.created', 'deep')),
    JSON.stringify(webhookBody('upwork_proposal.created', proposalRecord({ isInvitation: false, note: 'deep' }))),
  ])('of no concern is put aside, however deep it is nested', async (body) => {
    const nested = body.replace('"deep"', '['.repeat(100_000) + ']'.repeat(100_000));
    expect(await read(nested)).toMatchObject({ events: [], ignored: 'unknown-type' });
  });

  test('of job alerts is refused, and says which one to set up', async () => {
    const { kind, detail } = await fault(() => read(jobAlertBody()));
    expect(kind).toBe('wrong-webhook');
    expect(detail).toContain('Settings → Developers → Webhooks → Add Endpoint');
  });

  test.each([
    ['not JSON', 'not-json'],
    ['null', 'bad-data'],
    ['[]', 'bad-data'],
    ['{"event":7}', 'bad-data'],
    [JSON.stringify(webhookBody('upwork_invitation.created', null)), 'bad-data'],
    [JSON.stringify(webhookBody('upwork_invitation.created', { id: null })), 'bad-data'],
    [JSON.stringify(webhookBody('upwork_proposal.created', 'x')), 'bad-data'],
  ])('that cannot be read is refused for good: %s', async (body, kind) => {
    expect((await fault(() => read(body))).kind).toBe(kind);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadWebhook } from '../../../../src/sources/bad-webhook.js';
import { verifyHeaders, verifyWebhook } from '../../../../src/sources/contract/verify-webhook.js';
import { signWebhook } from '../../../../src/sources/webhook-signature.js';
import { createdBody, invitationChangedBody, proposalChangedBody } from './schema/samples.js';

const NEW = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const OLD = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const now = new Date('2026-03-01T09:30:00Z');
const seconds = now.getTime() / 1000;

function webhook(body: string | object, { secret = NEW, at = seconds, id = 'msg_1' } = {}) {
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signature = signWebhook(secret, id, at, rawBody);
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature };
  return { secrets: [NEW], rawBody, headers, now };
}

const fault = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    const { kind, fields, detail } = error instanceof BadWebhook ? error : ({} as Partial<BadWebhook>);
    if (kind) return { kind, fields, ...(detail && { detail }) };
    throw error;
  }
  throw new Error('it was taken in');
};

describe('a webhook', () => {
  test('becomes an event of the domain, with its dates', () => {
    const { id, event } = verifyWebhook(webhook(createdBody()));
    expect(id).toBe('msg_1');
    const { data } = createdBody();
    expect(event).toEqual({
      type: 'invitation.created',
      data: { ...data, invitedAt: new Date('2026-03-01T09:30:00Z'), expiresAt: new Date('2026-03-02T09:30:00Z') },
    });
  });

  test.each([invitationChangedBody(), proposalChangedBody()])('of type $type too', (body) => {
    const changedAt = new Date('2026-03-01T09:29:00Z');
    expect(verifyWebhook(webhook(body)).event).toEqual({ type: body.type, data: { ...body.data, changedAt } });
  });

  test('may write its times with a small t and z, as RFC 3339 allows', () => {
    const { data, ...body } = createdBody();
    const small = { ...data, invitedAt: '2026-03-01t09:30:00z', expiresAt: '2026-03-02t10:30:00.5+01:00' };
    const { event } = verifyWebhook(webhook({ ...body, timestamp: '2026-03-01t09:30:00z', data: small }));
    expect(event).toMatchObject({
      data: { invitedAt: new Date('2026-03-01T09:30:00Z'), expiresAt: new Date('2026-03-02T09:30:00.500Z') },
    });
  });

  test.each([
    ['half \uD83D', 'half \uFFFD'],
    ['\uDE00', '\uFFFD'],
  ])('with half an emoji in its id is taken in, with a mark in its place: %j', (given, id) => {
    const body = createdBody();
    const { event } = verifyWebhook(webhook({ ...body, data: { ...body.data, id: given } }));
    expect(event).toMatchObject({ data: { id } });
  });

  test.each([
    { email: '' },
    { email: ' ' },
    { email: 'none' },
    { email: null },
    { email: 5 },
    { profileUrl: '' },
    { profileUrl: 'market.example/p1' },
    { profileUrl: 'javascript:alert(1)' },
    { profileUrl: 'data:text/html,x' },
    { profileUrl: null },
    { title: null },
    { skills: null },
  ])('whose freelancer has odd facts is taken in without them: %j', (odd) => {
    const body = createdBody();
    const freelancer = { id: 'p_ana', name: 'Ana', ...odd };
    const { event } = verifyWebhook(webhook({ ...body, data: { ...body.data, freelancer } }));
    expect(event).toMatchObject({ type: 'invitation.created' });
    expect(JSON.parse(JSON.stringify(event)).data.freelancer).toEqual({ id: 'p_ana', name: 'Ana' });
  });

  test.each(['.', '..'])('with an id that no path can hold is refused for good: %j', (id) => {
    const body = createdBody();
    const refused = fault(() => verifyWebhook(webhook({ ...body, data: { ...body.data, id } })));
    expect(refused).toEqual({ kind: 'bad-data', fields: ['data.id'] });
  });

  test.each(['...', '.a', 'a/../b', '%2e%2e', ' ', 'x?y#z', '☃ 😀'])('may have any other id: %j', (id) => {
    const body = createdBody();
    const { event } = verifyWebhook(webhook({ ...body, data: { ...body.data, id } }));
    expect(event?.data).toMatchObject({ id });
  });

  test.each(['0000-06-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])(
    'of a year that no database takes is refused for good: %s',
    (invitedAt) => {
      const body = createdBody();
      const refused = fault(() => verifyWebhook(webhook({ ...body, data: { ...body.data, invitedAt } })));
      expect(refused).toEqual({ kind: 'bad-data', fields: ['data.invitedAt'] });
    },
  );

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('of %s is taken in', (invitedAt) => {
    const body = createdBody();
    const { event } = verifyWebhook(webhook({ ...body, data: { ...body.data, invitedAt } }));
    expect(event.data).toMatchObject({ invitedAt: new Date(invitedAt) });
  });

  test('may hold fields that we do not know', () => {
    const { event } = verifyWebhook(webhook({ ...createdBody(), data: { ...createdBody().data, colour: 'red' } }));
    expect(event.data).not.toHaveProperty('colour');
  });

  test('signed with either secret is taken in while they rotate', () => {
    const secrets = [NEW, OLD];
    expect(verifyWebhook({ ...webhook(createdBody(), { secret: OLD }), secrets }).id).toBe('msg_1');
    expect(verifyWebhook({ ...webhook(createdBody(), { secret: NEW }), secrets }).id).toBe('msg_1');
    const both = webhook(createdBody());
    const signatures = `v1a,xyz ${signWebhook(OLD, 'msg_1', seconds, both.rawBody)} ${both.headers['webhook-signature']}`;
    expect(verifyWebhook({ ...both, headers: { ...both.headers, 'webhook-signature': signatures } }).id).toBe('msg_1');
  });

  test('whose valid signature is the last of twelve is taken in', () => {
    const good = webhook(createdBody());
    const others = Array.from({ length: 11 }, (_, n) => signWebhook(OLD, 'msg_1', seconds + n, good.rawBody));
    const signatures = [...others, good.headers['webhook-signature']].join(' ');
    expect(verifyWebhook({ ...good, headers: { ...good.headers, 'webhook-signature': signatures } }).id).toBe('msg_1');
  });

  test('with a byte order mark before its body is taken in: the mark is signed too', () => {
    expect(verifyWebhook(webhook(`\uFEFF${JSON.stringify(createdBody())}`)).id).toBe('msg_1');
  });

  test('with a retired secret is refused', () => {
    expect(fault(() => verifyWebhook(webhook(createdBody(), { secret: OLD }))).kind).toBe('bad-signature');
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s is refused, and told so', (name) => {
    const good = webhook(createdBody());
    const headers = Object.fromEntries(Object.entries(good.headers).filter(([header]) => header !== name));
    const detail = expect.stringContaining(`The header ${name} must hold`);
    expect(fault(() => verifyWebhook({ ...good, headers }))).toMatchObject({ kind: 'bad-signature', detail });
  });

  test.each([String(seconds * 1000), new Date(seconds * 1000).toISOString(), '1.5', '-1'])(
    'with a timestamp that is not in whole seconds is refused, and told so: %s',
    (timestamp) => {
      const good = webhook(createdBody());
      const headers = { ...good.headers, 'webhook-timestamp': timestamp };
      const detail = expect.stringContaining('whole seconds since 1970');
      expect(fault(() => verifyWebhook({ ...good, headers }))).toMatchObject({ kind: 'bad-signature', detail });
    },
  );

  test('with one changed byte is refused', () => {
    const good = webhook(createdBody());
    fc.assert(
      fc.property(fc.nat(good.rawBody.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const rawBody = Buffer.from(good.rawBody);
        rawBody[at] = (rawBody[at] ?? 0) ^ flip;
        expect(fault(() => verifyWebhook({ ...good, rawBody })).kind).toBe('bad-signature');
      }),
    );
  });

  test.each([301, -301])('%d seconds off is stale', (off) => {
    expect(fault(() => verifyWebhook(webhook(createdBody(), { at: seconds - off }))).kind).toBe('stale');
  });

  test.each([299, -299])('%d seconds off is not', (off) => {
    expect(verifyWebhook(webhook(createdBody(), { at: seconds - off })).id).toBe('msg_1');
  });

  test('that is stale is refused before its body is read, whoever signed it', () => {
    const { secrets, headers, now } = webhook(createdBody(), { secret: OLD, at: seconds - 9999 });
    expect(fault(() => verifyHeaders({ secrets, headers, now })).kind).toBe('stale');
  });

  test.each(['', 'not json', '{"type":', '<xml/>'])('whose body is %j is not JSON', (body) => {
    expect(fault(() => verifyWebhook(webhook(body))).kind).toBe('not-json');
  });

  test.each(['null', '[]', '3', '"text"', '{}', '{"type":3}'])('whose body is %s has bad data', (body) => {
    expect(fault(() => verifyWebhook(webhook(body)))).toEqual({ kind: 'bad-data', fields: ['type'] });
  });

  test.each(['job.posted', 'constructor', '__proto__', ''])('of type %j is unknown', (type) => {
    expect(fault(() => verifyWebhook(webhook(`{"type":${JSON.stringify(type)},"data":{}}`))).kind).toBe('unknown-type');
  });

  test('with bad data says which fields, and not what they hold', () => {
    const { data, ...body } = createdBody();
    const bad = {
      ...body,
      data: { ...data, invitedAt: 'yesterday', job: { ...data.job, url: 'javascript:alert(1)', title: 7 } },
    };
    expect(fault(() => verifyWebhook(webhook(bad)))).toEqual({
      kind: 'bad-data',
      fields: ['data.invitedAt', 'data.job.title', 'data.job.url'],
    });
    expect(() => verifyWebhook(webhook(bad))).not.toThrow(/alert|yesterday/);
  });

  test('with a letter of 1 MB comes through whole', () => {
    const letter = `${'ש👋é '.repeat(100_000)}end`;
    const { event } = verifyWebhook(webhook({ ...createdBody(), data: { ...createdBody().data, letter } }));
    expect(event.type === 'invitation.created' && event.data.letter).toBe(letter);
  });

  test('keeps any words as they are: emoji, right-to-left, control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (letter) => {
        const { event } = verifyWebhook(webhook({ ...createdBody(), data: { ...createdBody().data, letter } }));
        expect(event.type === 'invitation.created' && event.data.letter).toBe(letter);
      }),
    );
  });

  test.each(['with space', 'x'.repeat(257), 'ünicode', ''])('is refused when its id is %j', (id) => {
    expect(fault(() => verifyWebhook(webhook(createdBody(), { id }))).kind).toBe('bad-signature');
  });
});

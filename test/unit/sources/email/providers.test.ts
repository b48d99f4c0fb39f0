import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Delivery } from '../../../../src/domain/ports.js';
import { BadWebhook } from '../../../../src/sources/bad-webhook.js';
import { email } from '../../../../src/sources/email/source.js';
import { signWebhook } from '../../../../src/sources/webhook-signature.js';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = Math.floor(now.getTime() / 1000);
const ADDRESS = 'upwork@in.acme.example';
const raw = readFileSync(new URL('./fixtures/to-apply.eml', import.meta.url));

type Config = Record<string, unknown> & { tokens?: string[]; secrets?: string[] };
const configure = (answers: Record<string, string>) =>
  email.setUp.configure({ address: ADDRESS, ...answers }, undefined) as Config;

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly query?: string;
  readonly at?: Date;
}

async function post(config: Config, { headers, body, query = '', at = now }: Sent): Promise<Delivery> {
  const connection = { id: 'c1', tenantId: 'T1', connectedAt: now, config };
  const read = email.webhook?.verify(connection, { headers, query: new URLSearchParams(query), now: at });
  if (!read) throw new Error('it takes no webhook');
  return read(body);
}

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BadWebhook) return error.kind;
    throw error;
  }
  return 'taken in';
}

function multipart(fields: Record<string, string | Buffer>): Pick<Sent, 'headers' | 'body'> {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--xYz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  const headers = { 'content-type': 'multipart/form-data; boundary=xYz' };
  return { headers, body: Buffer.concat([...parts, Buffer.from('--xYz--\r\n')]) };
}

const uncertainIn = ({ events: [event] }: Delivery) =>
  event?.type === 'invitation.created' ? event.data.uncertain : [];

describe('Postmark', () => {
  const config = configure({ provider: 'postmark' });
  const authorization = `Basic ${Buffer.from(`baton:${config.tokens?.[0]}`).toString('base64')}`;
  test('tells of a thousand headers at most: a header behind them is not read', async () => {
    const loop = { Name: 'X-Loop', Value: ADDRESS };
    const others = (count: number) => Array.from({ length: count }, () => ({ Name: 'X-Other', Value: 'x' }));
    expect((await send(inbound({ Headers: [...others(999), loop] }))).ignored).toBe('other-mail');
    expect((await send(inbound({ Headers: [...others(1000), loop] }))).events).toHaveLength(1);
  });

  const inbound = (changes: Record<string, unknown> = {}) => ({
    From: 'donotreply@upwork.com',
    FromFull: { Email: 'donotreply@upwork.com', Name: 'Upwork', MailboxHash: '' },
    ToFull: [{ Email: 'ana@acme.example', Name: 'Ana Silva', MailboxHash: '' }],
    OriginalRecipient: ADDRESS,
    Subject: 'You have an invitation to apply: Payment service for a bakery',
    MessageID: '73e6d360-66eb-11e1-8e72-a8904824019b',
    Date: 'Sun, 1 Mar 2026 09:30:00 +0000',
    TextBody:
      'Hi Ana,\n\nYour work is what we look for.\n\nhttps://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
    HtmlBody: '',
    Headers: [{ Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' }],
    ...changes,
  });
  const send = (body: unknown, given = authorization) =>
    post(config, { headers: { authorization: given }, body: Buffer.from(JSON.stringify(body)) });

  test('posts JSON, with a password in the address', async () => {
    const [address] = email.setUp.copy(config, 'https://baton.example/webhooks/c1');
    expect(address?.value).toBe(`https://baton:${config.tokens?.[0]}@baton.example/webhooks/c1`);
    const delivery = await send(inbound());
    expect(delivery.events).toMatchObject([{ data: { id: '1955676881223622657', freelancer: { name: 'Ana Silva' } } }]);
    expect(uncertainIn(delivery)).toEqual(['letter']);
  });

  test('posts HTML alone', async () => {
    const HtmlBody =
      '<p>Hi Ana,</p><p>We like it.</p><a href="https://www.upwork.com/jobs/~021955676437925687781">View job</a>';
    expect((await send(inbound({ TextBody: '', HtmlBody }))).events).toMatchObject([
      { data: { letter: 'Hi Ana,\n\nWe like it.', job: { id: 'upwork:1955676437925687781' } } },
    ]);
  });

  test('may leave encoded words, cut within a character, in a subject and in names', async () => {
    const words = '=?UTF-8?B?QsM=?= =?utf-8?Q?=A4r?=';
    const to = { Email: 'ana@acme.example', Name: words, MailboxHash: '' };
    const delivery = await send(inbound({ Subject: `Invitation to apply: ${words} für zwei`, ToFull: [to] }));
    expect(delivery.events).toMatchObject([{ data: { job: { title: 'Bär für zwei' }, freelancer: { name: 'Bär' } } }]);
  });

  test('posts a page and attached pages of which together no more tags are read than of one mail', async () => {
    const page = (title: string, tags: number) => `${'<b>x</b>'.repeat(tags / 2)}<p>${title}</p>`;
    const attached = (title: string, tags: number) =>
      [
        'From: Upwork <donotreply@upwork.com>',
        'To: ana@acme.example',
        `Subject: You have an invitation to apply: ${title}`,
        'Content-Type: text/html',
        '',
        page(title, tags),
      ].join('\r\n');
    const file = (title: string) => ({
      Name: `${title}.eml`,
      ContentType: 'message/rfc822',
      Content: Buffer.from(attached(title, 8000)).toString('base64'),
    });
    const { events } = await send(
      inbound({
        From: 'ana@acme.example',
        FromFull: { Email: 'ana@acme.example', Name: 'Ana' },
        Subject: 'Look',
        TextBody: '',
        HtmlBody: page('own', 8000),
        Attachments: ['one', 'two'].map(file),
      }),
    );
    const letters = events.flatMap((event) => (event.type === 'invitation.created' ? [event.data.letter] : []));
    expect(letters.map((letter) => /one|two/.exec(letter)?.[0])).toEqual(['one', undefined]);
  });

  test('posts attached mails apart', async () => {
    const file = { Name: 'invitation.eml', ContentType: 'message/rfc822', Content: raw.toString('base64') };
    const forwarded = (Attachments: unknown) =>
      inbound({
        From: 'ana@acme.example',
        FromFull: { Email: 'ana@acme.example', Name: 'Ana' },
        Subject: 'Look',
        TextBody: 'See below.',
        Attachments,
      });
    expect((await send(forwarded([{ Name: 'a.png' }, file]))).events).toMatchObject([
      { data: { job: { title: 'Payment service for a bakery' }, uncertain: expect.arrayContaining(['title']) } },
    ]);
    expect((await send(forwarded('none'))).ignored).toBe('other-mail');
  });

  test('says whether the sender is Upwork', async () => {
    const tests = (Value: string) => ({ Headers: [{ Name: 'X-Spam-Tests', Value }] });
    expect(uncertainIn(await send(inbound(tests('DKIM_SIGNED'))))).toContain('title');
    expect(await send(inbound(tests('DKIM_INVALID,SPF_FAIL')))).toMatchObject({ ignored: 'other-mail' });
  });

  test('tells more with a proven mail than with one of the same words that anybody may have written', async () => {
    const link = (id: string) => ({ TextBody: `Hi Ana,\n\nLook here.\n\nhttps://www.upwork.com/jobs/~02${id}` });
    const idOf = async (changes: object) => (await send(inbound({ ...link('1955676437925687781'), ...changes }))).id;
    const proven = await idOf({});
    expect(await idOf({ Headers: [] })).not.toBe(proven);
    expect(await idOf(link('1955676437925687782'))).not.toBe(proven);
    expect(await idOf({ MessageID: 'another', Date: 'Sun, 1 Mar 2026 09:31:00 +0000' })).toBe(proven);
  });

  test('brings nothing that was sent to somebody else', async () => {
    expect(await send(inbound({ OriginalRecipient: 'other@in.acme.example' }))).toMatchObject({
      ignored: 'other-mail',
    });
    expect((await send(inbound({ OriginalRecipient: 'Upwork+ana@in.acme.example' }))).events).toHaveLength(1);
  });

  test('is refused without the password, and with another body', async () => {
    expect(await faultOf(() => send(inbound(), 'Basic eDp5'))).toBe('unauthorized');
    for (const odd of [null, [], {}, 'x', { From: 7 }]) expect(await faultOf(() => send(odd))).toBe('bad-data');
  });

  test('may send odd fields', async () => {
    const odd = { ToFull: [null, { Email: 5 }], CcFull: 'x', Headers: [7, {}], Date: 'soon', OriginalRecipient: {} };
    expect((await send(inbound(odd))).events).toHaveLength(1);
  });
});

describe('Mailgun', () => {
  const config = configure({ provider: 'mailgun', key: 'signing-key' });
  const query = `key=${config.tokens?.[0]}&as=mime`;
  const signed = (token = 'a'.repeat(50), timestamp = String(seconds), key = 'signing-key') => ({
    timestamp,
    token,
    signature: createHmac('sha256', key)
      .update(timestamp + token)
      .digest('hex'),
  });
  const send = (fields: Record<string, string | Buffer>, given = query, at = now) =>
    post(config, { ...multipart(fields), query: given, at });
  const whole = { ...signed(), recipient: ADDRESS, 'body-mime': raw };

  test('posts the raw mail to an address that ends in mime', async () => {
    const [address] = email.setUp.copy(config, 'https://baton.example/webhooks/c1');
    expect(address?.value).toMatch(/\?key=[\w-]{40,}&as=mime$/);
    expect((await send(whole)).events).toMatchObject([{ data: { job: { title: 'Payment service for a bakery' } } }]);
  });

  test('posts it URL-encoded too, byte for byte', async () => {
    const latin = Buffer.from(
      'From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSch\xf6n',
      'latin1',
    );
    const encoded = [...latin].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    const body = Buffer.from(
      `${new URLSearchParams(signed())}&recipient=${encodeURIComponent(ADDRESS)}&body-mime=${encoded}`,
    );
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(config, { headers, body, query })).events).toMatchObject([{ data: { letter: 'Schön' } }]);
    const inParts = await send({ ...whole, 'body-mime': latin });
    expect(inParts.events).toMatchObject([{ data: { letter: 'Schön' } }]);
  });

  test('is for this address, however the recipient is written', async () => {
    for (const recipient of [`Upwork <${ADDRESS}>`, `else@in.acme.example, ${ADDRESS.toUpperCase()}`])
      expect((await send({ ...whole, recipient })).events).toHaveLength(1);
    expect(await send({ ...whole, recipient: `${ADDRESS} <else@in.acme.example>` })).toMatchObject({
      ignored: 'other-mail',
    });
  });

  test('counts each token once, whatever is posted with it', async () => {
    const { id } = await send(whole);
    const other = Buffer.from(raw.toString().replaceAll('bakery', 'butcher'));
    expect((await send({ ...whole, 'body-mime': other })).id).toBe(id);
    expect((await send({ ...whole, ...signed('b'.repeat(50)) })).id).not.toBe(id);
  });

  test('says whether the sender is Upwork, as far as that is proven', async () => {
    const withHeaders = (...lines: string[]) => ({
      ...whole,
      'body-mime': Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw]),
    });
    const good = 'X-Mailgun-Dkim-Check-Result: Pass';
    const upwork = 'DKIM-Signature: v=1; a=rsa-sha256; d=upwork.com; s=k1; b=abc';
    expect(uncertainIn(await send(withHeaders(good, upwork)))).toEqual(['letter', 'budget', 'skills', 'client']);
    for (const lines of [
      [good],
      [good, good, upwork],
      [good, upwork, 'DKIM-Signature: v=1; d=evil.example; b=x'],
      [upwork],
      [good, 'DKIM-Signature: v=1; d=upwork.com.evil.example'],
    ])
      expect(uncertainIn(await send(withHeaders(...lines)))).toContain('title');
    const forged = withHeaders('X-Mailgun-Dkim-Check-Result: Fail', 'X-Mailgun-Spf: Fail');
    expect(await send(forged)).toMatchObject({ events: [], ignored: 'other-mail' });
  });

  test('is refused with another key, signature or age', async () => {
    expect(await faultOf(() => send(whole, 'key=other&as=mime'))).toBe('unauthorized');
    expect(await faultOf(() => send(whole, ''))).toBe('unauthorized');
    expect(await faultOf(() => send({ ...whole, ...signed(undefined, undefined, 'other') }))).toBe('bad-signature');
    expect(await faultOf(() => send({ ...whole, token: 'c' }))).toBe('bad-signature');
    expect(await faultOf(() => send(whole, query, new Date(now.getTime() + 121_000)))).toBe('stale');
    expect(await faultOf(() => send({ ...whole, ...signed('x', 'NaN') }))).toBe('stale');
    expect(await faultOf(() => send({ ...signed(), recipient: ADDRESS, 'body-plain': 'Hi' }))).toBe('bad-data');
    expect(await faultOf(() => send({}))).toBe('bad-signature');
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', 'application/json', ''])(
    'with the content type %p is refused',
    async (type) => {
      const { body } = multipart(whole);
      expect(await faultOf(() => post(config, { headers: { 'content-type': type }, body, query }))).toBe('unreadable');
    },
  );

  test('cut off in the middle is refused or has no mail', async () => {
    const { headers, body } = multipart(whole);
    for (const length of [0, 10, 200, body.length - 20]) {
      const fault = await faultOf(() => post(config, { headers, body: body.subarray(0, length), query }));
      expect(['unreadable', 'bad-signature', 'bad-data']).toContain(fault);
    }
  });
});

describe('SendGrid', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const config = configure({ provider: 'sendgrid', key });
  const signedWith = ({ headers, body }: Pick<Sent, 'headers' | 'body'>, at = seconds, by = privateKey): Sent => ({
    headers: {
      ...headers,
      'x-twilio-email-event-webhook-timestamp': String(at),
      'x-twilio-email-event-webhook-signature': sign(
        'sha256',
        Buffer.concat([Buffer.from(String(at)), body]),
        by,
      ).toString('base64'),
    },
    body,
  });
  const whole = {
    email: raw,
    envelope: JSON.stringify({ to: [ADDRESS], from: 'bounces@upwork.com' }),
    dkim: '{@upwork.com : pass}',
    SPF: 'pass',
  };

  test('signs its post with its own key', async () => {
    const delivery = await post(config, signedWith(multipart(whole)));
    expect(delivery.events).toMatchObject([{ data: { id: '1955676881223622657' } }]);
    expect(uncertainIn(delivery)).toEqual(['letter', 'budget', 'skills', 'client']);
  });

  test('takes the key as PEM too', () => {
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(configure({ provider: 'sendgrid', key: pem })).toEqual(config);
  });

  test.each([
    [{ dkim: '{@evil.example : pass}', SPF: 'pass' }, 'unsure'],
    [{ dkim: '{@upwork.com.evil.example : pass}', SPF: 'pass' }, 'unsure'],
    [{ dkim: 'none', SPF: 'pass' }, 'unsure'],
    [{ dkim: '{@upwork.com : fail}', SPF: 'fail' }, 'aside'],
    [{ envelope: '{"to":["other@in.acme.example"]}' }, 'aside'],
    [{ envelope: 'no JSON' }, 'sure'],
  ])('says whether the sender is Upwork: %j', async (changes, expected) => {
    const delivery = await post(config, signedWith(multipart({ ...whole, ...changes })));
    const found = delivery.ignored ? 'aside' : uncertainIn(delivery)?.includes('title') ? 'unsure' : 'sure';
    expect(found).toBe(expected);
  });

  test('is refused with another signature, key, body or age', async () => {
    const sent = signedWith(multipart(whole));
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(await faultOf(() => post(config, signedWith(multipart(whole), seconds, other)))).toBe('bad-signature');
    expect(await faultOf(() => post(config, { ...sent, body: Buffer.concat([sent.body, Buffer.from(' ')]) }))).toBe(
      'bad-signature',
    );
    expect(await faultOf(() => post(config, multipart(whole)))).toBe('bad-signature');
    expect(await faultOf(() => post(config, signedWith(multipart(whole), seconds - 4 * 24 * 3600)))).toBe('stale');
    expect(await faultOf(() => post(config, signedWith(multipart(whole), seconds + 400)))).toBe('stale');
    expect(await faultOf(() => post(config, signedWith(multipart({ text: 'parsed' }))))).toBe('bad-data');
    const bent = { ...sent, headers: { ...sent.headers, 'x-twilio-email-event-webhook-signature': 'A'.repeat(96) } };
    expect(await faultOf(() => post(config, bent))).toBe('bad-signature');
  });

  test('tries again for three days with what it signed first', async () => {
    expect((await post(config, signedWith(multipart(whole), seconds - 2 * 24 * 3600))).events).toHaveLength(1);
  });
});

describe('anything else', () => {
  const config = configure({ provider: 'signed' });
  const send = (body: Buffer, secret = config.secrets?.[0] ?? '') =>
    post(config, {
      headers: {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(seconds),
        'webhook-signature': signWebhook(secret, 'msg_1', seconds, body),
      },
      body,
    });

  test('posts the raw mail, signed as in Standard Webhooks', async () => {
    expect(email.setUp.copy(config, 'https://baton.example/webhooks/c1').map(({ value }) => value)).toEqual([
      'https://baton.example/webhooks/c1',
      config.secrets?.[0],
      ADDRESS,
    ]);
    expect((await send(raw)).events).toHaveLength(1);
    expect(await faultOf(() => send(raw, `whsec_${Buffer.alloc(32).toString('base64')}`))).toBe('bad-signature');
  });
});

describe('the set-up', () => {
  test.each([
    [{}, 'connection.missing', { field: 'provider' }],
    [{ provider: 'pigeon' }, 'connection.missing', { field: 'provider' }],
    [{ provider: 'postmark', address: 'nobody' }, 'connection.badMailAddress', { field: 'address' }],
    [{ provider: 'postmark', address: 'a@b' }, 'connection.badMailAddress', { field: 'address' }],
    [{ provider: 'postmark', address: 'a@b@c.example' }, 'connection.badMailAddress', { field: 'address' }],
    [
      { provider: 'postmark', domains: 'me.example agency' },
      'connection.badDomain',
      { field: 'domains', domain: 'agency' },
    ],
    [{ provider: 'mailgun' }, 'connection.missing', { field: 'key' }],
    [{ provider: 'sendgrid' }, 'connection.missing', { field: 'key' }],
    [{ provider: 'sendgrid', key: 'AAAA' }, 'connection.badKey', { field: 'key' }],
  ])('names the field at fault, and why: %j', (answers, code, params) => {
    expect(() => configure(answers)).toThrow(expect.objectContaining({ name: 'Refusal', code, params }));
  });

  test.each([
    'Upwork In <Upwork@in.acme.example>',
    '<mailto:upwork@in.acme.example|upwork@in.acme.example>',
    ' upwork@in.acme.example.\u200B',
    'mailto:upwork@in.acme.example',
  ])('takes an address with what surrounds it: %j', (address) => {
    expect(configure({ provider: 'postmark', address })).toMatchObject({ address: 'upwork@in.acme.example' });
  });

  test('takes domains however they are written, each once', () => {
    const domains =
      'ben@studio.example, *.studio.example; https://www.acme.example/team @Bücher.example <mailto:a@x.example|a@x.example>';
    expect(configure({ provider: 'postmark', domains })).toMatchObject({
      domains: ['studio.example', 'www.acme.example', 'xn--bcher-kva.example', 'x.example'],
    });
  });

  test('takes domains of a pasted list', () => {
    const domains = '• a.example\n•b.example\n1. c.example\n- d.example';
    expect(configure({ provider: 'postmark', domains })).toMatchObject({
      domains: ['a.example', 'b.example', 'c.example', 'd.example'],
    });
  });

  test('keeps its secrets when it is set up again, and the last one when they are replaced', () => {
    for (const answers of [{ provider: 'postmark' }, { provider: 'mailgun', key: 'k' }, { provider: 'signed' }]) {
      const before = configure(answers);
      const again = email.setUp.configure({ provider: answers.provider, address: 'new@in.acme.example' }, before);
      expect(again).toEqual({ ...before, address: 'new@in.acme.example' });
      const secretsOf = (one: Config) => one.tokens ?? one.secrets ?? [];
      const rotated = secretsOf(email.setUp.rotate?.(again) as Config);
      expect([rotated.length, rotated[1]]).toEqual([2, secretsOf(before)[0]]);
    }
    expect(email.setUp.preset(configure({ provider: 'postmark', domains: '@Acme.example; me.example' }))).toEqual({
      provider: 'postmark',
      address: ADDRESS,
      domains: 'acme.example, me.example',
    });
  });
});

import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Chrono } from 'chrono-node';
import { z } from 'zod';
import { addressIn } from '../../../src/domain/model/person/find-address-in-text.js';
import type { Delivery } from '../../../src/domain/ports.js';
import { postedText } from '../../../src/slack/features/add-invite/posted-text.js';
import { normalizeKeyword } from '../../../src/slack/features/command/normalize-keyword.js';
import { trimmed } from '../../../src/slack/words/unescape.js';
import { readAnswer } from '../../../src/sources/contract/read-answer.js';
import { sentMail } from '../../../src/sources/email/find-original-mail.js';
import { readMime } from '../../../src/sources/email/read-mime.js';
import { readForm } from '../../../src/sources/email/read-posted-form.js';
import { email } from '../../../src/sources/email/source.js';
import { linesOf, wordsOf } from '../../../src/sources/facts/text-lines.js';
import { parseRecords } from '../../../src/sources/http/parse-json.js';
import { findTitle } from '../../../src/sources/manual/find-title.js';
import { readPasted } from '../../../src/sources/manual/read-pasted.js';
import { htmlToText } from '../../../src/sources/plain-text.js';
import { upworkLinksIn } from '../../../src/sources/upwork/links.js';

const now = new Date('2026-03-01T12:00:00Z');
const MANY = 1_000_000;

/** Delivers a mail as Postmark does. */
async function post(mail: Record<string, unknown>): Promise<Delivery | undefined> {
  const config = email.setUp.configure({ provider: 'postmark', address: 'upwork@in.acme.example' }, undefined);
  const {
    tokens: [token = ''],
  } = config as { tokens: string[] };
  const authorization = `Basic ${Buffer.from(`baton:${token}`).toString('base64')}`;
  const connection = { id: 'c1', tenantId: 'T1', connectedAt: now, config };
  const read = email.webhook?.verify(connection, { headers: { authorization }, query: new URLSearchParams(), now });
  return read?.(Buffer.from(JSON.stringify({ From: 'donotreply@upwork.com', ...mail })));
}

// were the time quadratic, each of these would take minutes to hours
describe('what others write is read in time that grows with its length', () => {
  const subject = (text: string) =>
    sentMail({ from: undefined, to: [], at: undefined, text: '', headers: [], attached: [], subject: text });
  const problem = (type: string) =>
    readAnswer(z.unknown(), { status: 409, text: JSON.stringify({ type }), retryAfter: null }, 'limit', now);
  const links = (text: string) => expect(upworkLinksIn(text)).toEqual([]);
  const fromList = (Value: string) =>
    post({ From: 'list@acme.example', Headers: [{ Name: 'X-Original-From', Value }] });
  const linked = 'HTTP://:'.repeat(3000) + '*'.repeat(60_000);

  test.each<[string, () => unknown]>([
    ['spaces in an input', () => expect(trimmed(`a${' '.repeat(MANY)}b`)).toHaveLength(MANY + 2)],
    ['signs in a word', () => expect(normalizeKeyword(`a${'!'.repeat(MANY)}b`)).toHaveLength(MANY + 2)],
    ['spaces in a line', () => expect(wordsOf(`a${' '.repeat(MANY)}b`)).toBe('a b')],
    ['spaces in a subject', () => expect(subject(`Re${' '.repeat(MANY)}b`).subject).toHaveLength(MANY + 3)],
    ['addresses before words', () => expect(findTitle([`S${linked} x`], '', new Set()).title).toBeUndefined()],
    ['signs in an address', () => links(`http://${'!'.repeat(MANY)}y`)],
    ['openings of a checked address', () => links(`https://urldefense.com/${'/v3/__http:;'.repeat(MANY / 10)}`)],
    ['plus signs in a recipient', () => post({ OriginalRecipient: '+'.repeat(MANY) })],
    ['letters in a header', () => fromList('a'.repeat(MANY))],
    [
      'letters in a quoted header',
      () => post({ From: 'a@b.example', TextBody: `From: ${'a'.repeat(MANY)}\nSubject: a` }),
    ],
    ['quotes without an end', () => expect(() => parseRecords(`[1234567890123456,${'"\\'.repeat(MANY)}`)).toThrow()],
    ['a type of a problem', () => expect(() => problem(`${'a'.repeat(MANY)}#`)).toThrow('not as the contract says')],
    ['ats and points', () => expect(addressIn(`.${'@/'.repeat(MANY)}${'./'.repeat(MANY)} x`)).toBeUndefined()],
    [
      'stars in a field',
      () => postedText({ attachments: [{ fields: [{ title: `${'*'.repeat(MANY)}x`, value: 'a' }] }] }),
    ],
  ])('%s', async (_, read) => {
    await read();
  });
});

describe('what costs far more than its length is read up to a limit', () => {
  const HEAD = 'From: Ana <ana@acme.example>\r\nSubject: Hello\r\n';
  const textOf = async (mail: string) => (await readMime(Buffer.from(mail))).text;

  test('the lines of a text', () => {
    const lines = linesOf('a\n'.repeat(MANY));
    expect(lines).toHaveLength(1000);
    expect(linesOf('a\nb\n\nc')).toEqual(['a', 'b', '', 'c']);
  });

  test('the tags of HTML', () => {
    expect(htmlToText('<b>a</b>'.repeat(20_000))).toBe('a'.repeat(5000));
    expect(htmlToText('<p>a</p><p>b</p>')).toBe('a\n\nb');
  });

  test('the lines of a mail', async () => {
    const text = await textOf(`${HEAD}\r\n${'a\n'.repeat(20_000)}b`);
    expect(text).toBe('a\n'.repeat(15_000 - 3).trim());
  });

  test('the parts of a mail', async () => {
    const part = '--b\r\nContent-Type: text/plain\r\n\r\na\r\n';
    const text = await textOf(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(2000)}`);
    expect(text.match(/a/g)).toHaveLength(500);
  });

  const attached = (raw: string) =>
    `--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(raw).toString('base64')}\r\n`;
  const mailWith = (raw: string, many: number) =>
    readMime(Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${attached(raw).repeat(many)}`));

  test('the mails in a mail, and their lines together', async () => {
    expect((await mailWith(`${HEAD}\r\na`, 50)).attached).toHaveLength(10);
    const { attached: read } = await mailWith(`${HEAD}\r\n${'a\n'.repeat(8000)}`, 9);
    expect(read.map(({ text }) => text.match(/a/g)?.length)).toEqual([8000, expect.any(Number)]);
    expect((await mailWith(`${HEAD}To: ${'x'.repeat(40_000)}\r\n\r\na`, 3)).attached).toHaveLength(1);
  });

  test('the tags of all mails in a mail', async () => {
    const { attached: read } = await mailWith(`${HEAD}Content-Type: text/html\r\n\r\n${'<b>a</b>'.repeat(3000)}`, 9);
    expect(read.map(({ text }) => text.length)).toEqual([3000, 3000, 3000, 1000, 0, 0, 0, 0, 0]);
  });

  test('the people of a mail', async () => {
    const { to } = await readMime(Buffer.from(`From: a@b.example\r\nTo: ${'A <a@b.example>, '.repeat(1000)}\r\n\r\na`));
    expect(to).toHaveLength(100);
  });

  test('the headers of a mail', async () => {
    await expect(textOf(`${HEAD}To: ${':'.repeat(100_000)}\r\n\r\na`)).rejects.toThrow('unreadable');
  });

  test('the parts of a form', async () => {
    const part = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n';
    const many = readForm('multipart/form-data; boundary=b', Buffer.from(`${part.repeat(100_000)}--b--\r\n`));
    await expect(many).rejects.toThrow('unreadable');
  });
});

test.each([1, 20, 60, 100, 300])('a form with %i KB in a part without a name is read to its end', async (kilobytes) => {
  const text = 'x'.repeat(1024 * kilobytes);
  const nameless = `--b\r\nx-part: a\r\n\r\n${text}\r\n`;
  const other = `--b\r\ncontent-disposition: form-data; name="b"\r\nx-long: ${text}\r\n\r\nx\r\n`;
  const fields = await readForm('multipart/form-data; boundary=b', Buffer.from(`${nameless}${other}--b--\r\n`));
  expect([...fields]).toEqual([['b', Buffer.from('x')]]);
});

describe('the lines of a text that are searched for a date', () => {
  const searched: string[] = [];
  beforeEach(() => {
    searched.length = 0;
    const { parse } = Chrono.prototype;
    jest.spyOn(Chrono.prototype, 'parse').mockImplementation(function (this: Chrono, text, ...rest) {
      searched.push(text);
      return parse.call(this, text, ...rest);
    });
  });
  const reading = { now, timeZone: 'UTC' };
  const lines = (line: string) => `${line}\n`.repeat(200);

  test('are ten, and the first deadline is read', () => {
    const { expiresAt } = readPasted(lines('Respond by March 4, 2026'), reading);
    expect(expiresAt).toEqual(new Date('2026-03-04T23:59:00Z'));
    expect(searched).toHaveLength(10);
  });

  test.each([
    'Frist bis 1 d 1 h 1 m 1 s 1 d 1 h 1 m 1 s 1 d',
    'due 2 weeks 3 days 2 weeks 3 days 2 weeks 3 days 2 weeks 3 days 2 weeks 3 days',
  ])('are none of those with many numbers: %s', (line) => {
    expect(readPasted(lines(line), reading).expiresAt).toBeUndefined();
    expect(searched).toEqual([]);
  });

  test('are their first hundred characters, as whole words', () => {
    readPasted(`Due ${'an hour '.repeat(19)}`, reading);
    expect(searched).toEqual([`Due ${'an hour '.repeat(12)}`.trim()]);
  });

  test('are twenty of all mails in a mail', async () => {
    const invitation = (at: number) =>
      `From: a@upwork.com\r\nSubject: Invitation to interview: Job ${at}\r\n\r\n${lines('Respond by March 4, 2026')}`;
    const Attachments = Array.from({ length: 10 }, (_, at) => ({
      Name: `${at}.eml`,
      Content: Buffer.from(invitation(at)).toString('base64'),
    }));
    const { events = [] } = (await post({ From: 'ana@acme.example', Attachments })) ?? {};
    expect(events.map((event) => event.type === 'invitation.created' && event.data.expiresAt)).toEqual(
      Attachments.map(() => new Date('2026-03-04T23:59:00Z')),
    );
    expect(searched).toHaveLength(20);
  });
});

describe('where a value that is too long was cut, its beginning would say something else', () => {
  const text = { Subject: 'Invitation to interview: Nurse', TextBody: 'Hi' };

  test('an address is none', async () => {
    const From = `${'a'.repeat(1000 - '@upwork.com'.length)}@upwork.com.evil.example`;
    expect((await post({ ...text, From }))?.ignored).toBe('other-mail');
    expect(
      (await post({ ...text, From: 'list@b.example', Headers: [{ Name: 'X-Original-From', Value: From }] }))?.ignored,
    ).toBe('other-mail');
    expect(
      (await post({ ...text, From: 'a@b.example', TextBody: `From: ${From}\nSubject: ${text.Subject}` }))?.ignored,
    ).toBe('other-mail');
  });

  test('a header is empty', async () => {
    const { headers } = await readMime(
      Buffer.from(`From: a@b.example\r\nDKIM-Signature: ${'a'.repeat(4001)}\r\n\r\na`),
    );
    expect(headers).toContainEqual({ name: 'dkim-signature', value: '' });
    expect(headers).toContainEqual({ name: 'from', value: 'a@b.example' });
  });
});

test('a URL-encoded form is read byte by byte: the first of a name, spaces, escapes, and what is none', async () => {
  const body = Buffer.from('a=b+%C3%a4%zz%4&a=2&c&=d&e%3d=%FF', 'latin1');
  const fields = await readForm('application/x-www-form-urlencoded; charset=utf-8', body);
  expect([...fields].map(([name, value]) => [name, value.toString('latin1')])).toEqual([
    ['a', 'b \u00c3\u00a4%zz%4'],
    ['c', ''],
    ['', 'd'],
    ['e=', '\u00ff'],
  ]);
});

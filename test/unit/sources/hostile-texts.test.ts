import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { addressIn } from '../../../src/domain/model/person/find-address-in-text.js';
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
import { htmlToText } from '../../../src/sources/plain-text.js';
import { upworkLinksIn } from '../../../src/sources/upwork/links.js';

const now = new Date('2026-03-01T12:00:00Z');
const MANY = 1_000_000;

/** Delivers a mail to an address as Postmark does. */
function postTo(recipient: string): unknown {
  const config = email.setUp.configure({ provider: 'postmark', address: 'upwork@in.acme.example' }, undefined);
  const {
    tokens: [token = ''],
  } = config as { tokens: string[] };
  const authorization = `Basic ${Buffer.from(`baton:${token}`).toString('base64')}`;
  const connection = { id: 'c1', tenantId: 'T1', connectedAt: now, config };
  const read = email.webhook?.verify(connection, { headers: { authorization }, query: new URLSearchParams(), now });
  return read?.(Buffer.from(JSON.stringify({ From: 'donotreply@upwork.com', OriginalRecipient: recipient })));
}

// were the time quadratic, each of these would take minutes to hours
describe('what others write is read in time that grows with its length', () => {
  const subject = (text: string) =>
    sentMail({ from: undefined, to: [], at: undefined, text: '', headers: [], attached: [], subject: text });
  const problem = (type: string) =>
    readAnswer(z.unknown(), { status: 409, text: JSON.stringify({ type }), retryAfter: null }, 'limit', now);
  const links = (text: string) => expect(upworkLinksIn(text)).toEqual([]);
  const linked = 'HTTP://:'.repeat(3000) + '*'.repeat(60_000);

  test.each<[string, () => unknown]>([
    ['spaces in an input', () => expect(trimmed(`a${' '.repeat(MANY)}b`)).toHaveLength(MANY + 2)],
    ['signs in a word', () => expect(normalizeKeyword(`a${'!'.repeat(MANY)}b`)).toHaveLength(MANY + 2)],
    ['spaces in a line', () => expect(wordsOf(`a${' '.repeat(MANY)}b`)).toBe('a b')],
    ['spaces in a subject', () => expect(subject(`Re${' '.repeat(MANY)}b`).subject).toHaveLength(MANY + 3)],
    ['addresses before words', () => expect(findTitle([`S${linked} x`], '', new Set()).title).toBeUndefined()],
    ['signs in an address', () => links(`http://${'!'.repeat(MANY)}y`)],
    ['openings of a checked address', () => links(`https://urldefense.com/${'/v3/__http:;'.repeat(MANY / 10)}`)],
    ['plus signs in a recipient', () => postTo('+'.repeat(MANY))],
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
    expect(lines).toHaveLength(3000);
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

  test('the mails in a mail, and their lines together', async () => {
    const attached = (raw: string) =>
      `--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(raw).toString('base64')}\r\n`;
    const mailWith = (raw: string, many: number) =>
      readMime(Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${attached(raw).repeat(many)}`));
    expect((await mailWith(`${HEAD}\r\na`, 50)).attached).toHaveLength(10);
    const { attached: read } = await mailWith(`${HEAD}\r\n${'a\n'.repeat(8000)}`, 9);
    expect(read.map(({ text }) => text.match(/a/g)?.length)).toEqual([8000, expect.any(Number)]);
    expect((await mailWith(`${HEAD}To: ${'x'.repeat(40_000)}\r\n\r\na`, 3)).attached).toHaveLength(1);
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

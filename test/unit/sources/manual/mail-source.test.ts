import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decodedSource } from '../../../../src/sources/manual/mail-source.js';
import { readPasted } from '../../../../src/sources/manual/read-pasted.js';

const read = (text: string) => readPasted(text, { now: new Date('2026-02-28T22:00:00Z'), timeZone: 'UTC' });
const source = (name: string) => readFileSync(new URL(`../email/fixtures/${name}.eml`, import.meta.url), 'latin1');

const LINK = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';
const KEYS = ['upwork:invitation:1955676881223622657'];

describe('the source of a mail that a person pastes', () => {
  test.each(['to-apply', 'html-only', 'forwarded-gmail'])('is read as the mail is: %s', (name) => {
    expect(read(source(name))).toMatchObject({
      title: 'Payment service for a bakery',
      keys: KEYS,
      letter: expect.stringContaining('Your work on payments is what we look for.'),
    });
    expect(read(source(name)).letter).not.toMatch(/content-|=3D|boundary|mime|^--|received|message-id/im);
  });

  test('is read without the table that a mail program shows above it, and with the words of a colleague', () => {
    const table = 'Original Message\nMessage ID\t<a@upwork.com>\nSPF:\tPASS with IP 1.2.3.4\n\nDownload Original\n\n';
    expect(read(`${table}${source('html-only')}`).letter).not.toMatch(/original|pass/i);
    expect(read(`Can you take this?\n\n${source('html-only')}`).letter).toMatch(/^Can you take this\?\n+Hi Ana,/);
  });

  test('has its subject, its quoted-printable and its base64 decoded in their character sets', () => {
    const head = (encoding: string, charset: string) =>
      [
        'Subject: =?utf-8?Q?Invitation_to_interview:_Kasse_f=C3?=',
        ' =?utf-8?Q?=BCr_B=C3=A4cker?=',
        'MIME-Version: 1.0',
        `Content-Type: text/plain;`,
        `\tcharset="${charset}"`,
        `Content-Transfer-Encoding: ${encoding}`,
        '',
        '',
      ].join('\r\n');
    const base64 = (text: string, encoding: 'utf8' | 'latin1') => Buffer.from(text, encoding).toString('base64');
    const letter = 'Hallo Jürgen,\n\nkannst du?';
    for (const raw of [
      `${head('quoted-printable', 'utf-8')}Hallo J=C3=\r\n=BCrgen,\r\n\r\nkannst du=3F\r\n`,
      `${head('quoted-printable', 'iso-8859-1')}Hallo J=FCrgen,=20\r\n\r\nkannst =\r\ndu?`,
      `${head('base64', 'UTF-8')}${base64(letter, 'utf8').replace(/.{9}/g, '$&\r\n')}`,
      `${head('base64', 'iso-8859-15')}${base64(letter, 'latin1')}\r\n`,
      `${head('8bit', 'windows-1252')}Hallo Jürgen,\r\n\r\nkannst du?`,
    ])
      expect(read(raw)).toMatchObject({ title: 'Kasse für Bäcker', letter });
  });

  test('of several parts is read by its plain one, without files, also where it begins or ends in the middle', () => {
    const whole = [
      'Content-Type: multipart/mixed; boundary="out"',
      'Subject: Invitation to interview: Shop',
      '',
      'This is a multi-part message in MIME format.',
      '--out',
      'Content-Type: multipart/alternative; boundary=in',
      '',
      '--in',
      'Content-Type: text/plain; charset=utf-8; format=flowed',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Hi Ana, we like =E2=80=9Eyou=E2=80=9C=20',
      'very much.',
      LINK,
      '--in',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hi Ana, not this</p>',
      '--in--',
      '--out',
      'Content-Type: text/plain; name=notes.txt',
      'Content-Disposition: attachment; filename=notes.txt',
      '',
      'the notes',
      '--out--',
    ];
    const letter = 'Hi Ana, we like „you“ very much.';
    expect(read(whole.join('\n'))).toMatchObject({ title: 'Shop', letter, keys: KEYS });
    for (const piece of [whole.slice(4), whole.slice(7), whole.slice(8, 14), whole.slice(0, 14), whole.slice(7, 17)])
      expect(read(piece.join('\n'))).toMatchObject({ letter, keys: KEYS });
  });

  test('is decoded also where its headers are missing', () => {
    const text = 'Hallo Jürgen, kannst du den Laden für uns bis zum Frühjahr neu bauen? Wir zahlen gut.';
    const broken =
      'Hallo J=C3=BCrgen, kannst du den Laden f=C3=BCr uns bis zum Fr=C3=BChjahr ne=\nu bauen? Wir zahlen gut.';
    expect(decodedSource(broken)).toBe(text);
    expect(decodedSource(Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n'))).toBe(text);
  });

  test.each([
    `${LINK}?a=1&b=C3=BC`,
    'We pay a=C3 and b=BC.',
    'Budget=500',
    'x'.repeat(80),
    'Our API answers with this header:\nContent-Type: application/json\n\nCan you test it?',
    'Skills: MIME-Version: 1.0, Content-Type',
  ])('is nothing else: %j', (text) => expect(decodedSource(text)).toBe(text));
});

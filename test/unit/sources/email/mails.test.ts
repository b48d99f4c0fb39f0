import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import type { Delivery } from '../../../../src/domain/ports.js';
import { email } from '../../../../src/sources/email/source.js';
import { signWebhook } from '../../../../src/sources/webhook-signature.js';

const now = new Date('2026-03-01T12:00:00Z');
const ADDRESS = 'upwork@in.acme.example';
const config = email.setUp.configure({ provider: 'signed', address: ADDRESS }, undefined) as { secrets: string[] };
const connection = { id: 'c1', tenantId: 'T1', connectedAt: now, config };

const mail = (name: string) => readFileSync(new URL(`./fixtures/${name}.eml`, import.meta.url));

/** Posts a raw mail as a script of one's own does. */
async function post(raw: Buffer, to = connection): Promise<Delivery> {
  const seconds = Math.floor(now.getTime() / 1000);
  const headers = {
    'content-type': 'message/rfc822',
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds),
    'webhook-signature': signWebhook(config.secrets[0] ?? '', 'msg_1', seconds, raw),
  };
  const read = email.webhook?.verify(to, { headers, query: new URLSearchParams(), now });
  if (!read) throw new Error('it takes no webhook');
  return read(raw);
}

async function invitationIn(raw: Buffer | string): Promise<Invitation> {
  const { events } = await post(typeof raw === 'string' ? mail(raw) : raw);
  const [event] = events;
  if (event?.type !== 'invitation.created') throw new Error('it is no invitation');
  return event.data;
}

describe('an invitation’s mail', () => {
  test('"to apply" is read with all it says, and without tracking', async () => {
    expect(await invitationIn('to-apply')).toEqual({
      id: '1955676881223622657',
      status: 'open',
      invitedAt: new Date('2026-03-01T09:30:00Z'),
      letter: 'Your work on payments is what we look for.\n\nCould you start within two weeks?',
      job: {
        id: 'upwork:1955676437925687781',
        title: 'Payment service for a bakery',
        url: 'https://www.upwork.com/jobs/~021955676437925687781',
        budget: { kind: 'hourly', min: 30, max: 50, currency: 'USD' },
        skills: ['TypeScript', 'Stripe', 'PostgreSQL'],
      },
      client: { country: 'Portugal', rating: 4.9, totalSpent: 10_000, paymentVerified: true },
      freelancer: { id: 'mailto:ana@acme.example', name: 'Ana Silva', email: 'ana@acme.example' },
      url: 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
      keys: ['upwork:invitation:1955676881223622657'],
      uncertain: ['title', 'url', 'letter', 'budget', 'skills', 'client', 'freelancer', 'invitedAt'],
    });
  });

  test('that anybody may have sent, with the numbers of two invitations, has the links of neither', async () => {
    const withNumber = (uid: string) => {
      const link = `https://www.upwork.com/nx/proposals/interview/uid/${uid}?frkscc=Xy9`;
      return invitationIn(Buffer.from(String(mail('to-apply')).replace('Thanks,', `See also ${link}\r\n\r\nThanks,`)));
    };
    const { id, keys, job, url } = await withNumber('1966676881223622657');
    expect({ keys, url }).toEqual({ keys: [], url: undefined });
    expect(job).toMatchObject({ title: 'Payment service for a bakery', url: 'https://www.upwork.com/nx/proposals/' });
    expect([id, job.id].join()).not.toMatch(/1955676|1966676/);
    expect((await withNumber('1955676881223622657')).id).toBe('1955676881223622657');
  });

  test('"to interview", the older wording, with an older link', async () => {
    expect(await invitationIn('older')).toMatchObject({
      job: { id: 'upwork:~01ab23cd45ef678901', title: 'Payment service for a bakery' },
      letter: 'Hello Ana,\n\nwe like your profile.',
      freelancer: { id: 'mailto:ana@acme.example', name: 'ana' },
      keys: [],
    });
  });

  test('of HTML alone, quoted-printable, is read as its words and links', async () => {
    const found = await invitationIn('html-only');
    expect(found.letter).toBe('Hi Ana,\n\nYour work on payments is what we look for.\nCould you start soon?');
    expect(found).toMatchObject({ id: '1955676881223622657', freelancer: { name: 'Silva, Ana' } });
    expect(JSON.stringify(found)).not.toMatch(/utm_|frkscc|pixel|evil/);
  });

  const page = (rows: readonly (readonly string[])[], before = '') =>
    Buffer.from(
      [
        'From: Upwork <donotreply@upwork.com>',
        'To: ben@acme.example',
        'Subject: You have an invitation to apply: Lamps',
        'Content-Type: text/html; charset=utf-8',
        '',
        before,
        '<table>',
        ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`),
        '</table>',
      ].join('\r\n'),
    );

  test('of a table of bare cells is read by its rows, without what nobody sees', async () => {
    const link = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';
    const raw = page(
      [
        ['Hi Ben,'],
        ['You have been invited to apply'],
        ['<b>Message from the client</b>'],
        ['Line one<br>Line two'],
        ['Budget', '$1,500.00'],
        ['Skills', 'Go, Rust'],
        ['Client', 'Germany', '$20K+ spent', 'Payment verified'],
        [`<a href="${link}">View invitation</a>`],
      ],
      '<div style="display:none;max-height:0">You have been invited</div>',
    );
    expect(await invitationIn(raw)).toMatchObject({
      id: '1955676881223622657',
      letter: 'Line one\nLine two',
      job: { budget: { kind: 'fixed', min: 1500, max: 1500, currency: 'USD' }, skills: ['Go', 'Rust'] },
      client: { country: 'Germany', totalSpent: 20_000, paymentVerified: true },
    });
  });

  test('of a row of facts alone has each, and a number is nobody’s name', async () => {
    expect((await invitationIn(page([['Hi Ben,'], ['Payment verified', 'Portugal', '31 hires']]))).client).toEqual({
      country: 'Portugal',
      hires: 31,
      paymentVerified: true,
    });
    expect((await invitationIn(page([['Hi Ben,'], ['Client', '4.9', 'Portugal']]))).client).toEqual({
      country: 'Portugal',
    });
  });

  test.each([
    ['View invitation:\r\nhttps://www.upwork.com/jobs/~021955676437925687781', 'Hi Ana,\n\nSee the list:\na lamp'],
    [
      'Review the job details:\r\n\r\n<https://www.upwork.com/jobs/~021955676437925687781>',
      'Hi Ana,\n\nSee the list:\na lamp',
    ],
    ['Open now:\r\ntwo lamps', 'Hi Ana,\n\nSee the list:\na lamp\n\nOpen now:\ntwo lamps'],
  ])('ends its letter before the words above its link: %j', async (end, letter) => {
    const head =
      'From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: You have an invitation to apply: Lamps\r\n';
    const raw = `${head}\r\nHi Ana,\r\n\r\nSee the list:\r\na lamp\r\n\r\n${end}\r\n`;
    expect((await invitationIn(Buffer.from(raw))).letter).toBe(letter);
  });

  test.each([
    ['Hi Ana,', 'Prix fixe : 500 €', 'Client : Lumière SARL'],
    ['Bonjour Ana,', 'Budget du projet : 500 €', 'À propos du client'],
    ['Hola Ana,', 'Presupuesto: 500 €', 'Habilidades: React'],
    ['Olá Ana,', 'Orçamento: 500 €', 'Competências: React'],
    ['Ciao Ana,', 'Prezzo fisso: 500 €', 'Cliente: Luce'],
    ['Beste Ana,', 'Opdrachtgever: Licht', 'Vaste prijs: € 500'],
    ['Hallo Ana,', 'Auftraggeber: Licht', 'Preis: 500 €'],
  ])('ends its letter before labels of any language: %j', async (hello, ...facts) => {
    const head =
      'From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: You have an invitation to apply: Lamps\r\n';
    const text = ['For Ana', '', hello, 'Projet : une boutique en ligne, et nous avons trois semaines.', '', ...facts];
    const { letter } = await invitationIn(
      Buffer.from(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${text.join('\r\n')}\r\n`),
    );
    expect(letter).toBe(`${hello}\nProjet : une boutique en ligne, et nous avons trois semaines.`);
  });

  test.each([
    'Message du client',
    'Mensaje de la clienta:',
    'Mensagem do cliente:',
    'Messaggio del cliente',
    'Bericht van de klant:',
    'Nachricht vom Kunden',
  ])('begins its letter below %s', async (label) => {
    const head =
      'From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: You have an invitation to apply: Lamps\r\n';
    const raw = `${head}\r\nHi Ana,\r\n\r\nYou were invited.\r\n${label}\r\nTwo lamps, please.\r\n`;
    expect((await invitationIn(Buffer.from(raw))).letter).toBe('Two lamps, please.');
  });

  test('whose own text quotes one below lines of quotation marks alone is read without them', async () => {
    const raw = [
      'From: Ana <ana@acme.example>',
      'Subject: Look',
      '',
      '>',
      '> ',
      '> From: Upwork <donotreply@upwork.com>',
      '> To: Ana <ana@acme.example>',
      '> Subject: You have an invitation to apply: Lamps',
      '>',
      '> Hi Ana,',
      '>',
      '> Two lamps, please.',
      '>',
    ].join('\r\n');
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ letter: 'Hi Ana,\n\nTwo lamps, please.' });
  });

  test('in German, in windows-1252, keeps its umlauts, quotes and euros', async () => {
    expect(await invitationIn('german')).toMatchObject({
      job: { title: 'Lösung für eine Bäckerei', budget: { kind: 'fixed', max: 1250.5, currency: 'EUR' } },
      letter: 'Hallo Jürgen,\n\nwir suchen jemanden für „kleine“ Beträge, etwa 50 € je Stunde.',
      client: { country: 'Österreich' },
      freelancer: { name: 'Jürgen Groß', email: 'juergen@acme.example' },
    });
  });

  test('whose plain part is a mere remark is read from its page, also where a program broke its links', async () => {
    const mailOf = (plain: string, page: string) =>
      Buffer.from(
        [
          'From: Upwork <donotreply@upwork.com>',
          'To: ana@acme.example',
          'Subject: You have an invitation to apply: Lamps',
          'Content-Type: multipart/alternative; boundary=x',
          '',
          '--x',
          'Content-Type: text/plain',
          '',
          plain,
          '--x',
          'Content-Type: text/html',
          '',
          page,
          '--x--',
        ].join('\r\n'),
      );
    const link = 'https://www.upwork.com/jobs/~021955676437925687781';
    const page = `<p>Hi Ana,</p><p>We like it.</p><a href="${link}">View</a>`;
    const job = { id: 'upwork:1955676437925687781' };
    expect(await invitationIn(mailOf('Your program shows no HTML.', page))).toMatchObject({
      job,
      letter: 'Hi Ana,\n\nWe like it.',
    });
    const broken = `Hi Ana, plainly.\r\n\r\n${link.replace('~', 'Lamps-\r\nfor-two_~')}`;
    expect(await invitationIn(mailOf(broken, page))).toMatchObject({ job, letter: 'Hi Ana, plainly.' });
    expect(await invitationIn(mailOf('Hi Ana, plainly.', '<p>Hi</p>'))).toMatchObject({ letter: 'Hi Ana, plainly.' });
  });

  test('that a template filled for a page has its entities decoded', async () => {
    const raw = [
      'From: Upwork <donotreply@upwork.com>',
      'To: "Se&aacute;n" <ana@acme.example>',
      'Subject: You have an invitation to apply: R&amp;D for a client&#39;s shop',
      '',
      'Hi Ana,',
      'we need R&amp;D &amp; care, where a < b.',
    ].join('\r\n');
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({
      job: { title: "R&D for a client's shop" },
      letter: 'Hi Ana,\nwe need R&D & care, where a < b.',
      freelancer: { name: 'Seán' },
    });
  });

  test.each([
    '[EXTERNAL] You have an invitation to apply: Lamps',
    '[EXT] Fwd: You have an invitation to apply: Lamps',
    'EXTERN: [Jobs] Invitation to Interview for: Lamps',
    '*****SPAM***** You have an invitation to apply: Lamps',
    '*EXTERN* You have an invitation to apply: Lamps',
    '(External) [jobs]: You have an invitation to apply: Lamps',
    'Caution - External Sender: You have an invitation to apply: Lamps',
    '⚠️ EXTERNAL EMAIL | Fwd: You have an invitation to apply: Lamps',
    '{Spam?} You have an invitation to apply: Lamps',
    'Achtung, externer Absender! You have an invitation to apply: Lamps',
    'Re: [jobs] Re: Invitation to apply: Lamps',
  ])('is one behind what a gateway or a list puts before its subject: %s', async (subject) => {
    const raw = mail('to-apply')
      .toString()
      .replace(/^Subject:.*(?:\r?\n[ \t].*)*/m, `Subject: ${subject}`);
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ job: { title: 'Lamps' } });
  });

  test('that a mailing list sends in its own name is as uncertain as one that a person forwards', async () => {
    const raw = (list: string, original: string) =>
      Buffer.from(
        mail('to-apply')
          .toString()
          .replace(/^From:.*/m, `From: 'Upwork' via Jobs <${list}>\nX-Original-From: ${original}`),
      );
    expect(await invitationIn(raw('jobs@acme.example', 'Upwork <donotreply@upwork.com>'))).toMatchObject({
      id: '1955676881223622657',
      uncertain: expect.arrayContaining(['title', 'url', 'freelancer', 'invitedAt']),
    });
    const of = { ...connection, config: { ...config, domains: ['acme.example'] } };
    expect((await post(raw('jobs@evil.example', 'Upwork <donotreply@upwork.com>'), of)).ignored).toBe('other-mail');
    expect((await post(raw('jobs@acme.example', 'Upwork <x@upwork.com.evil.example>'))).ignored).toBe('other-mail');
  });

  /** Upwork's mail with these headers in place of the sender's and the recipient's. */
  const relayed = (head: readonly string[]) =>
    Buffer.from(
      mail('to-apply')
        .toString()
        .replace(/^From:.*\r?\n/m, '')
        .replace(/^To:.*\r?\n/m, `${head.join('\r\n')}\r\n`),
    );
  const UPWORK_ITSELF = 'From: Upwork Notification <donotreply@upwork.com>';
  const GROUP = [
    'Precedence: list',
    'Mailing-list: list jobs@acme.example; contact jobs+owners@acme.example',
    'List-ID: <jobs.acme.example>',
    'List-Post: <https://groups.google.com/a/acme.example/group/jobs/post>, <mailto:jobs@acme.example>',
    'X-Google-Group-Id: 123456789012',
    'X-Original-Sender: donotreply@upwork.com',
  ];
  const VIA = "From: 'Upwork Notification' via Jobs <jobs@acme.example>";
  const APPLE = 'From: Upwork <donotreply_at_upwork_com_k3b9x2c7qd_4f5a6b7c@icloud.com>';

  test.each<[string, readonly string[], string]>([
    ['a Google group that keeps the sender', [UPWORK_ITSELF, 'To: ana@acme.example', ...GROUP], 'ana@acme.example'],
    ['a Google group in its own name', [VIA, 'To: Ana <ana@acme.example>', ...GROUP], 'ana@acme.example'],
    [
      'a Google group that Upwork itself writes to, by a rule of Gmail',
      [UPWORK_ITSELF, 'X-Forwarded-For: ana@acme.example jobs@acme.example', 'To: jobs@acme.example', ...GROUP],
      'ana@acme.example',
    ],
    [
      'a Google group in its own name that Upwork itself writes to',
      [VIA, 'Delivered-To: ana@acme.example', 'To: jobs@acme.example', ...GROUP],
      'ana@acme.example',
    ],
    [
      'a list of Mailman in its own name',
      ['From: Upwork via Jobs <jobs@lists.acme.example>', 'Reply-To: donotreply@upwork.com', 'To: ana@acme.example'],
      'ana@acme.example',
    ],
    [
      'a rule of Exchange to a distribution list',
      [UPWORK_ITSELF, 'X-MS-Exchange-Inbox-Rules-Loop: ana@acme.example', `To: ${ADDRESS}`],
      'ana@acme.example',
    ],
    [
      'a redirect of Exchange',
      [UPWORK_ITSELF, 'X-MS-Exchange-ForwardingLoop: ana@acme.example;c0ffee-12', `To: ${ADDRESS}`],
      'ana@acme.example',
    ],
    [
      'a person who redirects it',
      [UPWORK_ITSELF, 'Resent-From: Ana <ana@acme.example>', `To: ${ADDRESS}`],
      'ana@acme.example',
    ],
    [
      'an alias of SimpleLogin or Proton Pass',
      [
        'From: Upwork - donotreply at upwork.com <ra_x7@simplelogin.co>',
        'X-SimpleLogin-Type: Forward',
        'X-SimpleLogin-Original-From: Upwork <donotreply@upwork.com>',
        'Delivered-To: ana@acme.example',
        'To: upwork.ab12@passmail.net',
      ],
      'ana@acme.example',
    ],
    [
      'a masked address of Fastmail',
      [UPWORK_ITSELF, 'X-Resolved-to: ana@acme.example', 'To: brisk.lake1234@fastmail.com'],
      'ana@acme.example',
    ],
    [
      'a mailbox at Fastmail',
      [UPWORK_ITSELF, 'X-Resolved-to: ana@fastmail.com', 'To: ana@fastmail.com'],
      'ana@fastmail.com',
    ],
    [
      'Hide My Email',
      [APPLE, 'Delivered-To: ana@acme.example', 'To: Hide My Email <dusky.0v-tin@icloud.com>'],
      'ana@acme.example',
    ],
    [
      'Sign in with Apple',
      [UPWORK_ITSELF, 'Delivered-To: ana@acme.example', 'To: k3b9x2@privaterelay.appleid.com'],
      'ana@acme.example',
    ],
    ['Hide My Email without a trace of the mailbox', [APPLE, 'To: dusky.0v-tin@icloud.com'], 'dusky.0v-tin@icloud.com'],
    [
      'a mailbox at iCloud',
      [UPWORK_ITSELF, 'Delivered-To: team@acme.example', 'To: ana.silva@icloud.com'],
      'ana.silva@icloud.com',
    ],
  ])('that comes by %s is for the person whom Upwork wrote to', async (_, head, address) => {
    const { id, freelancer } = await invitationIn(relayed(head));
    expect([id, freelancer.email]).toEqual(['1955676881223622657', address]);
  });

  test.each([
    ['a list alone', [VIA, 'To: jobs@acme.example', ...GROUP]],
    ['a list that keeps the sender alone', [UPWORK_ITSELF, 'To: jobs@acme.example', ...GROUP]],
  ])('that names %s is for nobody whom it could be linked to', async (_, head) => {
    expect((await invitationIn(relayed(head))).freelancer).toEqual({ id: `mailto:${ADDRESS}`, name: ADDRESS });
  });

  test.each([
    'From: donotreply_at_upwork_com_k3b9@evil.example',
    'From: donotreply_at_upwork_evil_com_k3b9@icloud.com',
    'From: Upwork via Jobs <jobs@evil.example>\r\nReply-To: x@upwork.com.evil.example',
    'From: Upwork <jobs@evil.example>\r\nReply-To: donotreply@upwork.com',
  ])('that no list or service relays is none: %s', async (from) => {
    expect((await post(relayed([from, 'To: ana@acme.example']))).ignored).toBe('other-mail');
  });

  const b = (bytes: Buffer) => `=?UTF-8?B?${bytes.toString('base64')}?=`;
  const q = (bytes: Buffer) =>
    `=?utf-8?Q?${[...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')}?=`;
  const umlauts = Buffer.from('Lösung für eine Bäckerei 🥐');

  test.each([
    ['in base64 with padding', (one: Buffer, rest: Buffer) => `${b(one)} ${b(rest)}`],
    ['in quoted-printable', (one: Buffer, rest: Buffer) => `${q(one)}\r\n ${q(rest)}`],
    ['in both encodings', (one: Buffer, rest: Buffer) => `${q(one)}\r\n\t${b(rest)}`],
    [
      'in character sets of two spellings',
      (one: Buffer, rest: Buffer) => `${b(one)} ${q(rest).replace('utf-8', 'UTF-8*de')}`,
    ],
    ['without a space between', (one: Buffer, rest: Buffer) => `${b(one)}${q(rest)}`],
  ])('whose subject and names are cut within a character, %s, is read whole', async (_, cut) => {
    const at = umlauts.indexOf('ö') + 1;
    for (const end of [at, umlauts.length - 2]) {
      const words = cut(umlauts.subarray(0, end), umlauts.subarray(end));
      const raw = [
        'From: Upwork <donotreply@upwork.com>',
        `To: ${words} <ana@acme.example>`,
        `Subject: You have an invitation to apply:\r\n ${words}`,
        '',
        'Hi Ana, =?UTF-8?B?TA==?= =?UTF-8?B?TA==?=',
      ].join('\r\n');
      const whole = 'Lösung für eine Bäckerei 🥐';
      expect(await invitationIn(Buffer.from(raw))).toMatchObject({
        job: { title: whole },
        freelancer: { name: whole },
        letter: 'Hi Ana, =?UTF-8?B?TA==?= =?UTF-8?B?TA==?=',
      });
      const forwarded = [
        'From: Ana <ana@acme.example>',
        'Subject: Look',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: message/rfc822',
        '',
        raw,
        '--x--',
      ].join('\r\n');
      expect(await invitationIn(Buffer.from(forwarded))).toMatchObject({ job: { title: whole } });
    }
  });

  test('whose subject was encoded first and cut then is read whole', async () => {
    const base64 = umlauts.toString('base64');
    const subject = `=?utf-8?B?${base64.slice(0, 9)}?=\r\n =?utf-8?B?${base64.slice(9)}?=`;
    const raw = mail('to-apply')
      .toString()
      .replace(/^Subject:.*(?:\r?\n[ \t].*)*/m, `Subject: Invitation to apply: ${subject}`);
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ job: { title: 'Lösung für eine Bäckerei 🥐' } });
  });

  /** A mail in one character set, whose subject has these words; `8bit` writes its bytes as they are. */
  const inCharset = (named: string, bytes: Buffer, subject: Buffer | string, encoding: '8bit' | 'base64') =>
    Buffer.concat([
      Buffer.from('From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: '),
      Buffer.from(subject),
      Buffer.from(named && `\r\nContent-Type: text/plain; charset="${named}"`),
      Buffer.from(`\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
      encoding === '8bit' ? bytes : Buffer.from(bytes.toString('base64')),
    ]);

  test.each([
    ['iso-2022-jp', 'GyRCJVElczIwJE4kPyRhJE5FORsoQg==', 'パン屋のための店'],
    ['windows-1251', 'zfPm5e0g7ODj4Ofo7SDr4Ozv', 'Нужен магазин ламп'],
    ['gb18030', 'w+aw/LXqtcTWp7i2t/7O8ZUygjY=', '面包店的支付服务𠀀'],
    ['koi8-r', '7tXWxc4gzcHHwdrJziDMwc3Q', 'Нужен магазин ламп'],
    ['utf-16', '//5HAHIA/ADfAGUAIABmAPwAcgAgAEIA5ABjAGsAZQByAGUAaQA=', 'Grüße für Bäckerei'],
    ['utf-16le', 'RwByAPwA3wBlACAAZgD8AHIAIABCAOQAYwBrAGUAcgBlAGkA', 'Grüße für Bäckerei'],
    ['iso-8859-2', 'WmG/87PmIGfqtmyxIGphvPE=', 'Zażółć gęślą jaźń'],
    ['big5', 'xNGlXamx', '麵包店'],
    ['euc-kr', 'u6fB/cC7IMCnx9E=', '빵집을 위한'],
    ['tis-620', 'ysfRyrTV', 'สวัสดี'],
  ])('in %s, whose subject is cut within a character, is read whole', async (named, base64, text) => {
    const bytes = Buffer.from(base64, 'base64');
    for (const end of [3, 5, 6]) {
      const words = [bytes.subarray(0, end), bytes.subarray(end)].map(
        (one) => `=?${named}?B?${one.toString('base64')}?=`,
      );
      for (const encoding of named.startsWith('utf-16') ? (['base64'] as const) : (['base64', '8bit'] as const))
        expect(await invitationIn(inCharset(named, bytes, words.join('\r\n '), encoding))).toMatchObject({
          job: { title: text },
          letter: text,
        });
    }
  });

  test.each([
    [
      'UTF-8 under the name of ISO 8859-1',
      'iso-8859-1',
      'R3LDvMOfZSBmw7xyIErDvHJnZW4g4oCTIOKAnkzDtnN1bmfigJwgNTAg4oKs',
    ],
    ['UTF-8 under the name of ASCII', 'us-ascii', 'R3LDvMOfZSBmw7xyIErDvHJnZW4g4oCTIOKAnkzDtnN1bmfigJwgNTAg4oKs'],
    [
      'UTF-8 under a name without a meaning',
      'x-unknown',
      'R3LDvMOfZSBmw7xyIErDvHJnZW4g4oCTIOKAnkzDtnN1bmfigJwgNTAg4oKs',
    ],
    ['UTF-8 without a name', '', 'R3LDvMOfZSBmw7xyIErDvHJnZW4g4oCTIOKAnkzDtnN1bmfigJwgNTAg4oKs'],
    ['Windows-1252 under the name of UTF-8', 'utf-8', 'R3L832UgZvxyIEr8cmdlbiCWIIRM9nN1bmeTIDUwIIA='],
    ['Windows-1252 under the name of ASCII', 'us-ascii', 'R3L832UgZvxyIEr8cmdlbiCWIIRM9nN1bmeTIDUwIIA='],
    ['Windows-1252 without a name', '', 'R3L832UgZvxyIEr8cmdlbiCWIIRM9nN1bmeTIDUwIIA='],
  ])('is read by its bytes: %s', async (_, named, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    const text = 'Grüße für Jürgen – „Lösung“ 50 €';
    for (const subject of [bytes, ...(named ? [`=?${named}?B?${base64}?=`] : [])])
      for (const encoding of ['base64', '8bit'] as const)
        expect(await invitationIn(inCharset(named, bytes, subject, encoding))).toMatchObject({
          job: { title: text },
          letter: text,
        });
  });

  test('whose subject has the bytes of its text’s character set, and no name of one, is read in that', async () => {
    const bytes = Buffer.from('7tXWxc4gzcHHwdrJzg==', 'base64');
    expect(await invitationIn(inCharset('koi8-r', bytes, bytes, '8bit'))).toMatchObject({
      job: { title: 'Нужен магазин' },
      letter: 'Нужен магазин',
    });
  });

  test('of a page alone, which names its character set itself, is read in that', async () => {
    const head =
      'From: donotreply@upwork.com\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: Lamps\r\nContent-Type: text/html\r\n\r\n';
    const page = '<html><head><meta charset="iso-8859-2"></head><body>Za\u00bf\u00f3\u00b3\u00e6</body></html>';
    expect((await invitationIn(Buffer.from(head + page, 'latin1'))).letter).toBe('Zażółć');
  });

  test('whose subject has words of different character sets is read word by word', async () => {
    const subject = `=?iso-8859-1?Q?B=E4r?= ${b(Buffer.from('ö'))} =?windows-1252?Q?=80?= and =?none`;
    const raw = mail('to-apply')
      .toString()
      .replace(/^Subject:.*(?:\r?\n[ \t].*)*/m, `Subject: Invitation to apply: ${subject}`);
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ job: { title: 'Bärö€ and =?none' } });
  });

  test.each([
    ['a word in Q', '=?UTF-7?Q?B+AOQ-ckerei_=26_Caf+AOk-?='],
    ['a word in base64', `=?utf-7?B?${Buffer.from('B+AOQ-ckerei & Caf+AOk-').toString('base64')}?=`],
    ['two words', '=?utf-7?Q?B+AOQ-ckerei?=\r\n =?utf-7?Q?_=26_Caf+AOk?='],
    ['its other name', '=?UNICODE-1-1-UTF-7?Q?B+AOQ-ckerei_+ACY_Caf+AOk-?='],
    ['its short name', '=?csUTF7?Q?B+AOQ-ckerei_=26_Caf+AOk-?='],
  ])('whose subject is in UTF-7 is read: %s', async (_, subject) => {
    const raw = mail('to-apply')
      .toString()
      .replace(/^Subject:.*$/m, `Subject: Invitation to apply: ${subject}`);
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ job: { title: 'Bäckerei & Café' } });
  });

  test.each([
    'text/plain; charset="UTF-7"',
    'text/plain; format=fixed; charset=utf7',
    'text/plain;charset=csUTF7; format=fixed',
    'Text/Plain; charset = "unicode-1-1-utf-7"',
    "text/plain; charset='csUnicode11UTF7'",
  ])('whose text is in UTF-7 is read, and a plus stays one: %s', async (type) => {
    const head =
      'From: Upwork <donotreply@upwork.com>\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: Bread\r\n';
    const text = 'Hi Ana,\r\n\r\nF+APw-r uns: C+-+- und Br+APY-tchen.\r\n';
    const raw = `${head}Content-Type: ${type}\r\n\r\n${text}`;
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({ letter: 'Hi Ana,\n\nFür uns: C++ und Brötchen.' });
  });

  test.each(['text/plain; charset=utf-8', 'text/plain; name="charset=utf7"', 'text/plain; charset=x-utf-7-like'])(
    'whose text only looks like UTF-7 stays as it is: %s',
    async (type) => {
      const head =
        'From: Upwork <donotreply@upwork.com>\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: Bread\r\n';
      const raw = `${head}Content-Type: ${type}\r\n\r\nCall +AOQ- now.\r\n`;
      expect(await invitationIn(Buffer.from(raw))).toMatchObject({ letter: 'Call +AOQ- now.' });
    },
  );

  test('whose text in UTF-7 is long is read as far as any other', async () => {
    const raw = `From: Upwork <donotreply@upwork.com>\r\nSubject: Invitation to apply: Bread\r\nContent-Type: text/plain; charset=utf7\r\n\r\n${'+AOQ-'.repeat(1000)}`;
    expect((await invitationIn(Buffer.from(raw)))?.letter).toBe('ä'.repeat(1000));
  });

  test('whose lines end in carriage returns alone is read as any other', async () => {
    for (const name of ['to-apply', 'forwarded-gmail', 'forwarded-attached', 'charsets'])
      expect(await invitationIn(Buffer.from(mail(name).toString('latin1').replace(/\r?\n/g, '\r'), 'latin1'))).toEqual(
        await invitationIn(name),
      );
  });

  test('of several character sets is read', async () => {
    expect(await invitationIn('charsets')).toMatchObject({
      job: { title: 'パン屋' },
      letter: 'パン屋を\n手伝って',
      freelancer: { name: 'Анна' },
    });
  });

  test('states facts in the same words as a pasted text', async () => {
    const lines = [
      'Hi Ana,',
      'Can you help?',
      'Job details',
      'Private job',
      'Portugal · $120K spent | 31 hires',
      'Budget: $500',
    ];
    const head = 'From: Upwork <donotreply@upwork.com>\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: A shop';
    expect(await invitationIn(Buffer.from(`${head}\r\n\r\n${lines.join('\r\n')}`))).toMatchObject({
      letter: 'Hi Ana,\nCan you help?',
      job: { private: true, budget: { kind: 'fixed', max: 500 } },
      client: { country: 'Portugal', totalSpent: 120_000, hires: 31 },
    });
  });

  const written = (
    lines: readonly string[],
    { subject = 'Invitation to apply: A shop', to = 'ana@acme.example' } = {},
  ) =>
    Buffer.from(
      [
        'From: Upwork <donotreply@upwork.com>',
        `To: ${to}`,
        `Subject: ${subject}`,
        'Date: Sat, 28 Feb 2026 09:00:00 +0000',
        '',
        ...lines,
      ].join('\r\n'),
    );

  test.each([
    [['Respond by March 5, 2026'], '2026-03-05T23:59:00Z'],
    [['Hi Ana,', 'can you help?', '', 'This invitation expires soon.', 'Expires in 3 days'], '2026-03-03T09:00:00Z'],
    [['Message from the client:', 'Can you help?', 'View invitation', 'Frist: 05.03.2026'], '2026-03-05T23:59:00Z'],
  ])('%j: has until when to answer, counted from when it was sent, and not for certain', async (lines, at) => {
    const { expiresAt, uncertain } = await invitationIn(written(lines));
    expect(expiresAt).toEqual(new Date(at));
    expect(uncertain).toContain('expiresAt');
  });

  test.each([
    [['Hi Ana,', 'please answer by March 5, since we begin on the 9th.']],
    [['Respond by January 5, 2026']],
    [['Expires in 2 hours']],
  ])('%j: has no deadline that ends the invite', async (lines) => {
    const { expiresAt, uncertain } = await invitationIn(written(lines));
    expect(expiresAt).toBeUndefined();
    expect(uncertain).not.toContain('expiresAt');
  });

  test.each([
    [['Posted on 28/02/2026', 'Respond by 03/04/2026'], '2026-04-03T23:59:00Z'],
    [['Posted on 02/28/2026', 'Respond by 03/04/2026'], '2026-03-04T23:59:00Z'],
    [['Frist: 03/04/2026'], '2026-04-03T23:59:00Z'],
    [['Respond by 25/12/2026'], '2026-12-25T23:59:00Z'],
    [['Respond by 12/25/2026'], '2026-12-25T23:59:00Z'],
    [['Respond by 04/04/2026'], '2026-04-04T23:59:00Z'],
    [['Respond by 2026-04-03'], '2026-04-03T23:59:00Z'],
    [['Respond by 03.04.2026'], '2026-04-03T23:59:00Z'],
  ])('%j: has a deadline, since something tells its day', async (lines, at) => {
    expect((await invitationIn(written(['Hi Ana,', 'Can you help?', '', ...lines]))).expiresAt).toEqual(new Date(at));
  });

  test.each([
    [['Respond by 03/04/2026']],
    [['Respond by 3/4/26, 5 pm']],
    [['Deadline: 03-04-2026']],
    [['Respond by 3/4']],
    [['From 28/02/2026 to 02/28/2026', 'Respond by 03/04/2026']],
    [['Support 24/7', 'Respond by 03/04/2026']],
  ])('%j: has a deadline of two meanings, which stays as it is written', async (lines) => {
    const { expiresAt, letter } = await invitationIn(
      written(['Hi Ana,', 'Can you help?', 'View invitation', ...lines]),
    );
    expect(expiresAt).toBeUndefined();
    expect(letter).toContain(lines.at(-1));
  });

  test('without a title in its subject has that of its line', async () => {
    const lines = ['Hi Ana,', 'Can you help?', 'Job details', 'Title: A shop for lamps'];
    const { job, uncertain } = await invitationIn(written(lines, { subject: 'You have an invitation to apply' }));
    expect(job.title).toBe('A shop for lamps');
    expect(uncertain).toContain('title');
    expect((await invitationIn(written(lines))).job.title).toBe('A shop');
    expect((await invitationIn(written(['Hi'], { subject: 'You have an invitation to apply' }))).job.title).toBe(
      'A job on Upwork',
    );
  });

  test.each([
    ['ana@acme.example', { id: 'mailto:ana@acme.example', name: 'Ana Silva', email: 'ana@acme.example' }],
    ['"A. Silva" <ana@acme.example>', { id: 'mailto:ana@acme.example', name: 'A. Silva' }],
    [ADDRESS, { id: expect.stringMatching(/^email:named:/), name: 'Ana Silva' }],
    ['Upwork <jobs@ｕｐｗｏｒｋ.com>, ana@acme.example', { id: 'mailto:ana@acme.example', name: 'Ana Silva' }],
  ])('to %s that names the freelancer in a line', async (to, freelancer) => {
    const lines = ['Can you help?', 'Job details', 'Freelancer: Ana Silva'];
    expect((await invitationIn(written(lines, { to }))).freelancer).toMatchObject(freelancer);
  });

  test.each([
    ['a mailbox', `Delivered-To: ${ADDRESS}\r\nDelivered-To: ana@acme.example`],
    ['a forwarding rule', `X-Forwarded-To: ${ADDRESS}\r\nX-Forwarded-For: ana@acme.example ${ADDRESS}`],
    ['a mail server', `Delivered-To: ${ADDRESS}\r\nX-Original-To: Ana@acme.example`],
    ['several mailboxes, the first of them', 'Delivered-To: jobs@acme.example\r\nDelivered-To: ana@acme.example'],
  ])('whose header names nobody is for whom it was delivered to by %s', async (_, headers) => {
    for (const to of ['undisclosed-recipients:;', ADDRESS, ADDRESS.replace('@', '+jobs@')]) {
      const raw = written(['Can you help?'], { to }).toString();
      expect((await invitationIn(Buffer.from(`${headers}\r\n${raw}`))).freelancer).toEqual({
        id: 'mailto:ana@acme.example',
        name: 'ana',
        email: 'ana@acme.example',
      });
    }
  });

  test('keeps a fact that is not understood below the letter', async () => {
    const lines = ['Hi Ana,', 'Can you help?', 'Budget: $3,000/month', 'Duration: 3 to 6 months', 'Rating: 4.9'];
    const head = 'From: Upwork <donotreply@upwork.com>\r\nTo: ana@acme.example\r\nSubject: Invitation to apply: A shop';
    const { job, client, letter } = await invitationIn(Buffer.from(`${head}\r\n\r\n${lines.join('\r\n')}`));
    expect(job.budget).toBeUndefined();
    expect(client).toEqual({ rating: 4.9 });
    expect(letter).toBe('Hi Ana,\nCan you help?\n\nBudget: $3,000/month\nDuration: 3 to 6 months');
  });

  test('from Upwork itself is the original, whatever the client quotes in it', async () => {
    const letter =
      'Please see our earlier mail:\nFrom: Peter\nSubject: New shop\n\nBudget is flexible for you.\nNeed help with it soon.';
    const raw = mail('to-apply').toString().replace('Your work on payments is what we look for.', letter);
    expect(await invitationIn(Buffer.from(raw))).toMatchObject({
      job: { title: 'Payment service for a bakery', budget: { kind: 'hourly', min: 30, max: 50 } },
      letter: `${letter}\n\nCould you start within two weeks?`,
    });
  });

  test.each([
    'Client budgets are a topic for the call.',
    'Accept this only if you have time in May.',
    'See the details of the design in Figma.',
    'Skills in React would be a plus.',
    'Hourly or fixed, both are fine.',
    'Location does not matter to us.',
    'Respond to me by Friday.',
    'Kunde ist eine Bäckerei.',
  ])('keeps what the client wrote: %s', async (sentence) => {
    const raw = mail('to-apply').toString().replace('Your work on payments is what we look for.', sentence);
    expect((await invitationIn(Buffer.from(raw))).letter).toBe(`${sentence}\n\nCould you start within two weeks?`);
  });

  test.each([
    'Budget: $500',
    'Fixed-price - $1,500',
    'Hourly: $30.00 - $50.00',
    'Skills',
    'View the invitation',
    'Accept invitation',
    'Client location: Spain',
  ])('ends the letter at %s', async (line) => {
    const raw = mail('to-apply').toString().replace('Could you start within two weeks?', `${line}\nThat is no letter.`);
    const { letter } = await invitationIn(Buffer.from(raw));
    expect(letter).toMatch(/^Your work on payments is what we look for\.(?:\n|$)/);
    expect(letter).not.toContain('That is no letter.');
  });

  test('that asks for an interview with Uma says so', async () => {
    expect((await invitationIn('uma')).kind).toBe('uma-interview');
  });

  test('of 10 MB is read by its beginning', async () => {
    const attachment = Buffer.alloc(10 * 1024 * 1024, 'QUJD'.repeat(19))
      .toString('latin1')
      .replace(/(.{76})/g, '$1\r\n');
    const big = [
      'From: Upwork <donotreply@upwork.com>',
      'To: ana@acme.example',
      'Subject: Invitation to apply: A large one',
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'Hi Ana,',
      '',
      'See the plans.',
      '--b1',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename=plans.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      attachment,
      '--b1--',
    ].join('\r\n');
    expect(await invitationIn(Buffer.from(big))).toMatchObject({
      job: { title: 'A large one' },
      letter: 'Hi Ana,\n\nSee the plans.',
    });
  });
});

describe('a mail that a person forwards', () => {
  test('from Gmail is for whom it was written to, and all of it is uncertain', async () => {
    expect(await invitationIn('forwarded-gmail')).toMatchObject({
      id: '1955676881223622657',
      job: { title: 'Payment service for a bakery' },
      letter: 'Hi Ana,\n\nYour work on payments is what we look for.',
      freelancer: { id: 'mailto:ana.private@mail.example', name: 'Ana Silva' },
      uncertain: expect.arrayContaining(['title', 'url', 'letter', 'freelancer', 'invitedAt']),
    });
  });

  test('from a German Outlook, whose links are wrapped', async () => {
    expect(await invitationIn('forwarded-outlook-german')).toMatchObject({
      job: {
        id: 'upwork:1955676437925687781',
        title: 'Bäckerei',
        url: 'https://www.upwork.com/jobs/~021955676437925687781',
      },
      letter: 'Hallo Jürgen,\n\nIhre Arbeit gefällt uns.',
      freelancer: { email: 'juergen@acme.example' },
    });
  });

  test('as an attachment', async () => {
    expect(await invitationIn('forwarded-attached')).toMatchObject({
      id: '1955676881223622657',
      job: { title: 'Payment service for a bakery' },
      freelancer: { email: 'ana@acme.example' },
    });
  });

  /** Ana's reply to the invitation, below or above which her program quotes it. */
  const reply = (quoted: string, more = '') => {
    const [, text = ''] = /charset=utf-8\r?\n\r?\n(Hi Ana,[\s\S]*?)\r?\n--=-1/.exec(mail('to-apply').toString()) ?? [];
    const marked = text
      .split(/\r?\n/)
      .map((line) => `> ${line}`)
      .join('\n');
    return Buffer.from(
      [
        'From: Ana Silva <ana@acme.example>',
        `To: donotreply@upwork.com, ${ADDRESS}`,
        'Subject: Re: You have an invitation to apply: Payment service for a bakery',
        'Content-Type: text/plain; charset=utf-8',
        '',
        `I would love to.\n\n${quoted.replace('QUOTE', marked).replace('TEXT', text)}${more}`,
      ].join('\n'),
    );
  };
  test.each([
    'On Sun, Mar 1, 2026 at 9:30 AM Upwork Notification <donotreply@upwork.com> wrote:\n\nQUOTE',
    'On Sun, Mar 1, 2026 at 9:30 AM Upwork Notification\n<donotreply@upwork.com> wrote:\n\nQUOTE',
    'Am So., 1. März 2026 um 09:30 Uhr schrieb Upwork <donotreply@upwork.com>:\n\nQUOTE',
    'Le dim. 1 mars 2026 à 09:30, Upwork <donotreply@upwork.com> a écrit\u00a0:\nQUOTE',
    'El dom, 1 mar 2026 a las 9:30, Upwork (<donotreply@upwork.com>) escribió:\n\nQUOTE',
    'On 1 Mar 2026, at 09:30, Upwork <donotreply@upwork.com> wrote:\n\nTEXT',
    'From: Upwork Notification <donotreply@upwork.com>\nSent: Sunday, March 1, 2026 9:30 AM\nTo: Ana Silva <ana@acme.example>\nSubject: You have an invitation to apply: Payment service for a bakery\n\nTEXT',
  ])('and answers holds it all the same, as the invite that its own mail is: %s', async (quoted) => {
    for (const more of ['', '\n\nBest,\nAna']) {
      const { id, keys, job, letter, freelancer } = await invitationIn('to-apply');
      const replied = await invitationIn(reply(quoted, more));
      expect(replied).toMatchObject({ id, keys, letter, freelancer: { id: freelancer.id } });
      expect(replied.job).toMatchObject({ id: job.id, title: job.title });
      expect(replied.uncertain).toContain('letter');
    }
  });

  test.each(['Re: ', 'AW: ', 'RE: FW: ', '[EXTERNAL] Re[2]: ', 'Rép : ', 'Antw: '])(
    'and answers without any of its links is no second one: %s',
    async (prefix) => {
      const quoted = 'On Sun, Mar 1, 2026 at 9:30 AM Upwork <donotreply@upwork.com> wrote:\n\n> Hi Ana,\n> we like it.';
      const answer = (start: string) =>
        Buffer.from(reply(quoted).toString().replace('Subject: Re: ', `Subject: ${start}`));
      expect(await post(answer(prefix))).toMatchObject({ events: [], ignored: 'other-mail' });
      expect((await post(answer('Fwd: '))).events).toHaveLength(1);
      const direct = `From: Upwork <donotreply@upwork.com>\nTo: ana@acme.example\nSubject: ${prefix}Invitation to apply: Bread\n\nHi Ana,\nwe like it.`;
      expect(await post(Buffer.from(direct))).toMatchObject({ events: [], ignored: 'other-mail' });
    },
  );

  test('and answers counts only where its author may forward, and only where Upwork is quoted', async () => {
    const quoting = (who: string) => reply(`On Sun, Mar 1, 2026 at 9:30 AM ${who} wrote:\n\nQUOTE`);
    const strict = { ...connection, config: { ...config, domains: ['other.example'] } };
    const upwork = 'Upwork <donotreply@upwork.com>';
    expect((await post(quoting(upwork))).events).toHaveLength(1);
    expect((await post(quoting(upwork), strict)).events).toEqual([]);
    expect((await post(quoting('Bob <bob@acme.example>'))).events).toEqual([]);
    expect((await post(quoting('Upwork'))).events).toEqual([]);
  });

  const attachment = (head: string, body: string | Buffer, text = 'See the attached mail.') =>
    Buffer.from(
      [
        'From: Ana Silva <ana@acme.example>',
        `To: ${ADDRESS}`,
        'Subject: an invitation',
        'Date: Sun, 01 Mar 2026 11:00:00 +0000',
        'Content-Type: multipart/mixed; boundary=outer',
        '',
        '--outer',
        'Content-Type: text/plain',
        '',
        text,
        '--outer',
        head,
        '',
        body.toString(),
        '--outer--',
      ].join('\r\n'),
    );
  const inBase64 = (raw: Buffer) => raw.toString('base64').replace(/(.{76})/g, '$1\r\n');
  const OUTLOOK = 'Content-Type: message/rfc822\r\nContent-Disposition: attachment; creation-date="Sun, 01 Mar 2026"';
  const EML =
    'Content-Type: application/octet-stream; name="Invitation.EML"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="Invitation.EML"';

  test.each([
    ['Outlook', attachment(OUTLOOK, mail('to-apply'))],
    [
      'Gmail',
      attachment(`${OUTLOOK}; filename="a.eml"\r\nContent-Transfer-Encoding: base64`, inBase64(mail('to-apply'))),
    ],
    ['a file', attachment(EML, inBase64(mail('to-apply')))],
    [
      'two people',
      attachment(
        OUTLOOK,
        attachment(EML, inBase64(mail('to-apply')))
          .toString()
          .replaceAll('outer', 'inner'),
      ),
    ],
    [
      'a colleague, who quotes another mail',
      attachment(
        EML,
        inBase64(mail('to-apply')),
        '> From: Bo <bo@acme.example>\r\n> Subject: An invitation\r\n> Look!',
      ),
    ],
  ])('as an attachment by %s is as uncertain as one in the text, with its own date', async (_, raw) => {
    expect(await invitationIn(raw)).toMatchObject({
      id: '1955676881223622657',
      job: { title: 'Payment service for a bakery' },
      freelancer: { email: 'ana@acme.example' },
      invitedAt: new Date('2026-03-01T09:30:00Z'),
      uncertain: expect.arrayContaining(['title', 'url', 'freelancer', 'invitedAt']),
    });
  });

  test('as one of several attachments is one of several invitations, each once', async () => {
    const part = (name: string) => `\r\n--outer\r\n${OUTLOOK}\r\n\r\n${mail(name)}`;
    const raw = attachment(OUTLOOK, `${mail('to-apply')}${part('older')}${part('to-apply')}${part('other')}`);
    const { events } = await post(raw);
    expect(events.map(({ data }) => data)).toMatchObject([
      { id: '1955676881223622657' },
      { job: { id: 'upwork:~01ab23cd45ef678901' } },
    ]);
  });

  test('as an attachment of a report, or deeper than three mails, or in a file that is no mail, is not read', async () => {
    const report = '--outer\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n';
    const bounced = attachment(OUTLOOK, mail('to-apply')).toString().replace('--outer', `${report}--outer`);
    expect((await post(Buffer.from(bounced))).ignored).toBe('other-mail');
    const wrapped = (raw: Buffer, name: string) =>
      Buffer.from(attachment(OUTLOOK, raw).toString().replaceAll('outer', name));
    const deep = (depth: number) =>
      Array.from({ length: depth }).reduce<Buffer>((raw, _, at) => wrapped(raw, `b${at}x`), mail('to-apply'));
    expect((await post(deep(3))).events).toHaveLength(1);
    expect((await post(deep(4))).ignored).toBe('other-mail');
    expect((await post(attachment(EML, inBase64(Buffer.from('{"a":1}'))))).ignored).toBe('other-mail');
  });

  test('counts only from the domains that may forward', async () => {
    const limited = (domains: string) => ({
      ...connection,
      config: email.setUp.configure({ provider: 'signed', address: ADDRESS, domains }, config) as typeof config,
    });
    expect((await post(mail('forwarded-gmail'), limited('acme.example'))).events).toHaveLength(1);
    expect(await post(mail('forwarded-gmail'), limited('me.example, other.example'))).toMatchObject({
      events: [],
      ignored: 'other-mail',
    });
    expect((await post(mail('to-apply'), limited('other.example'))).events).toHaveLength(1);
  });

  const APPLE = [
    'Begin forwarded message:',
    '',
    'From: Upwork <donotreply@upwork.com>',
    'Subject: You have an invitation to apply: Lamps',
    'Date: 1 March 2026 at 10:30:11 CET',
    'To: Ana Silva <ana@acme.example>',
    '',
    'Message from the client:',
    'The checkout breaks whenever a customer ',
    'uses two vouchers. ',
    'Look at it?',
    '-- ',
    'Bo',
    '',
    'Hourly: $30.00 - $50.00',
    'Skills: Shopify, Liquid',
  ];
  const flowing = (lines: readonly string[], parameters = '') =>
    [
      'From: Ana Silva <ana@acme.example>',
      `To: ${ADDRESS}`,
      'Subject: Fwd: You have an invitation to apply: Lamps',
      `Content-Type: text/plain; charset=utf-8;\r\n\tformat=flowed${parameters}`,
      '',
      ...lines,
    ].join('\r\n');
  const quoted = (lines: readonly string[], mark = '> ') => lines.map((line) => `${mark}${line}`);

  test.each([
    ['at the first depth', flowing(['For you: ', ...quoted(APPLE)])],
    ['at the second depth', flowing(['Cara wrote', '', ...quoted(APPLE, '>> ')])],
    ['with marks apart', flowing(quoted(quoted(APPLE)))],
    ['with added spaces', flowing(quoted(APPLE.map((line) => line.replace(/(?<!--) $/, '  '))), '; delsp="yes"')],
    ['not at all', flowing(APPLE)],
  ])('whose lines flow and are quoted %s has them joined without the marks, and its facts', async (_, raw) => {
    const expected = {
      letter: 'The checkout breaks whenever a customer uses two vouchers. Look at it?',
      job: { title: 'Lamps', skills: ['Shopify', 'Liquid'], budget: { kind: 'hourly', min: 30, max: 50 } },
      freelancer: { email: 'ana@acme.example' },
    };
    expect(await invitationIn(Buffer.from(raw))).toMatchObject(expected);
    expect(await invitationIn(attachment(OUTLOOK, raw))).toMatchObject(expected);
  });

  const UPWORK = 'Upwork <donotreply@upwork.com>';
  const FOR_LAMPS = 'You have an invitation to apply: Lamps';

  test.each([
    ['Thunderbird', 'Fwd', ['Subject', 'Date', 'From', 'To'].map((name) => `${name}: \t`)],
    ['a German Thunderbird', 'WG', ['Betreff', 'Datum', 'Von', 'An'].map((name) => `${name}: \t`)],
    ['a French Outlook', 'TR', ['Objet : ', 'Envoyé : ', 'De : ', 'À : ']],
    ['a Spanish Outlook', 'RV', ['Asunto: ', 'Enviado el: ', 'De: ', 'Para: ']],
    ['a Portuguese Outlook', 'ENC', ['Assunto: ', 'Enviado em: ', 'De: ', 'Para: ']],
    ['an Italian Outlook', 'I', ['Oggetto: ', 'Inviato: ', 'Da: ', 'A: ']],
    ['a Dutch Outlook', 'FW', ['Onderwerp: ', 'Verzonden: ', 'Van: ', 'Aan: ']],
    ['a Polish Outlook', 'PD', ['Temat: ', 'Wysłano: ', 'Od: ', 'Do: ']],
    ['a Ukrainian Outlook', 'FW', ['Тема: ', 'Надіслано: ', 'Від: ', 'Кому: ']],
    ['a Russian Gmail', 'Fwd', ['Тема: ', 'Дата: ', 'От: ', 'Кому: ']],
  ])('by %s, in its own language and order, is for its addressee', async (_, prefix, [subject, sent, by, to]) => {
    const fields = [
      `${subject}${FOR_LAMPS}`,
      `${sent}30.11.2026 18:20`,
      `${by}${UPWORK}`,
      `${to}Ana <ana@acme.example>`,
    ];
    const forwardedAs = (order: readonly string[]) =>
      [
        ...['From: Bo <bo@acme.example>', `To: ${ADDRESS}`, `Subject: ${prefix}: ${FOR_LAMPS}`],
        ...['Content-Type: text/plain; charset=utf-8', '', 'For Ana', '', '-------- … --------'],
        ...order,
        ...['', 'Hi Ana,', '', 'We like it.'],
      ].join('\r\n');
    const [one, two, three, four] = fields as [string, string, string, string];
    for (const order of [fields, [three, two, four, one]])
      expect(await invitationIn(Buffer.from(forwardedAs(order)))).toMatchObject({
        job: { title: 'Lamps' },
        letter: 'Hi Ana,\n\nWe like it.',
        freelancer: { id: 'mailto:ana@acme.example' },
      });
  });

  /** Quotes a mail as one that a person forwards, who adds a remark. */
  const quoting = (from: string, subject: string, text: string, mark = '') =>
    [
      'For you.',
      '',
      '---------- Forwarded message ---------',
      ...[`From: ${from}`, 'Date: Sun, Mar 1, 2026 at 9:40 AM', `Subject: ${subject}`, 'To: Ana <ana@acme.example>'],
      '',
      ...text.split('\r\n'),
    ]
      .map((line) => `${mark}${line}`)
      .join('\r\n');
  const byBen = (text: string) =>
    Buffer.from(`From: Ben <ben@acme.example>\r\nTo: ${ADDRESS}\r\nSubject: Fwd: Fwd: a job\r\n\r\n${text}`);
  const LAMPS = 'You have an invitation to apply: Lamps';
  const upworks = quoting('Upwork <donotreply@upwork.com>', LAMPS, 'Hi Ana,\r\n\r\nWe like it.', '> ');
  const from = (sender: string) => byBen(quoting(sender, `Fwd: ${LAMPS}`, upworks));

  test.each(['Cara <cara@acme.example>', 'Cara'])(
    'by %s, whose mail another forwards, is for its addressee',
    async (by) => {
      expect(await invitationIn(from(by))).toMatchObject({
        job: { title: 'Lamps' },
        letter: 'Hi Ana,\n\nWe like it.',
        freelancer: { id: 'mailto:ana@acme.example' },
        uncertain: expect.arrayContaining(['title', 'url', 'letter', 'freelancer', 'invitedAt']),
      });
    },
  );

  const LONG = 'Senior full-stack developer for a booking platform with payments';
  const broken = `You have an invitation to apply: ${LONG.replace('a booking', 'a\r\nbooking')}`;
  const head = [
    '---------- Forwarded message ---------',
    'From: Upwork <donotreply@upwork.com>',
    'Date: Sun, Mar 1, 2026',
  ];
  const recipient = 'To: Ana <ana@acme.example>';
  const job = ['', 'Hi Ana,', '', 'We like it.'];

  test.each([
    ['before its recipient', [...head, `Subject: ${broken}`, recipient, ...job]],
    ['as its last line', [...head, recipient, `Subject: ${broken}`, ...job]],
    [
      'within quotation marks',
      [...head, recipient, `Subject: ${broken}`, ...job].map((line) => `> ${line.replace('\r\n', '\r\n> ')}`),
    ],
  ])('whose subject the mail program broke in two, %s, has its whole title', async (_, lines) => {
    expect(await invitationIn(byBen(lines.join('\r\n')))).toMatchObject({
      job: { title: LONG },
      letter: 'Hi Ana,\n\nWe like it.',
      freelancer: { id: 'mailto:ana@acme.example' },
    });
  });

  test.each(['Importance: High', 'Wichtigkeit: Hoch', 'X-Sender: somebody'])(
    'whose subject is followed by %s has that in no title',
    async (field) => {
      const title = 'Lamps for a shop in Lisbon';
      const lines = [...head, recipient, `Subject: You have an invitation to apply: ${title}`, field, ...job];
      const { job: read, letter } = await invitationIn(byBen(lines.join('\r\n')));
      expect(read.title).toBe(title);
      expect(letter).toContain('We like it.');
    },
  );

  test('whose header ends in a short subject keeps the first line below it out of the title', async () => {
    const lines = [...head, recipient, `Subject: ${LAMPS}`, ...job.slice(1)];
    expect(await invitationIn(byBen(lines.join('\r\n')))).toMatchObject({
      job: { title: 'Lamps' },
      letter: 'Hi Ana,\n\nWe like it.',
    });
  });

  test.each([
    [
      'Yahoo, with its header in one line',
      '   ----- Forwarded Message ----- From: Upwork <donotreply@upwork.com>To: "Ana" <ana@acme.example>Sent: Sunday, March 1, 2026 at 09:00:12 AM GMT+1Subject: You have an invitation to apply: Lamps',
    ],
    [
      'a German Yahoo',
      '   ----- Weitergeleitete Nachricht ----- Von: Upwork <donotreply@upwork.com>An: Ana <ana@acme.example>Gesendet: Sonntag, 1. März 2026 um 09:00:12 MEZBetreff: You have an invitation to apply: Lamps',
    ],
  ])('by %s, is for its addressee', async (_, header) => {
    expect(await invitationIn(byBen([' ', '', header, ...job].join('\r\n')))).toMatchObject({
      job: { title: 'Lamps' },
      letter: 'Hi Ana,\n\nWe like it.',
      freelancer: { id: 'mailto:ana@acme.example' },
    });
  });

  test('below a line between dashes, as Zoho writes it, is read', async () => {
    const line = '---- On Sun, 01 Mar 2026 09:00:12 +0100  Upwork <donotreply@upwork.com>  wrote ---';
    const raw = byBen([line, ...job.map((one) => `> ${one}`)].join('\r\n'));
    expect(await invitationIn(Buffer.from(raw.toString().replace('Fwd: Fwd: a job', `Fwd: ${LAMPS}`)))).toMatchObject({
      job: { title: 'Lamps' },
      letter: 'Hi Ana,\n\nWe like it.',
    });
  });

  test('by people who add no word of their own is for its addressee', async () => {
    const bare = (text: string) => text.replace('For you.\r\n', '');
    const twice = bare(quoting('Cara <cara@acme.example>', `Fwd: ${LAMPS}`, bare(upworks.replace(/^> ?/gm, ''))));
    expect(await invitationIn(byBen(twice))).toMatchObject({
      job: { title: 'Lamps' },
      letter: 'Hi Ana,\n\nWe like it.',
      freelancer: { id: 'mailto:ana@acme.example' },
    });
  });

  test('counts only where all who forwarded it may, in its text or as attachments', async () => {
    const limited = { ...connection, config: { ...config, domains: ['acme.example'] } };
    expect((await post(from('Cara <cara@acme.example>'), limited)).events).toHaveLength(1);
    expect((await post(from('Eve <eve@evil.example>'), limited)).ignored).toBe('other-mail');
    expect((await post(from('Cara'), limited)).ignored).toBe('other-mail');
    const eves = from('x').toString().replace('ben@acme.example', 'eve@evil.example');
    expect((await post(attachment(OUTLOOK, eves))).events).toHaveLength(1);
    expect((await post(attachment(OUTLOOK, eves), limited)).ignored).toBe('other-mail');
  });

  test('by five people is read, by more it is not', async () => {
    const times = (many: number) =>
      byBen(
        Array.from({ length: many }).reduce<string>(
          (text) => quoting('Cara <cara@acme.example>', 'Fwd', text),
          upworks,
        ),
      );
    expect((await post(times(4))).events).toHaveLength(1);
    expect((await post(times(5))).ignored).toBe('other-mail');
  });

  test('twice, or beside the mail itself, is one invitation', async () => {
    const [one, other] = [await invitationIn('forwarded-gmail'), await invitationIn('to-apply')];
    expect(one.id).toBe(other.id);
    const again = mail('forwarded-gmail').toString().replace('CAF=1@', 'CAF=2@');
    expect((await post(Buffer.from(again))).id).toBe((await post(mail('forwarded-gmail'))).id);
  });
});

describe('a mail that is no invitation', () => {
  test.each([
    ['job-alert', 'job-alert'],
    ['other', 'other-mail'],
    ['look-alike', 'other-mail'],
    ['loop', 'other-mail'],
    ['auto-reply', 'other-mail'],
  ])('is put aside: %s', async (name, ignored) => {
    expect(await post(mail(name))).toMatchObject({ events: [], ignored });
  });

  test.each([
    ['From', 'Ana <ana@acme.example>'],
    ['From', 'Upwork <upwork@in.acme.example>'],
    ['From', 'MAILER-DAEMON@in.acme.example'],
    ['From', '"donotreply@upwork.com" <x@evil.example>'],
    ['From', 'Upwork <donotreply@notupwork.com>'],
    ['X-Loop', 'upwork@in.acme.example'],
    ['Precedence', 'auto_reply'],
    ['Subject', 'New job: Payment service'],
    ['Subject', 'Your proposal was viewed'],
  ])('is put aside: %s %s', async (header, value) => {
    const text = mail('to-apply')
      .toString()
      .replace(new RegExp(`^${header}: .*\n`, 'm'), '');
    expect(await post(Buffer.from(`${header}: ${value}\n${text}`))).toMatchObject({ events: [] });
  });

  test('is put aside where it has passed forty servers', async () => {
    const hops = 'Received: from a.example by b.example; Sun, 01 Mar 2026 09:30:05 +0000\n'.repeat(40);
    expect((await post(Buffer.from(hops + mail('to-apply').toString()))).ignored).toBe('other-mail');
  });

  test.each(['', 'no mail', '\u0000\u0001', '{"a":1}', '\uFEFF\r\n'])(
    'and no mail at all is refused with what to send: %j',
    async (text) => {
      await expect(post(Buffer.from(text))).rejects.toMatchObject({
        kind: 'unreadable',
        detail: expect.stringContaining('raw mail'),
      });
    },
  );

  test.each(['\r\n', '\uFEFF', '\uFEFF\n\n', 'From donotreply@upwork.com Sun Mar  1 09:30:00 2026\n'])(
    'and a mail is one behind %j, too',
    async (before) => {
      const raw = Buffer.concat([Buffer.from(before), mail('to-apply')]);
      expect(await invitationIn(raw)).toMatchObject({ id: '1955676881223622657' });
    },
  );

  test('of hostile HTML or nesting takes no long time', async () => {
    const head =
      'From: donotreply@upwork.com\nTo: ana@acme.example\nSubject: Invitation to apply: x\nContent-Type: text/html\n\n';
    expect((await post(Buffer.from(head + '<div>'.repeat(50_000)))).events).toHaveLength(1);
    expect((await post(Buffer.from(`${head}${'<a href="'.repeat(20_000)}`))).events).toHaveLength(1);
    const nested = Array.from(
      { length: 400 },
      (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
    ).join('');
    await expect(
      post(Buffer.from(`From: a@upwork.com\nContent-Type: multipart/mixed; boundary=b0\n\n${nested}`)),
    ).rejects.toMatchObject({ kind: 'unreadable' });
  });
});

import PostalMime, { type Address, type Email } from 'postal-mime';
import { BadWebhook } from '../bad-webhook.js';
import { decodedText, htmlToText } from '../plain-text.js';
import type { Mail, Mailbox } from './mail.js';

/** Bytes of a mail that are read. Its texts come first; the rest are attachments, which are not needed. */
const READ = 1024 * 1024;

/**
 * Further limits of a mail: its lines (a megabyte of base64 has that many), lines that may begin a part, and bytes of
 * headers. Each costs far more than its bytes: a megabyte of line feeds took 20 seconds, 40,000 empty parts took ten.
 */
const MOST_LINES = 15_000;
const MOST_PARTS = 500;
const LONGEST_HEADERS = 64 * 1024;

const DASH = 0x2d;

/** The bytes of a byte order mark and of line ends, which may precede a mail. */
const BEFORE_MAIL: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0x0d, 0x0a]);

const NO_MAIL = 'The body is to be the raw mail, beginning with its headers.';

/** Headers of which every mail has at least one (RFC 5322, 3.6). Content without any of them is no mail. */
const OF_A_MAIL: ReadonlySet<string> = new Set(['from', 'to', 'subject', 'date', 'received', 'message-id']);

/**
 * Reads a raw mail, without a byte order mark and blank lines before it.
 * @throws BadWebhook('unreadable') for content that is no mail
 */
export async function readMime(raw: Uint8Array): Promise<Mail> {
  const begin = raw.findIndex((byte) => !BEFORE_MAIL.has(byte));
  const email = await PostalMime.parse(beginningOf(raw.subarray(Math.max(begin, 0))), {
    maxNestingDepth: 50,
    maxHeadersSize: LONGEST_HEADERS,
    maxRfc822NestingDepth: 3,
  }).catch(() => {
    throw new BadWebhook('unreadable');
  });
  if (!email.headers.some(({ key }) => OF_A_MAIL.has(key))) throw new BadWebhook('unreadable', [], NO_MAIL);
  return mailOf(email);
}

/** Cuts a mail to the part that is read. */
function beginningOf(mail: Uint8Array): Uint8Array {
  const read = mail.subarray(0, READ);
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
  let [lines, parts] = [0, 0];
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', end + 1)) {
    lines += 1;
    if (bytes[end + 1] === DASH && bytes[end + 2] === DASH) parts += 1;
    if (lines === MOST_LINES || parts > MOST_PARTS) return read.subarray(0, end + 1);
  }
  return read;
}

function mailOf(email: Email): Mail {
  const at = new Date(email.date ?? '');
  return {
    from: mailboxesOf(email.from ? [email.from] : [])[0],
    to: mailboxesOf([...(email.to ?? []), ...(email.cc ?? [])]),
    subject: decodedText(email.subject ?? '').replace(/\s+/g, ' '),
    at: Number.isNaN(at.getTime()) ? undefined : at,
    text: email.text?.trim() ? decodedText(email.text) : htmlToText(email.html ?? ''),
    headers: email.headers.map(({ key: name, value }) => ({ name, value })),
  };
}

const mailboxesOf = (addresses: readonly Address[]): Mailbox[] =>
  addresses
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ name, address }) => (address ? [{ name: decodedText(name), address: address.toLowerCase() }] : []));

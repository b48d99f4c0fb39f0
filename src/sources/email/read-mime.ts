import PostalMime, { type Address, type Email } from 'postal-mime';
import { BadWebhook } from '../bad-webhook.js';
import { decodedText, type TagsLeft } from '../plain-text.js';
import { joinFlowed, withHiddenFlow } from './flowed-text.js';
import { joinEncodedWords } from './join-encoded-words.js';
import { headerFrom, type Mail, type Mailbox, MOST_PEOPLE, mailboxesFrom } from './mail.js';
import { mailText } from './mail-text.js';
import { isMislabelled, withOtherCharset, withUtf8, withUtf8Headers } from './mislabelled-text.js';
import { isUtf7, utf7Decoded } from './utf-7.js';

/** The most bytes that are read of a mail, whose texts come first. The mails attached to it have as many together. */
const READ = 1024 * 1024;

/**
 * The most that is read of a mail besides, with all mails that are attached to it: lines, as a megabyte of base64 has
 * them, lines that may begin a part, tags of HTML, and bytes of headers. Each costs far more than its bytes: a megabyte
 * of line feeds took 20 seconds, 40,000 empty parts took ten.
 */
const MOST_LINES = 15_000;
const MOST_PARTS = 500;
const MOST_TAGS = 20_000;
const LONGEST_HEADERS = 64 * 1024;

/** The most mails that are read of one, and how deep they may lie in each other. */
const MOST_ATTACHED = 10;
const DEEPEST = 3;

const DASH = 0x2d;

/** The bytes of a byte order mark and of line ends, which may precede a mail. */
const BEFORE_MAIL: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0x0d, 0x0a]);

const NO_MAIL = 'The body is to be the raw mail, beginning with its headers.';

/** Headers of which every mail has at least one (RFC 5322, 3.6). Content without any of them is no mail. */
const OF_A_MAIL: ReadonlySet<string> = new Set(['from', 'to', 'subject', 'date', 'received', 'message-id']);

/** The rest that may still be read of what one delivery brings: a mail and the mails that are attached to it. */
interface Left extends TagsLeft {
  bytes: number;
  lines: number;
  parts: number;
  headers: number;
  mails: number;
}

/** Returns what may be read of one delivery. */
export const wholeDelivery = (): Left => ({
  bytes: READ,
  lines: MOST_LINES,
  parts: MOST_PARTS,
  tags: MOST_TAGS,
  headers: LONGEST_HEADERS,
  mails: MOST_ATTACHED,
});

/** A file of a mail. */
interface Attachment {
  readonly name: string;
  readonly type: string;
  /** The bytes of the file, at most so many. */
  content(most: number): Uint8Array;
}

/**
 * Reads a raw mail, without the byte order mark and the blank lines that a script may send before it, and the mails
 * that are attached to it.
 * @throws BadWebhook('unreadable') for what is no mail
 */
export const readMime = (raw: Uint8Array): Promise<Mail> => readWithin(raw.subarray(0, READ), wholeDelivery(), DEEPEST);

/**
 * Reads the mails among the files of a mail. A file that is none is left out.
 * @param left counts the mail itself too
 */
export const readAttached = (files: readonly Attachment[], left: Left): Promise<Mail[]> =>
  readFiles(files, left, DEEPEST);

async function readWithin(raw: Uint8Array, left: Left, depth: number): Promise<Mail> {
  const begin = raw.findIndex((byte) => !BEFORE_MAIL.has(byte));
  const bytes = withLineFeeds(raw.subarray(Math.max(begin, 0)));
  const { mail, flow } = withHiddenFlow(withJoinedWords(beginningOf(bytes, left)));
  const named = await parsed(mail, left);
  const isOther = isMislabelled(`${named.text}${named.html}`);
  const labelled = isOther ? withOtherCharset(mail) : mail;
  const email = isOther ? await parsed(labelled, left) : named;
  if (!email.headers.some(({ key }) => OF_A_MAIL.has(key))) throw new BadWebhook('unreadable', [], NO_MAIL);
  left.headers = Math.max(0, left.headers - sizeOf(email.headerLines));
  const [words = '', page = ''] = [email.text, email.html].map((text) => withUtf8(text ?? '', labelled));
  const plain = isUtf7(charsetOf(email)) ? utf7Decoded(words) : words;
  const text = mailText(flow ? joinFlowed(plain, flow) : plain, page, left);
  return mailOf(email, text, await readFiles(filesOf(email), left, depth));
}

/** Parses a mail, given as ISO 8859-1. */
const parsed = (mail: string, { headers }: Left): Promise<Email> =>
  PostalMime.parse(Buffer.from(mail, 'latin1'), {
    maxNestingDepth: 50,
    maxHeadersSize: headers,
    forceRfc822Attachments: true,
  }).catch(() => {
    throw new BadWebhook('unreadable');
  });

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Converts the lines of a mail that ends them with a carriage return alone, as some old programs do. */
const withLineFeeds = (mail: Uint8Array): Uint8Array =>
  mail.includes(LINE_FEED) ? mail : mail.map((byte) => (byte === RETURN ? LINE_FEED : byte));

/** Matches the blank line after the headers. */
const END_OF_HEADERS = /\r?\n\r?\n/;

/** Joins the encoded words in the headers of a mail, and writes its headers in UTF-8. Returns its bytes as ISO 8859-1. */
function withJoinedWords(bytes: Uint8Array): string {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const beginning = mail.slice(0, LONGEST_HEADERS);
  const end = END_OF_HEADERS.exec(beginning)?.index ?? beginning.length;
  return joinEncodedWords(withUtf8Headers(beginning.slice(0, end), beginning)) + mail.slice(end);
}

/** Matches the content type of a mail that is one plain text, with its character set. */
const PLAIN_TEXT = /^text\/plain\s*;(?:.*;)?\s*charset\s*=\s*["']?([\w-]+)/is;

/** Returns the character set of a mail that is one plain text; empty for other mails, and where it names none. */
const charsetOf = ({ headers }: Email): string =>
  headers.flatMap(({ key, value }) =>
    key === 'content-type' ? (PLAIN_TEXT.exec(value.slice(0, LONGEST_TYPE))?.[1] ?? []) : [],
  )[0] ?? '';

/** The most of a content type that is read, in characters. */
const LONGEST_TYPE = 1000;

const sizeOf = (lines: Email['headerLines']): number => lines.reduce((sum, { line }) => sum + line.length, 0);

/** Parts of a report of a mail server, whose mail was not sent on to be read. */
const REPORTS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/feedback-report']);

const filesOf = ({ attachments }: Email): Attachment[] =>
  attachments.some(({ mimeType }) => REPORTS.has(mimeType))
    ? []
    : attachments.map(({ filename, mimeType, content }) => ({
        name: filename ?? '',
        type: mimeType,
        content: (most) => new Uint8Array(content as ArrayBuffer).subarray(0, most),
      }));

/** Tells whether a file is a mail by its type, or, as some programs know none for it, by its name. */
const isMail = ({ name, type }: Attachment): boolean =>
  /^message\/(?:rfc822|global)$/i.test(type) || /\.eml$/i.test(name);

async function readFiles(files: readonly Attachment[], left: Left, depth: number): Promise<Mail[]> {
  if (depth === 0) return [];
  const mails: Mail[] = [];
  for (const file of files.filter(isMail)) {
    if (left.mails === 0 || left.bytes === 0 || left.lines <= 0) break;
    const raw = file.content(left.bytes);
    left.mails -= 1;
    left.bytes -= raw.length;
    const mail = await readWithin(raw, left, depth - 1).catch(() => undefined);
    if (mail) mails.push(mail);
  }
  return mails;
}

/** Cuts a mail to what may be read of it. */
function beginningOf(mail: Uint8Array, left: Left): Uint8Array {
  const bytes = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', end + 1)) {
    left.lines -= 1;
    if (bytes[end + 1] === DASH && bytes[end + 2] === DASH) left.parts -= 1;
    if (left.lines <= 0 || left.parts < 0) return mail.subarray(0, end + 1);
  }
  return mail;
}

function mailOf(email: Email, text: string, attached: readonly Mail[]): Mail {
  const at = new Date(email.date ?? '');
  return {
    from: mailboxesOf(email.from ? [email.from] : [])[0],
    to: mailboxesOf([...(email.to ?? []), ...(email.cc ?? [])]),
    subject: decodedText(email.subject ?? '').replace(/\s+/g, ' '),
    at: Number.isNaN(at.getTime()) ? undefined : at,
    text,
    headers: email.headers.map(({ key, value }) => headerFrom(key, value)),
    attached,
  };
}

const mailboxesOf = (addresses: readonly Address[]): Mailbox[] =>
  addresses
    .flatMap((one) => one.group ?? [one])
    .slice(0, MOST_PEOPLE)
    .flatMap(({ name, address }) => mailboxesFrom(name, address));

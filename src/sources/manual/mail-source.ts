import { isUtf8 } from 'node:buffer';
import { charsetIn, decodedBytes } from '../charset-of-bytes.js';
import { joinFlowed } from '../email/flowed-text.js';
import { hexDecoded, withoutEncodedWords } from '../email/join-encoded-words.js';
import { mailText } from '../email/mail-text.js';

/** The texts of a mail, or of one of its parts. */
interface Texts {
  readonly plain: string;
  readonly html: string;
}

const NONE: Texts = { plain: '', html: '' };

/** Matches a line of a mail's headers, and one that continues such a line. */
const FIELD = /^[A-Za-z][\w-]{0,60}:/;
const FOLD = /^[ \t]+\S/;

/** Matches the headers that the source of a mail has and a text about mails hardly ever. */
const OF_CONTENT = /^(?:content-type\s*:\s*\w+\/|content-transfer-encoding\s*:|mime-version\s*:)/i;

/** Matches lines of the table that mail programs show above the source. */
const TABLE = /^(?:message[- ]id|spf|dkim|dmarc)\b/i;

/** Matches a line between the parts of a mail, and captures its boundary. */
const BOUNDARY_LINE = /^--(\S+)\s*$/;

/** The deepest nesting of parts that is read. */
const DEEPEST = 10;

/** The most HTML tags that are read of a source. */
const MOST_TAGS = 10_000;

/**
 * Decodes the source of a mail, or a piece of it, that a person copied from `View source` or `Show original`: returns
 * the words above it, its subject and its text. Any other text stays as it is.
 */
export function decodedSource(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const content = lines.findIndex((line) => OF_CONTENT.test(line));
  const first = lines.slice(0, Math.max(content, 0)).findLastIndex((line) => !FIELD.test(line) && !FOLD.test(line)) + 1;
  const boundary = BOUNDARY_LINE.exec(lines[first - 1] ?? '')?.[1];
  const { fields, body } = partOf(lines.slice(first));
  if (content < 0 || (fields.size < 2 && boundary === undefined)) return decodedBody(text);
  const above = lines.slice(0, boundary === undefined ? first : first - 1);
  const { plain, html } =
    boundary === undefined ? textsOf(fields, body, DEEPEST) : textsBetween(lines.slice(first - 1), boundary, DEEPEST);
  const subject = withoutEncodedWords(fields.get('subject') ?? '');
  return [
    ...(above.some((line) => TABLE.test(line)) ? [] : above),
    ...(subject ? [`Subject: ${subject}`, ''] : []),
    mailText(plain, html, { tags: MOST_TAGS }),
  ].join('\n');
}

/** A part of a mail: its headers by their names in lower case, the first of each name, and the lines below them. */
interface Part {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: readonly string[];
}

function partOf(lines: readonly string[]): Part {
  const end = lines.findIndex((line) => line.trim() === '');
  const head = end < 0 ? lines : lines.slice(0, end);
  const fields = head
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .filter((line) => FIELD.test(line))
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
  return { fields: new Map(fields.toReversed()), body: end < 0 ? [] : lines.slice(end + 1) };
}

/** Decodes the texts of a part and of the parts in it, without those of files. */
function textsOf(fields: Part['fields'], body: readonly string[], depth: number): Texts {
  const type = fields.get('content-type') ?? 'text/plain';
  const [, quoted, bare] = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (depth === 0 || /^attachment\b/i.test(fields.get('content-disposition') ?? '')) return NONE;
  if (boundary !== undefined) return textsBetween(body, boundary, depth);
  if (!/^text\//i.test(type)) return NONE;
  const text = decoded(fields, type, body);
  return /^text\/html\b/i.test(type) ? { plain: '', html: text } : { plain: text, html: '' };
}

/** Decodes the texts of the parts between the lines of a boundary; what is above the first one is none. */
function textsBetween(lines: readonly string[], boundary: string, depth: number): Texts {
  const starts = lines.flatMap((line, at) => (line.trimEnd().startsWith(`--${boundary}`) ? [at] : []));
  const texts = starts.map((start, at) => {
    const { fields, body } = partOf(lines.slice(start + 1, starts[at + 1]));
    return fields.size > 0 ? textsOf(fields, body, depth - 1) : NONE;
  });
  const joined = (kind: keyof Texts) => texts.flatMap((one) => one[kind] || []).join('\n');
  return { plain: joined('plain'), html: joined('html') };
}

/** Decodes a text by its headers. Characters that a browser has shown are decoded already. */
function decoded(fields: Part['fields'], type: string, body: readonly string[]): string {
  const encoding = fields.get('content-transfer-encoding') ?? '';
  const charset = charsetIn(type) ?? '';
  const text = /^base64\b/i.test(encoding)
    ? decodedBytes(Buffer.from(body.join(''), 'base64'), charset)
    : /^quoted-printable\b/i.test(encoding)
      ? decodedBytes(quotedPrintableBytes(body.join('\n')), charset)
      : body.join('\n');
  if (!/\bformat\s*=\s*"?flowed\b/i.test(type)) return text;
  return joinFlowed(text, /\bdelsp\s*=\s*"?yes\b/i.test(type) ? 'adds-space' : 'keeps-space');
}

/** Matches a line break that quoted-printable adds (RFC 2045, 6.7). */
const SOFT_BREAK = /=[ \t]*(?:\n|$)/g;

const quotedPrintableBytes = (text: string): Uint8Array =>
  Buffer.from(hexDecoded(Buffer.from(text.replace(SOFT_BREAK, '')).toString('latin1')), 'latin1');

/** Matches an equals sign that does not occur in quoted-printable, such as that of `?id=7`. */
const BARE_SIGN = /=(?![0-9A-F]{2}|[ \t]*(?:\n|$))/;

/** Matches signs of quoted-printable that nobody writes otherwise: a long line that is broken, and a letter in UTF-8. */
const QUOTED_PRINTABLE = /[^\n]{50,75}=[ \t]*\n|=[C-F][0-9A-F](?:=[89AB][0-9A-F])+/;

const BASE64 = /^[A-Za-z0-9+/\n]{60,}={0,2}\s*$/;

/** Matches a control character, which no text has. */
const CONTROL = /[^\P{Cc}\t\r\n]/u;

/** Decodes a text that is the encoded body of a mail, without its headers; any other stays as it is. */
function decodedBody(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  const bytes =
    QUOTED_PRINTABLE.test(lines) && !BARE_SIGN.test(lines)
      ? quotedPrintableBytes(lines)
      : BASE64.test(lines.trim()) && Buffer.from(lines, 'base64');
  if (!bytes || !isUtf8(bytes)) return text;
  const found = decodedBytes(bytes, 'utf-8');
  return CONTROL.test(found) ? text : found;
}

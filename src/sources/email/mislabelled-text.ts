import { isAscii } from 'node:buffer';
import { CHARSET, charsetIn, charsetOfBytes, decodedBytes } from '../charset-of-bytes.js';
import { windows1252Bytes } from '../plain-text.js';
import { partAttached } from './part-attached.js';

/** Matches the headers that say of what kind the texts of a mail are. */
const TEXT = /^content-type:[ \t]*text\/[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;

/** Matches the character set that a page names itself. */
const OF_PAGE = /<meta\s[^<>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i;

/** Matches what takes the place of bytes that are invalid in their character set. */
const INVALID = /\ufffd/;

/** Tells whether a text has bytes that are invalid in the character set that its mail names. */
export const isMislabelled = (text: string): boolean => INVALID.test(text);

/**
 * Names another character set for the texts of a mail that are said to be in UTF-8, or have no name of one: that which
 * a page names itself, or else Windows-1252. Mails attached to it stay as they are.
 * @param mail its bytes as ISO 8859-1
 */
export function withOtherCharset(mail: string): string {
  const { own, attached } = partAttached(mail);
  const ofPage = OF_PAGE.exec(own)?.[1] ?? '';
  const other = /^(?:|utf-?8)$/i.test(ofPage) ? 'windows-1252' : ofPage;
  const labelled = own.replace(TEXT, (header) => {
    const named = charsetIn(header);
    if (named === undefined) return `${header}; charset=${other}`;
    return /^utf-?8$/i.test(named) ? header.replace(CHARSET, 'charset=windows-1252') : header;
  });
  return /^content-type:/im.test(labelled)
    ? labelled + attached
    : `Content-Type: text/plain; charset=${other}\r\n${mail}`;
}

/** Decodes a text in UTF-8 that was read as Windows-1252, since its mail named that or a name without a decoder. */
export function withUtf8(text: string, mail: string): string {
  const bytes = /charset\s*=\s*["']?utf-?8/i.test(mail) ? undefined : windows1252Bytes(text);
  return bytes && charsetOfBytes(bytes, 'windows-1252') === 'utf-8' ? decodedBytes(bytes, 'utf-8') : text;
}

/**
 * Writes header lines whose bytes are not UTF-8 in UTF-8 (RFC 6532): from the character set that the mail names for its
 * text, or else from Windows-1252.
 * @param head the headers, with one character for each byte
 * @param mail the beginning of the mail, likewise
 */
export function withUtf8Headers(head: string, mail: string): string {
  const bytes = Buffer.from(head, 'latin1');
  if (isAscii(bytes)) return head;
  const named = charsetIn(mail) ?? '';
  return head
    .split('\n')
    .map((line) => {
      const written = Buffer.from(line, 'latin1');
      return charsetOfBytes(written, '') === '' ? line : Buffer.from(decodedBytes(written, named)).toString('latin1');
    })
    .join('\n');
}

import { isUtf8 } from 'node:buffer';
import { decodeWords } from 'postal-mime';
import { charsetOfBytes } from '../charset-of-bytes.js';
import { isUtf7, utf7Decoded } from './utf-7.js';

/** Matches an encoded word (RFC 2047, 2), and those behind it with nothing but blanks or a fold between them. */
const WORD = String.raw`=\?[^?\s]+\?[QqBb]\?[^?\r\n]*\?=`;
const BETWEEN = String.raw`(?:[ \t]|\r?\n(?=[ \t]))*`;
const WORDS = new RegExp(`${WORD}(?:${BETWEEN}${WORD})*`, 'g');
const PARTS = /=\?([^?\s]+)\?([QqBb])\?([^?\r\n]*)\?=/g;

/** One encoded word. */
interface Word {
  /** The character set in lower case, without a language (RFC 2231, 5). */
  readonly charset: string;
  readonly encoding: string;
  readonly text: string;
}

/**
 * Joins adjacent encoded words of one character set into one, names the one that their bytes are in, and decodes those
 * in UTF-7. Each word ought to hold whole characters (RFC 2047, 5), but many senders cut a text by its bytes. Words of
 * different character sets stay apart.
 * @param header a header, or a whole block of them, with one character for each byte
 */
export const joinEncodedWords = (header: string): string =>
  header.replace(WORDS, (words) => {
    const groups: [Word, ...Word[]][] = [];
    for (const [, label = '', encoding = '', text = ''] of words.matchAll(PARTS)) {
      const word = { charset: label.replace(/\*.*/, '').toLowerCase(), encoding: encoding.toUpperCase(), text };
      const group = groups.at(-1);
      if (group?.[0].charset === word.charset) group.push(word);
      else groups.push([word]);
    }
    return isAsWritten(groups) ? words : groups.map(encoded).join(' ');
  });

/** Tells whether there is one word, in the character set that it names, for which there is a decoder. */
const isAsWritten = ([first, ...others]: readonly [Word, ...Word[]][]): boolean =>
  others.length === 0 && first?.length === 1 && !isUtf7(first[0].charset) && charsetOf(first) === first[0].charset;

const charsetOf = (words: readonly [Word, ...Word[]]): string => charsetOfBytes(bytesOf(words), words[0].charset);

/** Decodes a header that a provider has read already, where it left encoded words. */
export const withoutEncodedWords = (text: string): string =>
  text.includes('=?')
    ? decodeWords(Buffer.from(joinEncodedWords(Buffer.from(text).toString('latin1')), 'latin1').toString())
    : text;

/** Encodes the bytes of several words as one; those in UTF-7, for which there is no decoder, in UTF-8. */
function encoded(words: readonly [Word, ...Word[]]): string {
  const [{ charset }] = words;
  const bytes = bytesOf(words);
  if (!isUtf7(charset)) return `=?${charsetOf(words)}?B?${bytes.toString('base64')}?=`;
  return `=?utf-8?B?${Buffer.from(utf7Decoded(bytes.toString('latin1'))).toString('base64')}?=`;
}

/** Returns the bytes of words that were encoded one by one, or else of a text that was encoded first and cut then. */
function bytesOf(words: readonly [Word, ...Word[]]): Buffer {
  const bytes = Buffer.concat(words.map(bytesIn));
  if (isUtf8(bytes) || words.some(({ encoding }) => encoding !== 'B')) return bytes;
  const whole = Buffer.from(words.map(({ text }) => text).join(''), 'base64');
  return isUtf8(whole) ? whole : bytes;
}

const bytesIn = ({ encoding, text }: Word): Buffer =>
  encoding === 'B' ? Buffer.from(text, 'base64') : Buffer.from(unquoted(text), 'latin1');

/** Decodes the encoding `Q` to one character for each byte (RFC 2047, 4.2). */
const unquoted = (text: string): string => hexDecoded(text.replaceAll('_', ' '));

/** Decodes bytes written as `=C3` to one character each. */
export const hexDecoded = (text: string): string =>
  text.replace(/=([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));

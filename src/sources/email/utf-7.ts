/** Matches what is encoded in a text in UTF-7 (RFC 2152): a plus sign, base64 of UTF-16, and perhaps a hyphen. */
const ENCODED = /\+([A-Za-z0-9+/]*)-?/g;

/** The names of the encoding in lower case, as IANA registers them, and as they are spelled without their hyphens. */
const NAMES: ReadonlySet<string> = new Set([
  'utf-7',
  'utf7',
  'csutf7',
  'unicode-1-1-utf-7',
  'unicode11utf7',
  'csunicode11utf7',
]);

/** Tells whether a character set is UTF-7, for which there is no decoder. */
export const isUtf7 = (charset: string): boolean => NAMES.has(charset.toLowerCase());

/** Decodes a text in UTF-7, of which each character is one byte. What is no whole character is left out. */
export const utf7Decoded = (text: string): string =>
  text.replace(ENCODED, (whole, base64: string) => {
    if (base64 === '') return whole === '+-' ? '+' : whole;
    const bytes = Buffer.from(base64, 'base64');
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le');
  });

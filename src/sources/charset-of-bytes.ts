import { isAscii, isUtf8 } from 'node:buffer';

/** Matches the character set that a header or a page names, and captures its name. */
export const CHARSET = /charset\s*=\s*["']?([\w.:-]{1,40})["']?/i;

/** Returns the name of the character set that a text states first; undefined where it names none. */
export const charsetIn = (text: string): string | undefined => CHARSET.exec(text)?.[1];

const UTF_8 = /^(?:|utf-?8|unicode-1-1-utf-8)$/i;

/** Matches the names that programs give to texts of which they do not know the character set. */
const GUESSED = /^(?:us-ascii|ascii|ansi_x3\.4-1968|iso-?8859-?1|latin-?1|windows-1252|cp-?1252)$/i;

/**
 * Returns the character set that bytes are in: the named one, unless they contradict it. UTF-8 and Windows-1252 are
 * often named in place of each other, and bytes beyond ASCII are hardly ever valid UTF-8 by chance.
 * @param named the name that a header gives; empty where it gives none
 */
export function charsetOfBytes(bytes: Uint8Array, named: string): string {
  if (isAscii(bytes)) return named;
  if (isUtf8(bytes)) return UTF_8.test(named) || (!GUESSED.test(named) && isKnown(named)) ? named : 'utf-8';
  return UTF_8.test(named) ? 'windows-1252' : named;
}

/** Decodes bytes in the character set that they are in; as Windows-1252 where there is no decoder for it. */
export function decodedBytes(bytes: Uint8Array, named: string): string {
  const charset = charsetOfBytes(bytes, named) || 'utf-8';
  return new TextDecoder(isKnown(charset) ? charset : 'windows-1252').decode(bytes);
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

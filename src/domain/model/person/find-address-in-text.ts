const ADDRESS = /^https?:\/\/\S+$|^[^\s@]+@[^\s@]+\.[^\s@]+$/i;

/** A web address as browsers show it, without its scheme. */
const WITHOUT_SCHEME = /^(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+$/i;

/** The longest text that is read, in characters. */
const LONGEST = 2000;

/** Punctuation that surrounds an address in running text. */
const AROUND = /^["'“„‘(<[\s]+|["'”’)>\]\s.,;:!?…]+$/gu;

/**
 * Extracts the email address or profile URL from typed or pasted text, also from `mailto:a@b.example`,
 * `Name <a@b.example>` or the end of a sentence; undefined where there is none.
 */
export function addressIn(text: string): string | undefined {
  const seen = visible(text);
  const [, inBrackets] = /[<(]([^<>()\s]+)[>)][\s\p{P}]*$/u.exec(seen) ?? [];
  return [seen, inBrackets ?? ''].map(bare).find((address) => ADDRESS.test(address));
}

/**
 * An address alone that leads to no web page: an email address, a file or a script. A word and a colon, such as `Re:`,
 * may be a title.
 */
const NO_PAGE =
  /^(?:(?:javascript|vbscript):.*|(?:data|file|mailto|tel|sms|about|blob|view-source):\S+|(?!https?:)[a-z][a-z0-9+.-]*:\/\/\S*|(?!https?:)[^\s@]+@[^\s@/]+\.[^\s@/]+)$/i;

/** Tells whether a text is nothing but an address that leads to no web page. */
export const isNoPage = (text: string): boolean => NO_PAGE.test(visible(text).replace(AROUND, ''));

/** Returns the part of a text that is read, without invisible characters. */
const visible = (text: string): string =>
  text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .slice(0, LONGEST);

function bare(written: string): string {
  const address = written.replace(AROUND, '').replace(/^mailto:([^?]*).*$/i, '$1');
  return WITHOUT_SCHEME.test(address) ? `https://${address}` : address;
}

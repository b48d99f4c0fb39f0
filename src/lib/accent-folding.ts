/** Letters that Unicode does not decompose, with their plain spelling. */
const BASE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};

/** Letters that are written as two letters where they cannot be typed (German, Danish, Norwegian, Swedish). */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/**
 * Matches accents of Latin, Greek and Cyrillic, and points of Hebrew and Arabic. In other scripts, such marks are parts
 * of letters.
 */
const MARKS = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;

const APOSTROPHES = /['’‘ʼ`´]/g;
const DASHES = /\p{Pd}/gu;
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

const replaced = (text: string, letters: Readonly<Record<string, string>>): string =>
  text.replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? letter);

const bare = (text: string): string => replaced(text.normalize('NFKD').replace(MARKS, ''), BASE).normalize('NFC');

/** Normalizes case, composition, spaces, dashes and apostrophes, and removes invisible characters. */
const even = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(APOSTROPHES, '')
    .replace(DASHES, '-')
    .replace(/ +/g, ' ')
    .trim();

const ASCII = /^\p{ASCII}*$/u;

/** Does the same as `even` and `bare`, faster, for ASCII texts. */
const evenAscii = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}'`]/gu, '')
    .trim();

/** Folds a text to lower case without accents, so that texts that look alike become equal. */
export const fold = (text: string): string => (ASCII.test(text) ? evenAscii(text) : bare(even(text)));

/** Returns the spellings of a text without accents, the folded first: `jurgen` and `juergen` for “Jürgen”. */
export function spellings(text: string): readonly string[] {
  if (ASCII.test(text)) return [evenAscii(text)];
  const plain = even(text);
  return [...new Set([bare(plain), bare(replaced(plain, WRITTEN_OUT))])];
}

/** Tells whether two texts have a spelling in common. */
export function isSameText(a: string, b: string): boolean {
  const known = spellings(a);
  return spellings(b).some((spelling) => known.includes(spelling));
}

/** Returns the text that a search runs on: every spelling on a line of its own. */
export const searchKey = (text: string): string => spellings(text).join('\n');

/** Matches punctuation around a word, such as in `@ben`, `"ben"` and `Okoro, Ben`; `ben@` begins an address. */
const AROUND = /^\p{P}+|[^\P{P}@]+$/gu;

/** The characters between the parts of a name, as in “Mary-Jane van der Berg” and “J. R. Lee”. */
const BETWEEN = '[ .·-]';

/** The most letters of a word that is looked for across the parts of a name. */
const LONGEST_JOINED = 64;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * Returns the patterns for a word in a search key: anywhere within a part, or from the beginning of a part across
 * several.
 */
function placesOf(word: string): readonly string[] {
  const letters = [...word.replace(new RegExp(BETWEEN, 'g'), '')].map(escaped);
  const isJoined = letters.length > 1 && letters.length <= LONGEST_JOINED;
  return [escaped(word), ...(isJoined ? [`(?:^|\n|${BETWEEN})${letters.join(`${BETWEEN}*`)}`] : [])];
}

const patternOf = (word: string): RegExp => new RegExp(spellings(word).flatMap(placesOf).join('|'), 'u');

/**
 * The longest query that is searched, in UTF-16 units: each word is searched in each text, and a database refuses long
 * patterns.
 */
const LONGEST_QUERY = 250;

/**
 * Splits a query into words without the punctuation around them, each as a pattern of its spellings; empty for an empty
 * query. The patterns mean the same in JavaScript and in MongoDB. `maryjane` finds “Mary-Jane”.
 */
export const searchWords = (query: string): readonly RegExp[] =>
  even(query.slice(0, LONGEST_QUERY))
    .split(' ')
    .filter(Boolean)
    .map((word) => patternOf(word.replace(AROUND, '') || word));

/** Tells whether a search key contains every word of a query, in any order, as a whole or in part. */
export const holds = (key: string, words: ReturnType<typeof searchWords>): boolean =>
  words.every((word) => word.test(key));

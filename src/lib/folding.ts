/** Letters that Unicode does not take apart, as people type them without an accent key. */
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

/** Letters that are written out with two where they cannot be typed: in German, and in Danish, Norwegian and Swedish. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic ones. Other scripts' marks are letters. */
const MARKS = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;

const APOSTROPHES = /['’‘ʼ`´]/g;
const DASHES = /\p{Pd}/gu;
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

const replaced = (text: string, letters: Readonly<Record<string, string>>): string =>
  text.replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? letter);

const bare = (text: string): string => replaced(text.normalize('NFKD').replace(MARKS, ''), BASE).normalize('NFC');

/** One case, one composition and one space, without what cannot be seen or is typed in several ways. */
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

/** As `even` and `bare`, for the texts that most are. */
const evenAscii = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}'`]/gu, '')
    .trim();

/** The text in lower case and without accents: texts that readers take for the same have the same. */
export const fold = (text: string): string => (ASCII.test(text) ? evenAscii(text) : bare(even(text)));

/** The text as it may be typed without accents: `jurgen` and `juergen` for “Jürgen”. At least one, the folded first. */
export function spellings(text: string): readonly string[] {
  if (ASCII.test(text)) return [evenAscii(text)];
  const plain = even(text);
  return [...new Set([bare(plain), bare(replaced(plain, WRITTEN_OUT))])];
}

/** Whether both can be typed alike. */
export function isSameText(a: string, b: string): boolean {
  const known = spellings(a);
  return spellings(b).some((spelling) => known.includes(spelling));
}

/** What a search looks at: every spelling, a line each. */
export const searchKey = (text: string): string => spellings(text).join('\n');

/** Punctuation around a word, such as in `@ben`, `"ben"` and `Okoro, Ben`; `ben@` begins an address. */
const AROUND = /^\p{P}+|[^\P{P}@]+$/gu;

/**
 * The words of what somebody looks for, each in every spelling and without punctuation around it; none when nothing is
 * looked for.
 */
export const searchWords = (query: string): readonly (readonly string[])[] =>
  even(query)
    .split(' ')
    .filter(Boolean)
    .map((word) => spellings(word.replace(AROUND, '') || word));

/** Whether a text holds every word of the query, in any order, as a whole or in part. */
export const holds = (key: string, words: ReturnType<typeof searchWords>): boolean =>
  words.every((word) => word.some((spelling) => key.includes(spelling)));

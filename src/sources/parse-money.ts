import type { Budget } from '../domain/model/job/job.js';
import { withPlainDigits } from './ascii-digits.js';

/** Names and signs of currencies in use beside those of Unicode. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ US$: 'USD', USD$: 'USD', DOLLAR: 'USD', DOLLARS: 'USD', C$: 'CAD', CAD$: 'CAD', CDN$: 'CAD', AU$: 'AUD' },
  ...{ AUD$: 'AUD', NZD$: 'NZD', HKD$: 'HKD', S$: 'SGD', SG$: 'SGD', SGD$: 'SGD', MXN$: 'MXN', TWD$: 'TWD' },
  ...{ EURO: 'EUR', EUROS: 'EUR', ZŁ: 'PLN', KČ: 'CZK', R: 'ZAR', 'S/': 'PEN', 'S/.': 'PEN' },
};

/** The sign that the crowns of several countries share, and whose it is by country (ISO 3166). */
const CROWN = /^KR\.?$/;
const CROWNS: Readonly<Record<string, string>> = {
  ...{ SE: 'SEK', NO: 'NOK', SJ: 'NOK', DK: 'DKK', FO: 'DKK', GL: 'DKK', IS: 'ISK' },
};

/** Codes that are read in any case; others in capitals alone, since some of them are words. */
const COMMON = 'USD EUR GBP INR CHF CAD AUD NZD SGD HKD BRL MXN PLN CZK SEK NOK DKK JPY'.split(' ');

/** ISO 4217, without metals, funds and what is for tests. */
const CODES = Intl.supportedValuesOf('currency').filter((code) => !/^X(?!AF|CD|OF|PF)/.test(code));

type Display = 'symbol' | 'narrowSymbol';

/** Returns a currency's sign in English: `CA$`, and `$` as the narrow one, which others may have too. */
const signOf = (currency: string, currencyDisplay: Display): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

const signsOf = (display: Display): [sign: string, code: string][] =>
  CODES.map((code) => [signOf(code, display), code]);

let signs: ReadonlyMap<string, string> | undefined;

/** Returns a code by its sign. One sign of several currencies is that of the currency which has no other: `$` of US dollars. */
function codeOf(sign: string): string | undefined {
  signs ??= new Map([
    ...signsOf('narrowSymbol').filter(([one]) => /^\p{Sc}$/u.test(one)),
    ...signsOf('symbol').filter(([one, code]) => one !== code),
    ...Object.entries(NAMES),
  ]);
  return signs.get(sign) ?? (CODES.includes(sign) ? sign : undefined);
}

const inAnyCase = (names: readonly string[]): string =>
  names.join('|').replace(/\p{L}/gu, (letter) => `[${letter}${letter.toLowerCase()}]`);

/** A code or a name. */
const WORD = `(?<!\\p{L})(?:${inAnyCase([...COMMON, 'DOLLARS?', 'EUROS?', 'ZŁ', 'KČ'])}|${CODES.join('|')})(?!\\p{L})`;

/** Signs of letters that are words elsewhere: crowns, and before a sum alone rands and soles. */
const LETTERS = '(?<!\\p{L})(?:[Kk][Rr](?:\\.(?!\\d)|(?![\\p{L}.]))|R(?=\\s?\\d)|S/\\.?(?=\\s?\\d))';

/** Dollars of a country, such as `CA$` or `US $`, any other sign, or a word. */
const CURRENCY = `(?:(?<!\\p{L})(?:\\p{L}{1,3}|(?:US|CA|AU|NZ|HK|SG|${COMMON.join('|')})\\s)\\$|\\p{Sc}|${LETTERS}|${WORD})`;

/** `1,250.50`, `1.250,50`, `1 250,50` with any space, `1'250`. */
const NUMBER = "(?:\\d{1,3}(?:[\\s'’]\\d{3})+(?![\\d%])(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)*)";

/** A number that ends there, such as `30`, `1.5K` and `30h`; not `1e21`. */
const AMOUNT = `${NUMBER}(?!\\d)(?:\\s?[kKmMbB](?![\\p{L}\\d])|(?!(?!${CURRENCY}|h(?:rs?|ours?)?(?!\\p{L}))\\p{L}))`;

const SUM = `(?:${CURRENCY}\\s?)?${AMOUNT}(?:\\s?${CURRENCY})?`;

/** A sum, or two and what makes them a range. What stands directly behind a minus is none. */
const RANGE = new RegExp(
  `(?<![\\p{L}\\p{Sc}\\d.,]|(?:^|[\\s(:]|\\p{Sc})[-−])(${SUM})(?:\\s?(-|–|—|−|~|to|bis|and|und)\\s?(${SUM}))?`,
  'u',
);

const PARTS = new RegExp(`^(${CURRENCY})?\\s?(${NUMBER})\\s?([kKmMbB](?!\\p{L}))?\\s?(${CURRENCY})?$`, 'u');

const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

interface Sum {
  readonly number: number;
  /** Absent where none is written. */
  readonly factor?: number;
  /** The signs and codes around it. */
  readonly written: readonly string[];
}

/** Reads a text that is a sum. */
function sumOf(text: string): Sum {
  const [, before, digits = '', unit = '', after] = PARTS.exec(text) ?? [];
  const factor = FACTORS[unit.toLowerCase()];
  return {
    number: numberIn(digits),
    ...(factor !== undefined && { factor }),
    written: [before, after].flatMap((one) => one?.replace(/\s/g, '').toUpperCase() ?? []),
  };
}

/**
 * Reads `1,250.50` as well as `1.250,50`: the last point or comma begins the decimals before one or two digits, or where
 * the others are of the other kind. Else either separates thousands, as people write it: `1.250` is 1250.
 */
function numberIn(written: string): number {
  const digits = written.replace(/[\s'’]/g, '');
  const [, whole = '', mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(digits) ?? [];
  if (mark === '') return Number(digits);
  const isDecimal = rest.length < 3 || whole === '0' || (/[.,]/.test(whole) && !whole.includes(mark));
  return Number(`${whole.replace(/[.,]/g, '')}${isDecimal ? '.' : ''}${rest}`);
}

/**
 * Returns the code of all that is written around a sum, or two of one currency. A sign that several currencies have says
 * less than a code: `$500 CAD` is Canadian. Undefined where one is not known, or contradicts the other.
 */
function currencyOf(written: readonly string[], country = ''): string | undefined {
  const codes = written.map((sign) => (CROWN.test(sign) ? CROWNS[country] : codeOf(sign)));
  return codes.find(
    (code) => code !== undefined && written.every((one, at) => codes[at] === code || isSharedSign(one, code)),
  );
}

/** Tells whether a currency is written with a sign that others have, too. */
const isSharedSign = (sign: string, code: string): boolean =>
  CROWN.test(sign) ? Object.values(CROWNS).includes(code) : sign === signOf(code, 'narrowSymbol');

/** The amounts of a budget, in the currency around them. */
interface Range {
  readonly amounts: readonly number[];
  readonly written: readonly string[];
  /** The text without them. */
  readonly rest: string;
}

/** Finds the first sum of a text, or range of sums; undefined where two stand side by side and are no range. */
function rangeIn(text: string): Range | undefined {
  const found = RANGE.exec(text);
  const [whole = '', first, to = '', second] = found ?? [];
  const before = text.slice(0, found?.index);
  if (first === undefined || (/^(?:and|und)$/.test(to) && !/(?:between|zwischen)\s*$/i.test(before))) return undefined;
  const rest = `${before} ${text.slice(before.length + whole.length)}`;
  const [one, other] = [sumOf(first), second === undefined ? undefined : sumOf(second)];
  const { factor = other && one.number < other.number ? other.factor : 1 } = one;
  return {
    amounts: [one.number * (factor ?? 1), ...(other ? [other.number * (other.factor ?? 1)] : [])],
    written: [...one.written, ...(other?.written ?? [])],
    rest: other ? rest.replace(wordsOf('from|von|between|zwischen'), ' ') : rest,
  };
}

const wordsOf = (forms: string): RegExp => new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, 'giu');

/** The words beside a sum by their effect on it, in English and German; `same` has none. */
const BESIDE = {
  hourly: wordsOf(
    '(?:(?:per|an?|pro|je|die)\\s|/\\s?)?(?:h|hrs?|hours?|hourly|std|stunden?|stundensatz|stundenlohn|stündlich)',
  ),
  max: wordsOf('up to|at most|max(?:imum|imal)?|(?:no|not) more than|less than|under|bis(?: zu)?|höchstens|unter|[<≤]'),
  min: wordsOf('at least|from|starting (?:at|from)|min(?:imum|destens)?|more than|over|ab|mehr als|über|[>≥+]'),
  fixed: wordsOf('fixed(?:[- ]price)?|festpreis|pauschal'),
  same: wordsOf('about|approx(?:imately)?|around|at|budget|ca|circa|etwa|price|rate|rund|total|insgesamt|ungefähr'),
} as const;

/** Reads the words beside a sum; undefined where one is not known: it may be another unit, or a condition. */
function saidBeside(rest: string): ReadonlySet<keyof typeof BESIDE> | undefined {
  const said = new Set<keyof typeof BESIDE>();
  let left = rest;
  for (const [name, form] of Object.entries(BESIDE) as [keyof typeof BESIDE, RegExp][])
    left = left.replace(form, () => {
      said.add(name);
      return ' ';
    });
  return /[\p{L}\p{N}\p{Sc}%/]/u.test(left) ? undefined : said;
}

/** The largest sum that is believed. */
const LARGEST = 1e12;

/** A number as programs write it, where a point always begins the decimals. */
const DECIMAL = /^\d+(?:\.\d+)?$/;

const isPlain = (text: string): boolean => DECIMAL.test(text.trim());

/** A single sum and nothing else, such as `$120K+`. */
const ALONE = new RegExp(`^[~≈>]?\\s?(${SUM})\\s?[+.]?$`, 'u');

/** Reads a number, or a text that is one sum; undefined for every other text and for what is below zero. */
function sumAlone(given: string | number): { amount: number; written: readonly string[] } | undefined {
  const text = withPlainDigits(String(given)).trim().slice(0, 200);
  const {
    number,
    factor = 1,
    written,
  }: Sum = isPlain(text) ? { number: Number(text), written: [] } : sumOf(ALONE.exec(text)?.[1] ?? '');
  const amount = number * factor;
  return (isPlain(text) || ALONE.test(text)) && amount >= 0 && amount < LARGEST ? { amount, written } : undefined;
}

/** Reads a number of a vendor's record, also written as `12.500,50` or `1.2K+`; undefined for everything else. */
export function amountIn(given: string | number): number | undefined {
  const { amount, written = [] } = sumAlone(given) ?? {};
  return written.length === 0 ? amount : undefined;
}

/** Reads a sum in US dollars, such as `12500.50` or `$120K+`; undefined for everything else, and other money. */
export function dollarsIn(given: string | number): number | undefined {
  const { amount, written = [] } = sumAlone(given) ?? {};
  return written.length === 0 || currencyOf(written) === 'USD' ? amount : undefined;
}

/** A currency in brackets behind its sum: `$500 (USD)`. */
const BRACKETED = new RegExp(`\\((${CURRENCY})\\)`, 'gu');

/** The longest text of a budget, in characters. */
const LONGEST = 500;

/** The kinds of budgets that words say, the one that counts where both are said first. */
const KINDS = ['hourly', 'fixed'] as const satisfies readonly (keyof typeof BESIDE)[];

/** Facts that help to read the text of a budget. */
export interface AboutBudget {
  /** The currency where none is written; without it such a sum is no budget. */
  readonly assumed?: string;
  /** The client's country (ISO 3166), which says whose crowns `500 kr` are. */
  readonly country?: string | undefined;
}

/**
 * Reads a budget from a number or words, such as `$30 - $50`, `up to $1.5K` or `CHF 80 pro Stunde`. Undefined where there is
 * no sum, or one in a currency that Unicode does not know by this sign, or with a remark that is not understood, such as
 * `per month`: a wrong budget is worse than none.
 * @param kind what it is where no words say so
 */
export function budgetIn(
  given: string | number,
  kind: Budget['kind'],
  { assumed, country }: AboutBudget = {},
): Budget | undefined {
  const text = withPlainDigits(String(given)).replace(BRACKETED, '$1');
  if (text.length > LONGEST) return undefined;
  const range = isPlain(text) ? { amounts: [Number(text)], written: [], rest: '' } : rangeIn(text);
  const said = range && saidBeside(range.rest);
  const currency = range && (range.written.length > 0 ? currencyOf(range.written, country) : assumed);
  if (!range || !said || currency === undefined) return undefined;
  const [min, max] = [Math.min(...range.amounts), Math.max(...range.amounts)];
  const isBounded = said.has('max') || said.has('min');
  if (!(min >= 0 && max > 0 && max < LARGEST) || (isBounded && min < max) || (said.has('max') && said.has('min')))
    return undefined;
  return {
    kind: KINDS.find((one) => said.has(one)) ?? kind,
    ...(!said.has('max') && { min }),
    ...(!said.has('min') && { max }),
    currency,
  };
}

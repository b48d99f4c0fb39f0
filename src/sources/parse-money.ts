import type { Budget } from '../domain/model/job/job.js';
import { withAsciiDigits } from './ascii-digits.js';
import { effectsBeside, type WordEffect, wordsOf } from './budget-words.js';
import { CURRENCY, currencyOf } from './currency-signs.js';

/** Matches a number such as `1,250.50`, `1.250,50`, `1 250,50` with any space, or `1'250`. */
const NUMBER = "(?:\\d{1,3}(?:[\\s'’]\\d{3})+(?![\\d%])(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)*)";

/** Matches a complete number, such as `30`, `1.5K` and `30h`; not `1e21`. */
const AMOUNT = `${NUMBER}(?!\\d)(?:\\s?[kKmMbB](?![\\p{L}\\d])|(?!(?!${CURRENCY}|h(?:rs?|ours?)?(?!\\p{L}))\\p{L}))`;

const SUM = `(?:${CURRENCY}\\s?)?${AMOUNT}(?:\\s?${CURRENCY})?`;

/** The words between two amounts of a range. Those of `JOINS` also join what is none, unless a word before says so. */
const TO = 'to|bis|and|und|à|a|et|y|e|en|hasta|até|fino a|tot';
const JOINS = /^(?:and|und|a|et|y|e|en)$/;
const RANGE_AHEAD = /(?:between|zwischen|entre|tra|fra|tussen|de|da|desde)\s*$/i;

/** Matches one amount, or two that form a range. An amount right after a minus does not count. */
const RANGE = new RegExp(
  `(?<![\\p{L}\\p{Sc}\\d.,]|(?:^|[\\s(:+]|\\p{Sc})[-−])(${SUM})(?:\\s?(-|–|—|−|~|${TO})\\s?(${SUM}))?`,
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

/** Parses a text that is one amount. */
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
 * Parses `1,250.50` as well as `1.250,50`. The last point or comma starts the decimals before one or two digits, or
 * where the other separators differ from it. Otherwise both separate thousands: `1.250` is 1250.
 */
function numberIn(written: string): number {
  const digits = written.replace(/[\s'’]/g, '');
  const [, whole = '', mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(digits) ?? [];
  if (mark === '') return Number(digits);
  const isDecimal = rest.length < 3 || whole === '0' || (/[.,]/.test(whole) && !whole.includes(mark));
  return Number(`${whole.replace(/[.,]/g, '')}${isDecimal ? '.' : ''}${rest}`);
}

/** The amounts of a budget, in the currency around them. */
interface Range {
  readonly amounts: readonly number[];
  readonly written: readonly string[];
  /** The text without them. */
  readonly rest: string;
}

/**
 * Finds the first amount of a text, or range of amounts; undefined where two stand side by side without being a range.
 */
function rangeIn(text: string): Range | undefined {
  const found = RANGE.exec(text);
  const [whole = '', first, to = '', second] = found ?? [];
  const before = text.slice(0, found?.index);
  if (first === undefined || (JOINS.test(to) && !RANGE_AHEAD.test(before))) return undefined;
  const rest = `${before} ${text.slice(before.length + whole.length)}`;
  const [one, other] = [sumOf(first), second === undefined ? undefined : sumOf(second)];
  const { factor = other && one.number < other.number ? other.factor : 1 } = one;
  return {
    amounts: [one.number * (factor ?? 1), ...(other ? [other.number * (other.factor ?? 1)] : [])],
    written: [...one.written, ...(other?.written ?? [])],
    rest: other ? rest.replace(wordsOf('from|von|between|zwischen|de|da|desde|entre|tra|fra|tussen|van'), ' ') : rest,
  };
}

/** The largest amount that is accepted. */
const LARGEST = 1e12;

/** Matches a number as programs write it, where a point always starts the decimals. */
const DECIMAL = /^\d+(?:\.\d+)?$/;

const isPlain = (text: string): boolean => DECIMAL.test(text.trim());

/** Matches a single amount and nothing else, such as `$120K+`. */
const ALONE = new RegExp(`^[~≈>+]?\\s?(${SUM})\\s?[+.]?$`, 'u');

/** Matches a currency in brackets after its amount: `$500 (USD)`. */
const BRACKETED = new RegExp(`\\((${CURRENCY})\\)`, 'gu');

/** Matches the dash that stands for no decimals: `500,- €`. */
const DASHED = new RegExp(`(?<=\\d)[.,][-–—]{1,2}(?!\\s?(?:${CURRENCY})?\\s?\\d)`, 'gu');

/** Matches a plus between an amount and the currency behind it: `500+ USD`. */
const PLUS_BEFORE_CURRENCY = new RegExp(`(?<=\\d\\s?[kKmMbB]?)\\s?\\+\\s?(${CURRENCY})(?!\\s?\\d)`, 'gu');

/** Matches a plus between a currency and the amount behind it: `USD +500`. */
const PLUS_AFTER_CURRENCY = new RegExp(`(${CURRENCY})\\s?\\+\\s?(?=\\d)`, 'gu');

/** Matches the unit of a range's first amount where the second has the same: `$30/hr - $60/hr`. */
const UNIT_TWICE = new RegExp(
  `\\s?(/\\s?\\p{L}+\\.?)(?=\\s?(?:-|–|—|−|~|to|bis|and|und)\\s?${SUM}\\s?\\1(?!\\p{L}))`,
  'giu',
);

/** Brings an amount with its currency, and the marks around them, into the order that `RANGE` and `ALONE` know. */
const inOrder = (text: string): string =>
  withAsciiDigits(text)
    .replace(BRACKETED, '$1')
    .replace(DASHED, '')
    .replace(PLUS_BEFORE_CURRENCY, ' $1+')
    .replace(PLUS_AFTER_CURRENCY, '+$1')
    .replace(UNIT_TWICE, '');

/** Parses a number, or a text that is one amount; undefined for every other text and for negative numbers. */
function sumAlone(given: string | number): { amount: number; written: readonly string[] } | undefined {
  const text = inOrder(String(given).trim().slice(0, 200));
  const {
    number,
    factor = 1,
    written,
  }: Sum = isPlain(text) ? { number: Number(text), written: [] } : sumOf(ALONE.exec(text)?.[1] ?? '');
  const amount = number * factor;
  return (isPlain(text) || ALONE.test(text)) && amount >= 0 && amount < LARGEST ? { amount, written } : undefined;
}

/** Parses a number of a vendor's record, also as `12.500,50` or `1.2K+`; undefined for everything else. */
export function amountIn(given: string | number): number | undefined {
  const { amount, written = [] } = sumAlone(given) ?? {};
  return written.length === 0 ? amount : undefined;
}

/**
 * Parses an amount in US dollars, such as `12500.50` or `$120K+`; undefined for everything else, and other currencies.
 */
export function dollarsIn(given: string | number): number | undefined {
  const { amount, written = [] } = sumAlone(given) ?? {};
  return written.length === 0 || currencyOf(written) === 'USD' ? amount : undefined;
}

/** The longest text of a budget, in characters. */
const LONGEST = 500;

/** The kinds of budgets that words state. The first one wins where both are stated. */
const KINDS = ['hourly', 'fixed'] as const satisfies readonly WordEffect[];

/** Facts that help to parse the text of a budget. */
export interface AboutBudget {
  /** The currency that applies where none is written; when absent, such an amount is no budget. */
  readonly assumed?: string | undefined;
  /** The client's country (ISO 3166), which decides whose crowns `500 kr` are. */
  readonly country?: string | undefined;
}

/**
 * Parses a budget from a number or words, such as `$30 - $50`, `up to $1.5K` or `CHF 80 pro Stunde`. Undefined without
 * an amount, for a sign that no known currency has, and for a remark that is not understood, such as `per month`: a
 * wrong budget is worse than none.
 * @param kind the kind where no words state one
 */
export function budgetIn(
  given: string | number,
  kind: Budget['kind'],
  { assumed, country }: AboutBudget = {},
): Budget | undefined {
  if (String(given).length > LONGEST) return undefined;
  const text = inOrder(String(given));
  const range = isPlain(text) ? { amounts: [Number(text)], written: [], rest: '' } : rangeIn(text);
  const said = range && effectsBeside(range.rest);
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

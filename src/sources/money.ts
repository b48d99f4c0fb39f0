import type { Budget } from '../domain/model/job/job.js';

/** Codes by sign. Dollars of other countries have letters before them. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ $: 'USD', US$: 'USD', USD$: 'USD', C$: 'CAD', CA$: 'CAD', CAD$: 'CAD', CDN$: 'CAD', A$: 'AUD', AU$: 'AUD' },
  ...{ AUD$: 'AUD', NZ$: 'NZD', NZD$: 'NZD', HK$: 'HKD', S$: 'SGD', SG$: 'SGD', R$: 'BRL', MX$: 'MXN', NT$: 'TWD' },
  ...{ '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': 'JPY', EURO: 'EUR' },
};

/** Codes that are read where they stand beside a number. */
const CODES = 'USD|EURO?|GBP|INR|CHF|CAD|AUD|NZD|SGD|HKD|BRL|MXN|PLN|CZK|SEK|NOK|DKK|JPY';

/** A sign or a code of a currency. */
const CURRENCY = `(?:(?:(?<![a-z])[a-z]{1,3})?\\$|[€£₹¥]|(?<![a-z])(?:${CODES})(?![a-z]))`;
const NUMBER = '\\d[\\d.,]*\\s?(?:[km](?![a-z]))?';

/** A sum such as `$1,250.50`, `1.250,50 €`, `EUR 500`, `30` or `$10K`, with the currency around it. */
const SUM = new RegExp(`(${CURRENCY})?\\s?(\\d[\\d.,]*)\\s?([km](?![a-z]))?\\s?(${CURRENCY})?`, 'gi');

const AMOUNT = `(?:${CURRENCY}\\s?)?${NUMBER}(?:\\s?${CURRENCY})?`;
const RANGE = new RegExp(`${AMOUNT}(?:\\s?(?:-|–|—|to|bis)\\s?${AMOUNT})?`, 'gi');
const CURRENCY_IN = new RegExp(CURRENCY, 'i');

/** Returns the first sum or range of sums that has a currency, as it is written; undefined where there is none. */
export const moneyIn = (text: string): string | undefined =>
  text
    .slice(0, 500)
    .match(RANGE)
    ?.find((sum) => CURRENCY_IN.test(sum));

/** Returns the code of a sign or code; undefined for dollars of nowhere, such as `X$`. */
function currencyOf(written: string): string | undefined {
  const sign = written.toUpperCase();
  return SIGNS[sign] ?? (sign.endsWith('$') ? undefined : sign);
}

interface Sum {
  readonly amount: number;
  /** Absent where none is written. */
  readonly currency?: string;
}

/** Reads the first sums of money in a text, at most two; none in a currency that is not known. */
function sumsIn(text: string): Sum[] {
  return [...text.slice(0, 200).matchAll(SUM)].slice(0, 2).flatMap(([, before, digits = '', unit = '', after]) => {
    const amount = numberIn(digits) * (unit ? { k: 1e3, m: 1e6 }[unit.toLowerCase() as 'k' | 'm'] : 1);
    const written = before ?? after;
    const currency = written && currencyOf(written);
    return Number.isFinite(amount) && (currency || !written) ? [{ amount, ...(currency && { currency }) }] : [];
  });
}

/**
 * Reads `1,250.50` as well as `1.250,50`: the last point or comma before one or two digits begins the cents. Before three
 * digits either separates thousands, as people write it: `1.250` is 1250.
 */
function numberIn(digits: string): number {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits.replace(/[.,]+$/, '')) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

/** The largest sum that is believed. */
const LARGEST = 1e12;

/** A number as programs write it, where a point always begins the decimals. */
const DECIMAL = /^\d+(?:\.\d+)?$/;

/** A single sum and nothing else, such as `$120K+`. */
const ALONE = new RegExp(`^[~≈>]?\\s?${AMOUNT}\\s?\\+?$`, 'i');

const isPlain = (given: string | number): boolean => typeof given === 'number' || DECIMAL.test(given.trim());

/**
 * Reads an amount of a vendor's record: a number, or a text with one number such as `12500.50`, `12.500,50` or `$120K+`;
 * undefined for every other text and for what is below zero.
 */
export function amountIn(given: string | number): number | undefined {
  const text = String(given).trim();
  const amount = isPlain(given) ? Number(text) : sumAlone(text);
  return amount !== undefined && amount >= 0 && amount < LARGEST ? amount : undefined;
}

const sumAlone = (text: string): number | undefined => (ALONE.test(text) ? sumsIn(text)[0]?.amount : undefined);

/**
 * Reads a budget from a vendor's number or words, such as `$30 - $50` with the kind `Hourly`; undefined where there is no
 * sum, or one in a currency that is not known. US dollars unless another sign stands there.
 */
export function budgetIn(given: string | number, kind: Budget['kind']): Budget | undefined {
  const [one, other]: readonly Sum[] = isPlain(given) ? [{ amount: amountIn(given) ?? 0 }] : sumsIn(String(given));
  if (!one || one.amount === 0) return undefined;
  const currency = one.currency ?? other?.currency ?? 'USD';
  const amounts = [one.amount, kind === 'hourly' && other ? other.amount : one.amount];
  return { kind, min: Math.min(...amounts), max: Math.max(...amounts), currency };
}

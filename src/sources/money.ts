import type { Budget } from '../domain/model/job/job.js';

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR', EURO: 'EUR' };

/** A sign or a code of a currency. */
const CURRENCY = '(?:[$€£₹]|(?<![a-z])(?:USD|EURO?|GBP|INR|CHF|CAD|AUD)(?![a-z]))';
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

function currencyOf(written: string | undefined): string | undefined {
  const sign = written?.toUpperCase();
  return sign && (SIGNS[sign] ?? sign);
}

interface Sum {
  readonly amount: number;
  readonly currency: string | undefined;
}

/** Reads the first sums of money in a text, at most two. */
function sumsIn(text: string): Sum[] {
  return [...text.slice(0, 200).matchAll(SUM)].slice(0, 2).flatMap(([, before, digits = '', unit = '', after]) => {
    const amount = numberIn(digits) * (unit ? { k: 1e3, m: 1e6 }[unit.toLowerCase() as 'k' | 'm'] : 1);
    return Number.isFinite(amount) ? [{ amount, currency: currencyOf(before ?? after) }] : [];
  });
}

/** Reads `1,250.50` as well as `1.250,50`: the last point or comma before one or two digits begins the cents. */
function numberIn(digits: string): number {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits.replace(/[.,]+$/, '')) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

/**
 * Reads a budget from a vendor's words, such as `$30 - $50` with the kind `Hourly`; undefined where there is no sum. US
 * dollars unless another sign stands there.
 */
export function budgetIn(text: string, kind: Budget['kind']): Budget | undefined {
  const [one, other] = sumsIn(text);
  if (!one || one.amount === 0) return undefined;
  const currency = one.currency ?? other?.currency ?? 'USD';
  const amounts = [one.amount, kind === 'hourly' && other ? other.amount : one.amount];
  return { kind, min: Math.min(...amounts), max: Math.max(...amounts), currency };
}

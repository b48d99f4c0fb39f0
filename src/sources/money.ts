import type { Budget } from '../domain/model/job/job.js';

const CURRENCIES: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR' };

/** A sum such as `$1,250.50`, `1.250,50 €`, `30` or `$10K`, with the signs of money around it. */
const SUM = /([$€£₹])?\s?(\d[\d.,]*)\s?([kKmM](?![a-z]))?\s?([$€£₹])?/g;

interface Sum {
  readonly amount: number;
  readonly currency: string | undefined;
}

/** Reads the first sums of money in a text, at most two. */
function sumsIn(text: string): Sum[] {
  return [...text.slice(0, 200).matchAll(SUM)].slice(0, 2).flatMap(([, before, digits = '', unit = '', after]) => {
    const amount = numberIn(digits) * (unit ? { k: 1e3, m: 1e6 }[unit.toLowerCase() as 'k' | 'm'] : 1);
    return Number.isFinite(amount) ? [{ amount, currency: CURRENCIES[before ?? after ?? ''] }] : [];
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

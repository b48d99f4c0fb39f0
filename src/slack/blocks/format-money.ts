import { LRUCache } from 'lru-cache';

/** The largest number of fraction digits: floating point may add more. */
const MOST_DIGITS = 8;

/**
 * Formats that were made, by locale and currency: making one takes as long as many texts. A marketplace names any
 * currency.
 */
const made = new LRUCache<string, (amount: number) => string>({ max: 200 });

/**
 * Formats an amount, such as `$1,200`, `$12.50` or `KWD 1.500`: with the fraction digits of its currency, unless it is
 * whole. An unknown currency is written out.
 */
export const money = (amount: number, currency: string, locale: string): string =>
  formatOf([amount], currency, locale)(amount);

/**
 * Formats a range of two amounts, the smaller one first. Where both are whole, neither has fraction digits; otherwise
 * both have those of the currency.
 */
export function moneyRange(min: number, max: number, currency: string, locale: string): string {
  const format = formatOf([min, max], currency, locale);
  return `${format(Math.min(min, max))} – ${format(Math.max(min, max))}`;
}

function formatOf(amounts: readonly number[], currency: string, locale: string): (amount: number) => string {
  const trailingZeroDisplay = amounts.every(Number.isInteger) ? 'stripIfInteger' : 'auto';
  const key = `${locale} ${trailingZeroDisplay} ${currency}`;
  const format = made.get(key) ?? newFormat(currency, locale, trailingZeroDisplay);
  made.set(key, format);
  return format;
}

function newFormat(currency: string, locale: string, trailingZeroDisplay: 'auto' | 'stripIfInteger') {
  const digits = { maximumFractionDigits: MOST_DIGITS, trailingZeroDisplay };
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
    return (amount: number) => format.format(amount);
  } catch {
    const format = new Intl.NumberFormat(locale, digits);
    return (amount: number) => `${format.format(amount)} ${currency}`.trim();
  }
}

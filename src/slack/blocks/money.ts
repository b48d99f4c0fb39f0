/** What is said of an amount beyond the digits of its currency; floating point adds some that nobody gave. */
const MOST_DIGITS = 8;

/**
 * An amount as it was given, such as `$1,200`, `$12.50` or `KWD 1.500`: with the digits of its currency, unless it is
 * whole. What is no currency is shown as it is written.
 */
export const money = (amount: number, currency: string, locale: string): string =>
  formatOf([amount], currency, locale)(amount);

/** Two amounts as one range; with the digits of their currency, unless both are whole. */
export function moneyRange(min: number, max: number, currency: string, locale: string): string {
  const format = formatOf([min, max], currency, locale);
  return `${format(min)} – ${format(max)}`;
}

function formatOf(amounts: readonly number[], currency: string, locale: string): (amount: number) => string {
  const trailingZeroDisplay = amounts.every(Number.isInteger) ? 'stripIfInteger' : 'auto';
  const digits = { maximumFractionDigits: MOST_DIGITS, trailingZeroDisplay } as const;
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
    return (amount) => format.format(amount);
  } catch {
    const format = new Intl.NumberFormat(locale, digits);
    return (amount) => `${format.format(amount)} ${currency}`.trim();
  }
}

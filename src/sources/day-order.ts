/** The order of day and month in dates of numbers alone, such as `03/04/2027`. */
export type DayOrder = 'day-first' | 'month-first';

/** Dates of numbers alone; points stand in dates that begin with the day. */
const NUMBERS = /(?<![\d/-])(\d{1,2})(?:\/(\d{1,2})(?:\/(?:\d{4}|\d\d))?|-(\d{1,2})-(?:\d{4}|\d\d))(?![\d/-])/g;

/** Such a date with its whole year: `24/7` and `4/5` are none. */
const WITH_YEAR = /(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?![\d/-])/g;

/** Returns the order in which the dates of a text are written; undefined where none tells, or they differ. */
export function dayOrderIn(lines: readonly string[]): DayOrder | undefined {
  const orders = lines.flatMap((line) =>
    [...line.matchAll(WITH_YEAR)].flatMap(([, first, , second]) => orderOf(Number(first), Number(second)) ?? []),
  );
  return orders.every((order) => order === orders[0]) ? orders[0] : undefined;
}

function orderOf(first: number, second: number): DayOrder | undefined {
  if (first > 12 && second <= 12) return 'day-first';
  return second > 12 && first <= 12 ? 'month-first' : undefined;
}

/** Tells whether a text has a date that means another day in another order. */
export const hasAmbiguousDate = (text: string): boolean =>
  [...text.matchAll(NUMBERS)].some(([, first, bySlash, byHyphen]) => {
    const [one, other] = [Number(first), Number(bySlash ?? byHyphen)];
    return one !== other && Math.max(one, other) <= 12;
  });

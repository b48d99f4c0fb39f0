import { Temporal } from 'temporal-polyfill';
import { dayIn } from '../../lib/day-in-time-zone.js';

/** Matches a date in figures, with or without its year: `4.12.`, `04. 12. 2026`, `4.12.26`. */
const DATE = /(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})|(\d{2}))?(?!\d)/gu;

/** Matches the name of a weekday before a date: `Freitag, den 4.12.`, `Di., 8. Dez.`. */
const WEEKDAY =
  /(?<!\p{L})(?:mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag|nnabend)?|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+(?:de[nm]\s+)?(?=\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}{3}))/giu;

/** Matches the word for tomorrow, which chrono-node takes for the morning where a time is behind it. */
const TOMORROW = /(?<!\p{L}|\b(?:heute|am)\s+)morgen(?!\p{L})/giu;

/** Matches a time of day: before `Uhr`, behind `um`, with a colon, or with minutes that are no month. */
const O_CLOCK: readonly RegExp[] = [
  /,?\s+(?:um\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*uhr\b/giu,
  /,?\s+um\s+(\d{1,2})(?:[:.](\d{2}))?(?![\d:.]|\s?uhr\b)/giu,
  /(?<!\bum),?\s+(\d{1,2})(?::(\d{2})|\.(00|1[3-9]|[2-5]\d))(?![\d:.]|\s?uhr\b)/giu,
];

/**
 * Writes German dates and times in full, as chrono-node knows them: a date in figures gets the year of the next such
 * day, and no weekday; tomorrow is its date, and a time is `um 18:00 Uhr`.
 */
export function withFullDates(text: string, now: Date, timeZone: string): string {
  const today = Temporal.PlainDate.from(dayIn(timeZone, now));
  return O_CLOCK.reduce((left, form) => left.replace(form, oClock), text)
    .replace(WEEKDAY, '')
    .replace(TOMORROW, () => inFigures(today.add({ days: 1 })))
    .replace(DATE, (written, day: string, month: string, year?: string, short?: string) => {
      const full = year ?? (short && `20${short}`) ?? yearOf(today, Number(month), Number(day));
      return full === undefined ? written : `${day}.${month}.${full}`;
    });
}

const inFigures = ({ day, month, year }: Temporal.PlainDate): string => `${day}.${month}.${year}`;

const oClock = (_: string, hour: string, minute?: string, other?: string | number): string =>
  ` um ${hour}:${minute ?? (typeof other === 'string' && /^\d{2}$/.test(other) ? other : '00')} Uhr`;

/** Returns the year of the next such day, today included; undefined where no year has it. */
function yearOf(today: Temporal.PlainDate, month: number, day: number): number | undefined {
  return Array.from({ length: 9 }, (_, index) => today.year + index).find((year) => {
    const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month: Math.min(Math.max(month, 1), 12) });
    const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
    return isDay && Temporal.PlainDate.compare({ year, month, day }, today) >= 0;
  });
}

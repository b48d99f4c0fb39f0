import type { Words } from '../words/words.js';

/** The style of a date. `left` counts down, and `ago` counts up, while the message is on the screen. */
type Form = 'at' | 'soon' | 'left' | 'ago' | 'day';

/** Keeps Slack from capitalizing a date in the middle of a sentence. */
const LOWER_CASE = '\u200B';

/**
 * Formats a moment as a date token of Slack's: clients show it in the reader's time zone and keep it up to date
 * ("tomorrow at 3:00 PM"). The fallback is in UTC.
 */
export function moment(date: Date, { plain, locale }: Words, form: Form = 'at'): string {
  const seconds = Math.floor(date.getTime() / 1000);
  return `<!date^${seconds}^${LOWER_CASE}${plain(`dates.${form}`)}|${formatIn(locale, 'inUtc').format(date)} UTC>`;
}

const FORMATS = {
  inUtc: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  shortDay: { day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Formats by locale and options: creating one takes far longer than using it. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatIn(locale: string, name: keyof typeof FORMATS): Intl.DateTimeFormat {
  const key = `${name} ${locale}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMATS[name], timeZone: 'UTC' });
  made.set(key, format);
  return format;
}

/** Formats a calendar day, which is the same in every zone. Returns an invalid day as it is. */
const dayAs =
  (name: keyof typeof FORMATS) =>
  (day: string, locale: string): string => {
    const at = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? day : formatIn(locale, name).format(at);
  };

/** Formats a calendar day such as `2026-12-01` in the reader's locale: "Dec 1, 2026". */
export const dayText = dayAs('day');

/** Formats a calendar day without its year: "Dec 1". */
export const shortDay = dayAs('shortDay');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Formats the time left: "in 5 hours". A time in the past is "in 0 minutes". */
export function timeLeft(now: Date, until: Date, { locale }: Words): string {
  const left = Math.max(0, until.getTime() - now.getTime());
  const format = new Intl.RelativeTimeFormat(locale);
  if (left < 2 * HOUR) return format.format(Math.floor(left / MINUTE), 'minute');
  return left < 48 * HOUR
    ? format.format(Math.floor(left / HOUR), 'hour')
    : format.format(Math.floor(left / (24 * HOUR)), 'day');
}

/** Formats a duration: "90 seconds", "2 minutes". */
export function duration(seconds: number, locale: string): string {
  const [count, unit] = seconds >= 120 && seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Formats an hour of a day; its end is `24:00` in 24-hour locales, and otherwise `midnight`. */
export function hourText(hour: number, locale: string, midnight: string): string {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  if (hour < 24) return clock.format(new Date(hour * HOUR));
  return clock.resolvedOptions().hour12 ? midnight : '24:00';
}

/** Formats an ISO weekday, of which Monday is 1: 1 January 2024 was a Monday. */
export const weekdayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

/** Returns a language's name in the reader's language. */
export const languageName = (language: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;

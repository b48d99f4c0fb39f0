import type { Words } from '../words/words.js';

/** `left` counts down, and `ago` counts up, as long as the message is looked at. */
type Form = 'at' | 'soon' | 'left' | 'ago' | 'day';

/** Slack would write a date in capitals even in the middle of a sentence, unless something stands before it. */
const LOWER_CASE = '\u200B';

/**
 * A moment that Slack shows in the reader's own time zone and keeps up to date ("tomorrow at 3:00 PM"), for use in
 * mrkdwn. Clients that cannot get the same in UTC.
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

/** Making one takes far longer than using it. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatIn(locale: string, name: keyof typeof FORMATS): Intl.DateTimeFormat {
  const key = `${name} ${locale}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMATS[name], timeZone: 'UTC' });
  made.set(key, format);
  return format;
}

/** A calendar day is the same in every zone. What is none is shown as it was written. */
const dayAs =
  (name: keyof typeof FORMATS) =>
  (day: string, locale: string): string => {
    const at = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? day : formatIn(locale, name).format(at);
  };

/** A calendar day such as `2026-12-01`, as a reader writes it: "Dec 1, 2026". */
export const dayText = dayAs('day');

/** The same without its year: "Dec 1". */
export const shortDay = dayAs('shortDay');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is left until then, in words: "in 5 hours". What has passed is "in 0 minutes". */
export function timeLeft(now: Date, until: Date, { locale }: Words): string {
  const left = Math.max(0, until.getTime() - now.getTime());
  const format = new Intl.RelativeTimeFormat(locale);
  if (left < 2 * HOUR) return format.format(Math.floor(left / MINUTE), 'minute');
  return left < 48 * HOUR
    ? format.format(Math.floor(left / HOUR), 'hour')
    : format.format(Math.floor(left / (24 * HOUR)), 'day');
}

/** A stretch of time in words: "90 seconds", "2 minutes". */
export function duration(seconds: number, locale: string): string {
  const [count, unit] = seconds >= 120 && seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

import type { Words } from '../words/words.js';

/**
 * A moment that Slack shows in the reader's own time zone and keeps up to date ("tomorrow at 3:00 PM"), for use in
 * mrkdwn. Clients that cannot get the same in UTC.
 */
export function moment(date: Date, { plain, locale }: Words, form: 'at' | 'soon' | 'ago' | 'day' = 'at'): string {
  const seconds = Math.floor(date.getTime() / 1000);
  return `<!date^${seconds}^${plain(`dates.${form}`)}|${inUtc(date, locale)}>`;
}

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function inUtc(date: Date, locale: string): string {
  const known = formats.get(locale);
  const format = known ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  if (!known) formats.set(locale, format);
  return `${format.format(date)} UTC`;
}

/** A calendar day such as `2026-12-01`, as a reader writes it. */
export const dayText = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The calendar day in a time zone, `2026-12-01`; in UTC where the zone is not known. */
export function dayIn(timeZone: string, at: Date): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);
  } catch {
    return at.toISOString().slice(0, 10);
  }
}

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

/** A calendar day without its year: "1 Dec". */
export const shortDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

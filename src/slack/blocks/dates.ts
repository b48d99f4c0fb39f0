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

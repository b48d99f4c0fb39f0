/** Matches Slack's date tokens: seconds, format and fallback text. */
const DATE = /<!date\^(\d+)\^([^^|>]+)(?:\^[^|>]*)?\|([^>]*)>/g;

/** Replaces Slack's date tokens by the dates that Slack's clients show for this locale. */
export const withDates = (words: string, locale: string, now: Date): string =>
  words.replaceAll(DATE, (_, seconds, form, fallback) =>
    form === UNREADABLE ? fallback : dateText(new Date(Number(seconds) * 1000), form, locale, now),
  );

/** A format that no client supports, so that clients show the fallback text. */
const UNREADABLE = '{_}';

function dateText(at: Date, form: string, locale: string, now: Date): string {
  const clock = (timeStyle: 'short' | 'medium') => new Intl.DateTimeFormat(locale, { timeStyle }).format(at);
  const time = (timeStyle: 'short' | 'medium') => clock(timeStyle).replaceAll(':', NO_EMOJI);
  const said = form
    .replace('{date_short_pretty}', dayText(at, locale, now))
    .replace('{time}', time('short'))
    .replace('{time_secs}', time('medium'))
    .replace('{ago}', agoText(at, locale, now));
  return said.startsWith('\u200B') ? said.slice(1) : said.charAt(0).toUpperCase() + said.slice(1);
}

/** Replaces colons in times: the renderer takes text between two colons for an emoji. */
const NO_EMOJI = '\u2236';

const DAY = 86_400_000;
const startOf = (at: Date): number => new Date(at).setHours(0, 0, 0, 0);

function dayText(at: Date, locale: string, now: Date): string {
  const days = Math.round((startOf(at) - startOf(now)) / DAY);
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
}

const UNITS = [
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function agoText(at: Date, locale: string, now: Date): string {
  const away = at.getTime() - now.getTime();
  const [unit, length] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale).format(Math.round(away / length), unit);
}

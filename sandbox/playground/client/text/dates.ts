/** A reader of dates: Slack shows dates in the reader's language and time zone. */
export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** Shows a moment in a format of Slack's, such as `{date_short_pretty} at {time}`. */
export function dateText(at: Date, format: string, reader: Reader, now: Date): string {
  const said = format.replace(/\{(\w+)\}/g, (token, name: string) => TOKENS[name]?.(at, reader, now) ?? token);
  return said.startsWith('\u200B') ? said.slice(1) : said.charAt(0).toUpperCase() + said.slice(1);
}

type Show = (at: Date, reader: Reader, now: Date) => string;

const shown =
  (options: Intl.DateTimeFormatOptions): Show =>
  (at, { locale, timeZone }) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);

/** Names the day if it is near, else shows it as given. */
const pretty =
  (otherwise: Show): Show =>
  (at, reader, now) => {
    const days = dayNumber(at, reader) - dayNumber(now, reader);
    if (Math.abs(days) > 1) return otherwise(at, reader, now);
    return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day');
  };

const dateLong = shown({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const date = shown({ month: 'long', day: 'numeric', year: 'numeric' });
const dateShort = shown({ month: 'short', day: 'numeric', year: 'numeric' });

const TOKENS: Readonly<Record<string, Show>> = {
  date,
  date_num: (at) => at.toISOString().slice(0, 10),
  date_slash: shown({ month: '2-digit', day: '2-digit', year: 'numeric' }),
  date_long: dateLong,
  date_short: dateShort,
  date_pretty: pretty(date),
  date_short_pretty: pretty(dateShort),
  date_long_pretty: pretty(dateLong),
  time: shown({ timeStyle: 'short' }),
  time_secs: shown({ timeStyle: 'medium' }),
  ago: (at, { locale }, now) => agoText(at, locale, now),
};

/** Numbers the days in the reader's time zone. */
function dayNumber(at: Date, { timeZone }: Reader): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Math.round(Date.parse(parts) / DAY_MS);
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function agoText(at: Date, locale: string, now: Date): string {
  const away = at.getTime() - now.getTime();
  const [unit, length] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(away / length), unit);
}

/** The moment of a Slack timestamp. */
export const momentOf = (ts: string): Date => new Date(Number(ts) * 1000);

/** Shows the time of day of a message: "9:41 AM". */
export const clockText = shown({ timeStyle: 'short' });

/** Names the day of a message: "Today". */
export const dayText: Show = (at, reader, now) => {
  const said = pretty(shown({ weekday: 'long', month: 'long', day: 'numeric' }))(at, reader, now);
  return said.charAt(0).toUpperCase() + said.slice(1);
};

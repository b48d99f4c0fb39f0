import { de, en, type ParsedResult } from 'chrono-node';
import { offsetIn } from '../../lib/day-in-time-zone.js';
import { type DayOrder, hasAmbiguousDate } from '../day-order.js';

/** The time and the time zone in which a text is read. */
export interface Reading {
  readonly now: Date;
  /** The reader's IANA time zone, which applies to a text that names none. */
  readonly timeZone: string;
}

/** Match the beginning of a line that states a deadline, in English and in German. */
const LABEL =
  /^(?:please )?(?:(?:respond|reply|answer|accept|apply)(?: by| before| until| within| in)?|(?:(?:response|reply|application|bid(?:ding)?|proposal) )?(?:deadline|due)(?: date)?|closing date|closes|expir(?:es|y|ation)(?: date)?|valid (?:until|through)|ends)\b/iu;
const GERMAN_LABEL =
  /^(?:(?:bitte )?(?:antworten?|bewirb|bewerben)(?: sie| sich| dich)*(?: bis| innerhalb(?: von)?)?|(?:antwort|bewerbungs|angebots)?frist|(?:bewerbungs|angebots|einsende)schluss|bewerbungsende|antwort bis|läuft (?:ab|aus)|gültig bis|endet|offen bis|bis)\b/iu;

/** The longest line that states a deadline, and how much of it is searched for the date, in characters. */
const LONGEST_LINE = 160;
const SEARCHED = 100;

/** The most numbers of a date with its time and time zone; chrono-node takes far longer for a line of many. */
const MOST_NUMBERS = 8;

/** A deadline. `isAlone` is false where the line says more. */
export interface Deadline {
  readonly at: Date;
  readonly isAlone: boolean;
}

/** Matches a fraction of a second. */
const FRACTION = /(:\d\d:\d\d)[.,]\d{1,9}/g;

/** Words between a label and a time, and after it. */
const BETWEEN =
  /\b(?:by|until|before|within|in|on|at|the|from now|am|um|bis|zum|uhr|time|left|utc|gmt|[a-z]{1,2}[sd]t|cet|est|pst|only)\b/giu;

/**
 * Reads the deadline from a line that states one; undefined for other lines and for deadlines in the past, `unclear`
 * for a date that means another day where the day is written first. German writes it first; English has both orders.
 */
export type ParseDeadline = (line: string) => Deadline | 'unclear' | undefined;

/**
 * Creates the parser of the deadlines of one text.
 * @param order that of the dates in the text
 * @param most the number of lines that are searched for a date; those behind them state none
 */
export function deadlineParser(reading: Reading, order: DayOrder | undefined, most: number): ParseDeadline {
  let searched = 0;
  return (line) => {
    const german = GERMAN_LABEL.exec(line)?.[0];
    const label = german ?? LABEL.exec(line)?.[0];
    if (label === undefined || line.length > LONGEST_LINE) return undefined;
    const written = order ?? (german === undefined ? undefined : 'day-first');
    if (written === undefined && hasAmbiguousDate(line)) return 'unclear';
    const beginning = beginningOf(line).replace(FRACTION, '$1');
    if (searched === most || (beginning.match(/\d+/g) ?? []).length > MOST_NUMBERS) return undefined;
    searched += 1;
    return deadlineIn(line, label, instantIn(beginning, reading, written), reading.now);
  };
}

/** Returns the words of a line that are searched for its date. */
const beginningOf = (line: string): string =>
  line.length <= SEARCHED ? line : line.slice(0, SEARCHED + 1).replace(/\s\S*$/, '');

function deadlineIn(line: string, label: string, { at, text }: Found, now: Date): Deadline | undefined {
  if (!at || at <= now) return undefined;
  const more = withPlainTimes(line).replace(label, ' ').replace(text, ' ').replace(BETWEEN, ' ');
  return { at, isAlone: !/\p{L}{2}/u.test(more) };
}

/** A date or duration that was found in a text, and the words that state it. */
interface Found {
  readonly at?: Date | undefined;
  readonly text: string;
}

const NOTHING: Found = { text: '' };

/** Reads the first date or duration in a text. A day without a time ends at midnight. */
function instantIn(text: string, reading: Reading, order: DayOrder | undefined): Found {
  const offset = offsetIn(reading.timeZone, reading.now);
  const found = parsed(text, order, reading.now, offset);
  const at = found && endOf(found);
  if (!at || !found) return NOTHING;
  const there = offsetIn(reading.timeZone, at);
  const again =
    there === offset || found.start.isCertain('timezoneOffset') ? found : parsed(text, order, reading.now, there);
  return again ? { at: endOf(again), text: again.text } : NOTHING;
}

/** Matches German dates such as `05.12.2026` and German words of time; all other texts are read as English. */
const GERMAN = /\b\d{1,2}\.\s?(?:\d{1,2}\.|[a-zäöü]{3})|\b(?:uhr|tage?n?|stunden?|wochen?|morgen|heute|übermorgen)\b/iu;

/** Matches a German time; `5. Dezember, 18 Uhr` would be read as the year 2018. */
const O_CLOCK = /,?\s+(?:um\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*uhr\b/iu;

/** Matches the end of a day (ISO 8601), which chrono-node does not know. */
const END_OF_DAY = /(?<![\d:.])24:00(?::00)?(?![\d:])/gu;

const withPlainTimes = (text: string): string =>
  text.replace(O_CLOCK, (_, hour: string, minute = '00') => ` um ${hour}:${minute} Uhr`).replace(END_OF_DAY, '23:59');

function parsed(text: string, order: DayOrder | undefined, instant: Date, timezone: number): ParsedResult | undefined {
  const english = order === 'day-first' ? en.GB : en;
  const reader = GERMAN.test(text) ? de : english;
  return reader.parse(withPlainTimes(text), { instant, timezone }, { forwardDate: true })[0];
}

/** Matches a duration, such as "in 3 days", which ends at its minute. */
const SPAN = /^(?:in|within|innerhalb|nach)\b|\b(?:later|from now)$/i;

function endOf({ start, text }: ParsedResult): Date | undefined {
  const at = start.date().getTime();
  if (Number.isNaN(at)) return undefined;
  const isDay = !start.isCertain('hour') && !SPAN.test(text);
  const left = isDay ? (23 - (start.get('hour') ?? 0)) * 60 + 59 - (start.get('minute') ?? 0) : 0;
  return new Date(at + left * 60_000);
}

import { Temporal } from 'temporal-polyfill';
import type { Availability } from '../../../domain/model/member/availability.js';
import { dayFault } from '../../../domain/model/member/profile-rules.js';
import { fold, spellings } from '../../../lib/accent-folding.js';
import { isNothing, phrases } from '../../words/understood-phrases.js';

/** An availability that was not understood, or a day that is not allowed. */
export interface Misread {
  readonly wrong: 'how' | 'past' | 'far';
  readonly day?: string;
}

const OPEN = new RegExp(`^(?:${phrases('open')})(?: (?:${phrases('toWork')}))?$`);
const UNKNOWN = new RegExp(`^(?:${phrases('unknown')})$`);
const FULL = new RegExp(`^(?:${phrases('full')})(?:[\\s,–-]+(?:${phrases('until')})\\s+(.+))?$`);
const OF_NEXT_WEEK = new RegExp(`^(?:${phrases('next')}) `);
const COMING = new RegExp(`^(?:${phrases('coming')}) `);
const TODAY = new RegExp(`^(?:${phrases('today')})$`);
const AFTER_TOMORROW = new RegExp(`^(?:${phrases('dayAfterTomorrow')})$`);
const TOMORROW = new RegExp(`^(?:${phrases('tomorrow')})$`);
const NEXT_WEEK = new RegExp(`^(?:${phrases('nextWeek')})$`);
const NEXT_MONTH = new RegExp(`^(?:${phrases('nextMonth')})$`);

/**
 * Parses an availability: `open`, `full`, `full until 2026-12-01` (or `1 Dec`, `tomorrow`, `Friday`, `next week`).
 * @param today the writer's calendar day, `2026-11-23`
 * @param locale the language of month and day names besides English
 */
export function parseAvailability(text: string, today: string, locale: string): Availability | Misread {
  const written = fold(text).replace(/^[\s"'“”„‘’]+|[\s"'“”„‘’.,;:!?…]+$/g, '');
  if (OPEN.test(written)) return { kind: 'open' };
  if (UNKNOWN.test(written) || isNothing(text)) return { kind: 'unknown' };
  const [whole, until] = FULL.exec(written) ?? [];
  if (!whole) return { wrong: 'how' };
  if (!until) return { kind: 'full' };
  const now = Temporal.PlainDate.from(today);
  const day = readDay(until, now, locale);
  if (!day) return { wrong: 'how' };
  const full = { kind: 'full', until: day.toString() } as const;
  const wrong = dayFault(full, today);
  return wrong ? { wrong, day: full.until } : full;
}

type Day = Temporal.PlainDate;

/** Matches what English writes around a number of a day: `the 1st of December`. */
const ORDINAL = /^(?:the )?(.*?\b\d{1,2})(?:st|nd|rd|th)\b(?: of)?/;

function readDay(written: string, today: Day, locale: string): Day | undefined {
  const text = written.replace(ORDINAL, '$1');
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayOf(text);
  return (
    relativeDay(text, today) ??
    weekday(text, today, locale) ??
    monthDay(withoutWeekday(text, today, locale), today, locale)
  );
}

function relativeDay(text: string, today: Day): Day | undefined {
  if (TODAY.test(text)) return today;
  if (AFTER_TOMORROW.test(text)) return today.add({ days: 2 });
  if (TOMORROW.test(text)) return today.add({ days: 1 });
  if (NEXT_WEEK.test(text)) return today.add({ days: 8 - today.dayOfWeek });
  if (NEXT_MONTH.test(text)) return today.add({ months: 1 }).with({ day: 1 });
  return undefined;
}

/** Returns the next day of this name, with `next` that of next week; today's name means a week from now. */
function weekday(text: string, today: Day, locale: string): Day | undefined {
  const start = OF_NEXT_WEEK.test(text) ? today.add({ days: 7 - today.dayOfWeek }) : today;
  const name = text.replace(OF_NEXT_WEEK, '').replace(COMING, '');
  return weekAfter(start).find((day) => weekdayNames(day, locale).includes(name));
}

const weekAfter = (day: Day): Day[] => Array.from({ length: 7 }, (_, index) => day.add({ days: index + 1 }));

const weekdayNames = (day: Day, locale: string): string[] =>
  namesOf(day, { weekday: 'long' }, { weekday: 'short' }, locale);

/** Returns `4 dec` of `fri, 4 dec`: the date alone counts. */
function withoutWeekday(text: string, today: Day, locale: string): string {
  const [whole = '', name = ''] = /^(\p{L}+)\.?,? +(?=.*\d)/u.exec(text) ?? [];
  return weekAfter(today).some((day) => weekdayNames(day, locale).includes(name)) ? text.slice(whole.length) : text;
}

/**
 * Parses `1 Dec`, `Dec 1`, `1. Dezember 2027`, `1.12.`, `1.12.27` or `1.12.2027`; without a year it is the next such
 * day, also 29 February.
 */
function monthDay(text: string, today: Day, locale: string): Day | undefined {
  const [, dotDay, dotMonth, dotYear] = /^(\d{1,2})\.(\d{1,2})(?:\.((?:\d{2})?\d{2})?)?$/.exec(text) ?? [];
  if (dotDay && dotMonth)
    return comingDay(Number(dotDay), Number(dotMonth), dotYear?.length === 2 ? `20${dotYear}` : dotYear, today);
  const [, before, name = '', after, year] = /^(\d{1,2}\.? )?(\p{L}+)\.?( \d{1,2})?(?:,? (\d{4}))?$/u.exec(text) ?? [];
  const month = Array.from({ length: 12 }, (_, index) => index + 1).find((number) =>
    namesOf(today.with({ month: number, day: 1 }), { month: 'long' }, { month: 'short' }, locale).includes(name),
  );
  return month ? comingDay(Number.parseInt(before ?? after ?? '', 10), month, year, today) : undefined;
}

function comingDay(day: number, month: number, year: string | undefined, today: Day): Day | undefined {
  const text = (ofYear: number | string) =>
    `${ofYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (year) return dayOf(text(year));
  const years = Array.from({ length: 5 }, (_, index) => today.year + index);
  return years.map((one) => dayOf(text(one))).find((one) => one && Temporal.PlainDate.compare(one, today) > 0);
}

function dayOf(text: string): Day | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

type Form = Intl.DateTimeFormatOptions;

/** Lists the names of a day or a month, long and short, in English and in the reader's language, in every spelling. */
const namesOf = (day: Day, long: Form, short: Form, locale: string): string[] =>
  ['en', locale].flatMap((language) =>
    [long, short].flatMap((form) =>
      spellings(
        new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' })
          .format(new Date(`${day}T00:00:00Z`))
          .replace(/\.$/, ''),
      ),
    ),
  );

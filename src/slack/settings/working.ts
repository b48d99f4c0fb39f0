import type { Checkboxes, InputBlock, PlainTextOption } from '@slack/types';
import type { Settings } from '../../domain/tenant/tenant.js';
import { choice, input, option, VALUE } from '../blocks/inputs.js';
import type { Words } from '../words/words.js';
import { FIELD } from './fields.js';

/** ISO days: Monday is 1. */
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** When members may be reminded. */
export function workingHours({ working }: Settings, { plain: say, locale }: Words): InputBlock[] {
  const hours = Array.from({ length: 25 }, (_, hour) => option(String(hour), hourText(hour, locale)));
  const days = DAYS.map((day) => option(String(day), dayName(day, locale)));
  const chosen = ticked(days, ({ value }) => working.days.includes(Number(value)));
  return [
    choice(FIELD.from, { label: say('settings.from') }, hours.slice(0, 24), hours[working.from]),
    choice(FIELD.to, { label: say('settings.to'), hint: say('settings.toHint') }, hours.slice(1), hours[working.to]),
    input(FIELD.days, { label: say('settings.days') }, chosen),
  ];
}

/** What is switched on or off. */
export function rest({ guests, digest }: Settings, { plain: say }: Words): InputBlock[] {
  const more = [option('guests', say('settings.guests')), option('digest', say('settings.digest'))];
  const chosen = ticked(more, ({ value }) => (value === 'guests' ? guests : digest));
  return [input(FIELD.more, { label: say('settings.more') }, chosen, true)];
}

function ticked(options: PlainTextOption[], is: (option: PlainTextOption) => boolean): Checkboxes {
  const initial = options.filter(is);
  return { type: 'checkboxes', action_id: VALUE, options, ...(initial.length && { initial_options: initial }) };
}

/** `24:00` is the end of a day, which no clock shows. */
const hourText = (hour: number, locale: string): string =>
  hour === 24
    ? '24:00'
    : new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(hour * 3_600_000));

/** 1 January 2024 was a Monday. */
const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

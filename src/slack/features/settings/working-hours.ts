import type { InputBlock } from '@slack/types';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { checkboxes, choice, input, option } from '../../blocks/inputs.js';
import type { Words } from '../../words/words.js';
import { FIELD } from './settings-fields.js';

/** ISO days: Monday is 1. */
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** When members may be reminded. */
export function workingHours({ working }: Settings, { plain: say, locale }: Words): InputBlock[] {
  const hours = Array.from({ length: 25 }, (_, hour) => option(String(hour), hourText(hour, say, locale)));
  const chosen = checkboxes(
    DAYS,
    (day) => option(String(day), dayName(day, locale)),
    (day) => working.days.includes(day),
  );
  return [
    choice(FIELD.from, { label: say('settings.from') }, hours.slice(0, 24), hours[working.from]),
    choice(FIELD.to, { label: say('settings.to'), hint: say('settings.toHint') }, hours.slice(1), hours[working.to]),
    input(FIELD.days, { label: say('settings.days') }, chosen),
  ];
}

/** What is switched on or off. */
export function rest(settings: Settings, { plain: say }: Words): InputBlock[] {
  const chosen = checkboxes(
    ['guests', 'digest'] as const,
    (name) => option(name, say(`settings.${name}`)),
    (name) => settings[name],
  );
  return [input(FIELD.more, { label: say('settings.more') }, chosen, true)];
}

/** The end of a day, which no clock shows, is `24:00` where hours are counted so far. */
function hourText(hour: number, say: Words['plain'], locale: string): string {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  if (hour < 24) return clock.format(new Date(hour * 3_600_000));
  return clock.resolvedOptions().hour12 ? say('settings.midnight') : '24:00';
}

/** 1 January 2024 was a Monday. */
const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

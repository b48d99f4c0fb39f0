import type { InputBlock, ModalView, NumberInput } from '@slack/types';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { header, plain } from '../../blocks/blocks.js';
import { checkboxes, choice, input, type Label, line, modal, option, VALUE } from '../../blocks/inputs.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';
import { channelChoice, FIELD, LIMITS, peopleChoice } from './settings-fields.js';
import { zoneOption } from './time-zones.js';

/** Renders the settings form, grouped by topic. */
export const settingsModal = (now: Settings, words: Words): ModalView =>
  modal({
    callbackId: MODAL.settings,
    title: words.plain('settings.title'),
    submit: words.plain('settings.submit'),
    close: words.plain('settings.cancel'),
    blocks: [
      header(words.plain('settings.heading.referring')),
      ...referring(now, words),
      header(words.plain('settings.heading.reminders')),
      zone(now, words),
      ...reminders(now, words),
      header(words.plain('settings.heading.channels')),
      ...channels(now, words),
      ...switches(now, words),
    ],
  });

type Hinted = 'undo' | 'chain' | 'ask' | 'percent' | 'never' | 'nudges' | 'managers' | 'channel' | 'feedback' | 'zone';

const labelled = (name: Hinted, { plain: say }: Words): Label => ({
  label: say(`settings.${name}`),
  hint: say(`settings.${name}Hint`),
});

const number = (field: keyof typeof LIMITS, now: number, words: Words): InputBlock =>
  input(field, labelled(field, words), whole(field, now));

function referring({ undoSeconds, maxChain, askMinutes, release }: Settings, words: Words): InputBlock[] {
  return [
    number(FIELD.undo, undoSeconds, words),
    number(FIELD.ask, askMinutes, words),
    number(FIELD.chain, maxChain, words),
    number(FIELD.percent, release.percent, words),
    peopleChoice(FIELD.always, { label: words.plain('settings.always') }, release.always),
    peopleChoice(FIELD.never, labelled('never', words), release.never),
  ];
}

function reminders(now: Settings, words: Words): InputBlock[] {
  const nudges = now.nudgeHours.join(', ');
  const more = { max_length: 100, ...(nudges && { initial_value: nudges }) };
  return [
    { ...line(FIELD.nudges, labelled('nudges', words), more), optional: true },
    ...workingHours(now, words),
    peopleChoice(FIELD.managers, labelled('managers', words), now.managers),
  ];
}

const channels = ({ fallbackChannel, feedbackChannel }: Settings, words: Words): InputBlock[] => [
  channelChoice(FIELD.channel, labelled('channel', words), fallbackChannel),
  channelChoice(FIELD.feedback, labelled('feedback', words), feedbackChannel),
];

const zone = ({ timeZone }: Settings, words: Words): InputBlock =>
  input(FIELD.zone, labelled('zone', words), {
    type: 'external_select',
    action_id: LOOKUP.timeZone,
    min_query_length: 0,
    placeholder: plain(words.plain('settings.zonePick'), 150),
    initial_option: zoneOption(timeZone),
  });

function whole(field: keyof typeof LIMITS, now: number): NumberInput {
  const [least, most] = LIMITS[field];
  return {
    type: 'number_input',
    action_id: VALUE,
    is_decimal_allowed: false,
    min_value: String(least),
    max_value: String(most),
    initial_value: String(now),
  };
}

/** ISO weekdays: Monday is 1. */
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Renders the hours and days of reminders. */
function workingHours({ working }: Settings, { plain: say, locale }: Words): InputBlock[] {
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

/** Renders the checkboxes. */
function switches(settings: Settings, { plain: say }: Words): InputBlock[] {
  const chosen = checkboxes(
    ['guests', 'digest'] as const,
    (name) => option(name, say(`settings.${name}`)),
    (name) => settings[name],
  );
  return [input(FIELD.more, { label: say('settings.more') }, chosen, true)];
}

/** Formats an hour; the end of a day is `24:00` in 24-hour locales. */
function hourText(hour: number, say: Words['plain'], locale: string): string {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  if (hour < 24) return clock.format(new Date(hour * 3_600_000));
  return clock.resolvedOptions().hour12 ? say('settings.midnight') : '24:00';
}

/** Formats a weekday: 1 January 2024 was a Monday. */
const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

import type { InputBlock, KnownBlock, ModalView, NumberInput } from '@slack/types';
import { LANGUAGES } from '../../../domain/model/languages.js';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { plain } from '../../blocks/blocks.js';
import { hourText, languageName, weekdayName } from '../../blocks/format-dates.js';
import { checkboxes, choice, input, type Label, line, modal, option, VALUE } from '../../blocks/inputs.js';
import { LOOKUP, MODAL } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { FIELD, LIMITS, type Subject } from './settings-field-ids.js';
import { zoneOption } from './time-zones.js';

/** Renders the form of one topic of the settings. @param metadata the id of the menu that is updated afterwards */
export const settingsModal = (subject: Subject, now: Settings, words: Words, metadata = ''): ModalView =>
  modal({
    callbackId: MODAL.settings,
    title: words.plain(`settings.subject.${subject}`),
    submit: words.plain('settings.submit'),
    close: words.plain('settings.cancel'),
    metadata,
    blocks: FORMS[subject](now, words),
  });

type Form = (now: Settings, words: Words) => KnownBlock[];

const FORMS = { referring, release, reminders, channels } as const satisfies Record<Subject, Form>;

type Hinted =
  | 'undo'
  | 'chain'
  | 'ask'
  | 'language'
  | 'percent'
  | 'never'
  | 'nudges'
  | 'managers'
  | 'channel'
  | 'feedback'
  | 'zone';

const labelled = (name: Hinted, { plain: say }: Words): Label => ({
  label: say(`settings.${name}`),
  hint: say(`settings.${name}Hint`),
});

const number = (field: keyof typeof LIMITS, now: number, words: Words): InputBlock =>
  input(field, labelled(field, words), whole(field, now));

function referring({ undoSeconds, maxChain, askMinutes, clientLanguage }: Settings, words: Words): InputBlock[] {
  const languages = LANGUAGES.map((language) => option(language, languageName(language, words.locale)));
  return [
    number(FIELD.undo, undoSeconds, words),
    number(FIELD.ask, askMinutes, words),
    number(FIELD.chain, maxChain, words),
    choice(FIELD.language, labelled('language', words), languages, languages[LANGUAGES.indexOf(clientLanguage)]),
  ];
}

function release({ release: { percent, always, never }, guests }: Settings, words: Words): InputBlock[] {
  const { plain: say } = words;
  return [
    number(FIELD.percent, percent, words),
    peopleChoice(FIELD.always, { label: say('settings.always') }, always),
    peopleChoice(FIELD.never, labelled('never', words), never),
    ...ticked(FIELD.guests, 'guests', guests, words),
  ];
}

function reminders(now: Settings, words: Words): InputBlock[] {
  const nudges = now.nudgeHours.join(', ');
  const more = { max_length: 100, ...(nudges && { initial_value: nudges }) };
  return [
    { ...line(FIELD.nudges, labelled('nudges', words), more), optional: true },
    ...workingHours(now, words),
    peopleChoice(FIELD.managers, labelled('managers', words), now.managers),
    ...ticked(FIELD.digest, 'digest', now.digest, words),
  ];
}

function channels({ fallbackChannel, feedbackChannel, timeZone }: Settings, words: Words): InputBlock[] {
  return [
    channelChoice(FIELD.channel, labelled('channel', words), fallbackChannel),
    channelChoice(FIELD.feedback, labelled('feedback', words), feedbackChannel),
    zone(timeZone, words),
  ];
}

const zone = (timeZone: string, words: Words): InputBlock =>
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
  const midnight = say('settings.midnight');
  const hours = Array.from({ length: 25 }, (_, hour) => option(String(hour), hourText(hour, locale, midnight)));
  const chosen = checkboxes(
    DAYS,
    (day) => option(String(day), weekdayName(day, locale)),
    (day) => working.days.includes(day),
  );
  return [
    choice(FIELD.from, { label: say('settings.from') }, hours.slice(0, 24), hours[working.from]),
    choice(FIELD.to, { label: say('settings.to'), hint: say('settings.toHint') }, hours.slice(1), hours[working.to]),
    input(FIELD.days, { label: say('settings.days') }, chosen),
  ];
}

/** Renders a single checkbox. */
function ticked(field: string, name: 'guests' | 'digest', now: boolean, { plain: say }: Words): InputBlock[] {
  const box = checkboxes(
    [name],
    () => option(name, say(`settings.${name}`)),
    () => now,
  );
  return [input(field, { label: say(`settings.${name}Label`) }, box, true)];
}

/** Creates an optional select of a channel. */
const channelChoice = (blockId: string, label: Label, now: string | undefined): InputBlock =>
  input(
    blockId,
    label,
    {
      type: 'conversations_select',
      action_id: VALUE,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(now && { initial_conversation: now }),
    },
    true,
  );

/** Slack's limit of preset members. */
const MOST_PEOPLE = 100;

/** Creates an optional select of members. */
const peopleChoice = (blockId: string, label: Label, now: readonly string[]): InputBlock =>
  input(
    blockId,
    label,
    {
      type: 'multi_users_select',
      action_id: VALUE,
      max_selected_items: MOST_PEOPLE,
      ...(now.length && { initial_users: now.slice(0, MOST_PEOPLE) }),
    },
    true,
  );

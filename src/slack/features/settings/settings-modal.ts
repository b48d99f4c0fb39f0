import type { InputBlock, ModalView, NumberInput } from '@slack/types';
import type { Settings } from '../../../domain/model/tenant/tenant.js';
import { header, plain } from '../../blocks/blocks.js';
import { input, type Label, line, modal, VALUE } from '../../blocks/inputs.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';
import { channelChoice, FIELD, LIMITS, peopleChoice } from './settings-fields.js';
import { zoneOption } from './time-zones.js';
import { rest, workingHours } from './working-hours.js';

/** The settings as they are, to be changed: what belongs together stands together. */
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
      ...rest(now, words),
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

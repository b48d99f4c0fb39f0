import type { KnownBlock, ModalView, NumberInput } from '@slack/types';
import type { Settings } from '../../domain/tenant/tenant.js';
import { plain } from '../blocks/blocks.js';
import { input, line, modal, VALUE } from '../blocks/inputs.js';
import { LOOKUP, MODAL } from '../ids.js';
import type { Words } from '../words/words.js';
import { channelChoice, FIELD, LIMITS, peopleChoice } from './fields.js';
import { zoneOption } from './time-zones.js';
import { workingBlocks } from './working.js';

/** The settings as they are, to be changed. */
export const settingsModal = (now: Settings, words: Words): ModalView =>
  modal({
    callbackId: MODAL.settings,
    title: words.plain('settings.title'),
    submit: words.plain('settings.submit'),
    close: words.plain('settings.cancel'),
    blocks: [...general(now, words), ...people(now, words), ...rules(now, words), ...workingBlocks(now, words)],
  });

function general(now: Settings, { plain: say }: Words): KnownBlock[] {
  return [
    input(FIELD.undo, { label: say('settings.undo'), hint: say('settings.undoHint') }, whole('undo', now.undoSeconds)),
    input(
      FIELD.zone,
      { label: say('settings.zone'), hint: say('settings.zoneHint') },
      {
        type: 'external_select',
        action_id: LOOKUP.timeZone,
        min_query_length: 0,
        placeholder: plain(say('settings.zonePick'), 150),
        initial_option: zoneOption(now.timeZone),
      },
    ),
    channelChoice(
      FIELD.channel,
      { label: say('settings.channel'), hint: say('settings.channelHint') },
      now.fallbackChannel,
    ),
    channelChoice(
      FIELD.feedback,
      { label: say('settings.feedback'), hint: say('settings.feedbackHint') },
      now.feedbackChannel,
    ),
  ];
}

function people({ managers, release }: Settings, { plain: say }: Words): KnownBlock[] {
  return [
    peopleChoice(FIELD.managers, { label: say('settings.managers'), hint: say('settings.managersHint') }, managers),
    input(
      FIELD.percent,
      { label: say('settings.percent'), hint: say('settings.percentHint') },
      whole('percent', release.percent),
    ),
    peopleChoice(FIELD.always, { label: say('settings.always') }, release.always),
    peopleChoice(FIELD.never, { label: say('settings.never'), hint: say('settings.neverHint') }, release.never),
  ];
}

function rules({ maxChain, askMinutes, nudgeHours }: Settings, { plain: say }: Words): KnownBlock[] {
  const nudges = nudgeHours.join(', ');
  return [
    input(FIELD.chain, { label: say('settings.chain'), hint: say('settings.chainHint') }, whole('chain', maxChain)),
    input(FIELD.ask, { label: say('settings.ask'), hint: say('settings.askHint') }, whole('ask', askMinutes)),
    {
      ...line(
        FIELD.nudges,
        { label: say('settings.nudges'), hint: say('settings.nudgesHint') },
        { max_length: 100, ...(nudges && { initial_value: nudges }) },
      ),
      optional: true,
    },
  ];
}

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

import type { InputBlock } from '@slack/types';
import { SETTING_LIMITS } from '../../../domain/model/tenant/settings-rules.js';
import { input, type Label, VALUE } from '../../blocks/inputs.js';

/** Block ids of the fields. */
export const FIELD = {
  undo: 'undo',
  channel: 'channel',
  zone: 'zone',
  feedback: 'feedback',
  managers: 'managers',
  percent: 'percent',
  always: 'always',
  never: 'never',
  chain: 'chain',
  ask: 'ask',
  nudges: 'nudges',
  from: 'from',
  to: 'to',
  days: 'days',
  language: 'language',
  guests: 'guests',
  digest: 'digest',
} as const;

/** The topics of the settings, each with a form of its own. */
export const SUBJECTS = ['referring', 'release', 'reminders', 'channels'] as const;

/** A topic of the settings. */
export type Subject = (typeof SUBJECTS)[number];

/** The smallest and the largest value of each numeric field. */
export const LIMITS = {
  undo: SETTING_LIMITS.undoSeconds,
  percent: SETTING_LIMITS.percent,
  chain: SETTING_LIMITS.maxChain,
  ask: SETTING_LIMITS.askMinutes,
} as const;

/** Creates an optional select of a channel. */
export const channelChoice = (blockId: string, label: Label, now: string | undefined): InputBlock =>
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
export const peopleChoice = (blockId: string, label: Label, now: readonly string[]): InputBlock =>
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

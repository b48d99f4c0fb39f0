import type { InputBlock } from '@slack/types';
import { SETTING_LIMITS } from '../../../domain/model/tenant/settings-rules.js';
import { input, type Label, VALUE } from '../../blocks/inputs.js';

/** The fields, by the names of their blocks. */
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
  more: 'more',
} as const;

/** The least and the most of each number. */
export const LIMITS = {
  undo: SETTING_LIMITS.undoSeconds,
  percent: SETTING_LIMITS.percent,
  chain: SETTING_LIMITS.maxChain,
  ask: SETTING_LIMITS.askMinutes,
} as const;

/** A channel, or none. */
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

/** Slack takes at most so many members at the start of a choice. */
const MOST_PEOPLE = 100;

/** Members, or nobody. */
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

import { SETTING_LIMITS } from '../../../domain/model/tenant/settings-rules.js';

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

import { isTimeZone } from '../../../lib/is-time-zone.js';
import type { Settings } from './tenant.js';

/** The bounds of each number: seconds, referrals, minutes, percent. */
export const SETTING_LIMITS = {
  undoSeconds: [0, 3600],
  maxChain: [1, 10],
  askMinutes: [5, 1440],
  percent: [0, 100],
} as const;

/** The IANA time zones that this process lists, each by one of its names. */
export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The most reminders, and the latest in hours after the invite. */
const MOST_NUDGES = 10;
const LATEST_NUDGE = 720;

/** The ways in which settings can be invalid. `both`: a member is in `always` and in `never` of the rollout. */
export type SettingFault =
  | keyof typeof SETTING_LIMITS
  | 'timeZone'
  | 'both'
  | 'nudgeHours'
  | 'workingHours'
  | 'workingDays';

/** Validates the settings that are given; empty when all are valid. */
export function faultsIn({
  undoSeconds,
  maxChain,
  askMinutes,
  release,
  timeZone,
  nudgeHours,
  working,
}: Partial<Settings>): SettingFault[] {
  const faults: Record<SettingFault, boolean | undefined> = {
    undoSeconds: isOutside('undoSeconds', undoSeconds),
    maxChain: isOutside('maxChain', maxChain),
    askMinutes: isOutside('askMinutes', askMinutes),
    percent: isOutside('percent', release?.percent),
    both: release && inBoth(release) > 0,
    timeZone: timeZone !== undefined && !isTimeZone(timeZone),
    nudgeHours: nudgeHours && !(nudgeHours.length <= MOST_NUDGES && nudgeHours.every(isNudge)),
    workingHours: working && !isSpan(working),
    workingDays: working && !(working.days.length > 0 && working.days.every((day) => isWhole(day, 1, 7))),
  };
  return (Object.keys(faults) as SettingFault[]).filter((fault) => faults[fault]);
}

/** Counts the members who are in both lists of a rollout. */
export const inBoth = ({ always, never }: Settings['release']): number =>
  always.filter((user) => never.includes(user)).length;

function isOutside(setting: keyof typeof SETTING_LIMITS, value: number | undefined): boolean {
  const [least, most] = SETTING_LIMITS[setting];
  return value !== undefined && !isWhole(value, least, most);
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const isNudge = (hours: number): boolean => isWhole(hours, 1, LATEST_NUDGE);

const isSpan = ({ from, to }: Settings['working']): boolean => isWhole(from, 0, 24) && isWhole(to, from + 1, 24);

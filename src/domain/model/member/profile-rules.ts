import { Temporal } from 'temporal-polyfill';
import type { Availability } from './availability.js';
import type { Preferences } from './member.js';

/** The most skills of a member, and the most characters of each. */
export const SKILL_LIMITS = { most: 20, longest: 40 } as const;

/** The most years ahead until which a member may be full. */
const MOST_YEARS = 2;

/** Validates a member's skills; null when they are valid. */
export function skillFault(skills: readonly string[]): 'tooMany' | 'tooLong' | null {
  if (skills.length > SKILL_LIMITS.most) return 'tooMany';
  return skills.some((skill) => skill.length > SKILL_LIMITS.longest) ? 'tooLong' : null;
}

/**
 * Validates the day until which a member is full; null when it is valid.
 * @param today a calendar day in the member's time zone, `2026-11-23`
 */
export function dayFault(said: Availability, today: string): 'past' | 'far' | null {
  if (said.kind !== 'full' || !said.until) return null;
  if (said.until <= today) return 'past';
  return said.until > Temporal.PlainDate.from(today).add({ years: MOST_YEARS }).toString() ? 'far' : null;
}

/** Validates a member's preferences; null when they are valid. A hidden member cannot be on the leaderboard. */
export const wishFault = ({ hidden, onLeaderboard }: Preferences): 'hiddenOnBoard' | null =>
  hidden && onLeaderboard ? 'hiddenOnBoard' : null;

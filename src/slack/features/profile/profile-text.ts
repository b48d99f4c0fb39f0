import type { Availability } from '../../../domain/model/member/availability.js';
import { dayText } from '../../blocks/format-dates.js';
import type { Words } from '../../words/words.js';

/** Describes a member's availability to that member. */
export function availabilityText(said: Availability, { mrkdwn, locale }: Words): string {
  if (said.kind !== 'full') return mrkdwn(`availability.${said.kind}`);
  if (!said.until) return mrkdwn('availability.full');
  return mrkdwn('availability.fullUntil', { day: dayText(said.until, locale) });
}

/** Lists a member's skills for that member. */
export const skillsText = (skills: readonly string[], { mrkdwn }: Words): string =>
  skills.length ? mrkdwn('skills.now', { skills: skills.join(', ') }) : mrkdwn('skills.none');

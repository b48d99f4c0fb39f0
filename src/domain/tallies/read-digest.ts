import { Temporal } from 'temporal-polyfill';
import type { Digest } from '../model/tally/digest.js';
import { type Counts, type Period, TEAM } from '../model/tally/tally.js';
import type { Ports } from '../ports.js';

/**
 * Reads a member's counts of a week, beside the week before and the team's.
 * @param week the period that the digest is about, such as `week:2026-11-16`
 */
export async function readDigest(ports: Ports, tenantId: string, slackUserId: string, week: Period): Promise<Digest> {
  const [mine, team, openInvites] = await Promise.all([
    ports.tallies.of(tenantId, slackUserId, [week, weekBefore(week)]),
    ports.tallies.of(tenantId, TEAM, [week]),
    ports.invites.countOpen(tenantId, slackUserId, 'real'),
  ]);
  const countsOf = (period: Period): Counts => mine.find((tally) => tally.period === period)?.counts ?? {};
  const before = countsOf(weekBefore(week));
  return {
    week: countsOf(week),
    before,
    team: team[0]?.counts ?? {},
    openInvites,
  };
}

/** Returns the period of the week before. */
export const weekBefore = (week: Period): Period =>
  `week:${Temporal.PlainDate.from(week.slice('week:'.length)).subtract({ days: 7 })}`;

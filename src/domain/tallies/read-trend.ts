import { Temporal } from 'temporal-polyfill';
import { periodOf } from '../model/tally/periods.js';
import type { Counts } from '../model/tally/tally.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/** One week of a trend: its Monday and its counts. */
export interface Week {
  /** `2026-11-23` */
  readonly monday: string;
  readonly counts: Counts;
}

/** The number of weeks in a trend. */
const WEEKS = 8;

/**
 * Reads the weekly counts of a member or the team, the oldest week first. Weeks without counts are included.
 * @param member a Slack user id, or `TEAM`
 */
export async function readTrend(ports: Ports, tenantId: string, member: string): Promise<Week[]> {
  const { timeZone } = await tenantSettings(ports, tenantId);
  const now = Temporal.PlainDate.from(periodOf('week', ports.clock.now(), timeZone).slice('week:'.length));
  const mondays = Array.from({ length: WEEKS }, (_, index) =>
    now.subtract({ days: 7 * (WEEKS - 1 - index) }).toString(),
  );
  const rows = await ports.tallies.of(
    tenantId,
    member,
    mondays.map((monday) => `week:${monday}`),
  );
  return mondays.map((monday) => ({
    monday,
    counts: rows.find((row) => row.period === `week:${monday}`)?.counts ?? {},
  }));
}

import { Temporal } from 'temporal-polyfill';
import { dayIn } from '../../lib/day-in-time-zone.js';
import { onceForEach } from '../../lib/once-for-each.js';
import type { Invite } from '../model/invite/invite.js';
import type { MatchFacts } from '../model/matching/rank-colleagues.js';
import { availabilityOn } from '../model/member/availability.js';
import type { Member } from '../model/member/member.js';
import { periodOf } from '../model/tally/periods.js';
import type { Counts, Tally } from '../model/tally/tally.js';
import type { Settings } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/**
 * Reads the declared and counted facts about colleagues for one job. The number of queries does not depend on the
 * number of colleagues.
 */
export async function readMatchFacts(
  ports: Ports,
  { tenantId, client }: Invite,
  members: readonly Member[],
  { timeZone }: Pick<Settings, 'timeZone'>,
): Promise<MatchFacts[]> {
  const now = ports.clock.now();
  const [ever, lately] = await Promise.all([
    ports.tallies.lately(tenantId, 'all', MOST_RECORDS).then(byMember),
    ports.tallies.lately(tenantId, periodOf('month', now, timeZone), MOST_RECORDS).then(byMember),
  ]);
  const dayOf = onceForEach((zone: string | undefined) => dayIn(zone, now));
  const minutesOf = onceForEach((zone: string | undefined) => minutesBetween(zone, client.timeZone, now));
  return members.map((member) => {
    const { received = 0, receivedAccepted: accepted = 0 } = ever.get(member.slackUserId) ?? {};
    const minutesFromClient = minutesOf(member.timeZone);
    return {
      slackUserId: member.slackUserId,
      name: member.name,
      skills: member.skills,
      availability: availabilityOn(member.availability, dayOf(member.timeZone)),
      recentlyReceived: lately.get(member.slackUserId)?.received ?? 0,
      received,
      accepted,
      ...(minutesFromClient !== undefined && { minutesFromClient }),
    };
  });
}

/** The most members whose records are read; beyond it, members are ranked without records. */
const MOST_RECORDS = 5000;

const byMember = (rows: readonly Tally[]): ReadonlyMap<string, Counts> =>
  new Map(rows.map(({ member, counts }) => [member, counts]));

/** Returns the minutes by which zone `a` is ahead of zone `b`; undefined when one is unknown or no IANA name. */
function minutesBetween(a: string | undefined, b: string | undefined, at: Date): number | undefined {
  if (!a || !b) return undefined;
  try {
    return (offsetOf(a, at) - offsetOf(b, at)) / 60e9;
  } catch {
    return undefined;
  }
}

const offsetOf = (timeZone: string, at: Date): number =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds;

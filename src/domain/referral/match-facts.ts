import { Temporal } from 'temporal-polyfill';
import { dayIn } from '../day-in.js';
import type { Invite } from '../invite/invite.js';
import { availabilityOn } from '../member/availability.js';
import type { Member } from '../member/member.js';
import type { Ports } from '../ports.js';
import { periodOf } from '../tally/periods.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import type { MatchFacts } from './match.js';

/** Gathers what is declared and counted about colleagues for one job; the present month's count stands for their load. */
export async function matchFacts(ports: Ports, invite: Invite, members: readonly Member[]): Promise<MatchFacts[]> {
  const now = ports.clock.now();
  const tenant = await ports.tenants.get(invite.tenantId);
  const month = periodOf('month', now, (tenant?.settings ?? DEFAULT_SETTINGS).timeZone);
  const [everBefore, thisMonth] = await Promise.all([
    ports.tallies.inPeriod(invite.tenantId, 'all', ROWS),
    ports.tallies.inPeriod(invite.tenantId, month, ROWS),
  ]);
  return members.map((member) => {
    const ever = everBefore.find((row) => row.member === member.slackUserId)?.counts ?? {};
    const lately = thisMonth.find((row) => row.member === member.slackUserId)?.counts ?? {};
    const minutesFromClient = minutesBetween(member.timeZone, invite.client.timeZone, now);
    return {
      slackUserId: member.slackUserId,
      name: member.name,
      skills: member.skills,
      availability: availabilityOn(member.availability, dayIn(member.timeZone, now)),
      recentlyReceived: lately.received ?? 0,
      received: ever.received ?? 0,
      accepted: ever.receivedAccepted ?? 0,
      ...(minutesFromClient !== undefined && { minutesFromClient }),
    };
  });
}

/** More members than this are ranked without their records. */
const ROWS = 1000;

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** How far the first zone is ahead of the second at a moment; undefined when one is unknown or no IANA name. */
function minutesBetween(a: string | undefined, b: string | undefined, at: Date): number | undefined {
  if (!a || !b) return undefined;
  try {
    return (zoned(at, a).offsetNanoseconds - zoned(at, b).offsetNanoseconds) / 60e9;
  } catch {
    return undefined;
  }
}

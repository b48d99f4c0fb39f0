import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { periodOf, type Span } from './periods.js';
import type { Counts } from './read-referrals.js';
import { TEAM } from './tally.js';

export interface TeamReferrals {
  readonly team: Counts;
  /** By name; those without any count are left out. */
  readonly members: readonly { readonly name: string; readonly counts: Counts }[];
}

/** The most rows that one message can show. */
const ROWS = 200;

/** The team's counts of the present week, month or quarter, or of all time. */
export async function readTeam(ports: Ports, { tenantId }: Actor, span: Span): Promise<TeamReferrals> {
  const timeZone = (await ports.tenants.get(tenantId))?.settings.timeZone ?? 'UTC';
  const period = periodOf(span, ports.clock.now(), timeZone);
  const [rows, members] = await Promise.all([
    ports.tallies.inPeriod(tenantId, period, ROWS),
    ports.members.all(tenantId),
  ]);
  const names = new Map(members.map((member) => [member.slackUserId, member.name]));
  const named = rows
    .filter((row) => row.member !== TEAM)
    .map((row) => ({ name: names.get(row.member) ?? '', counts: row.counts }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return { team: rows.find((row) => row.member === TEAM)?.counts ?? {}, members: named };
}

import type { Actor, Member } from '../member/member.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import { periodOf } from './periods.js';
import { type Counts, type Span, type Tally, TEAM } from './tally.js';

export interface TeamReferrals {
  readonly team: Counts;
  /** Those who chose to be shown, by name. `name` is empty for somebody who has left. */
  readonly members: readonly { readonly name: string; readonly counts: Counts }[];
  /** How many had something to count and chose not to be shown. */
  readonly unshown: number;
}

/** The most rows that one message can show. */
const ROWS = 200;

/**
 * The team's counts of the present week, month or quarter, or of all time. A member's own row is shown only if they
 * chose so, and always to managers.
 */
export async function readTeam(ports: Ports, { tenantId }: Actor, span: Span): Promise<TeamReferrals> {
  const { timeZone } = (await ports.tenants.get(tenantId))?.settings ?? DEFAULT_SETTINGS;
  const period = periodOf(span, ports.clock.now(), timeZone);
  const [rows, members] = await Promise.all([
    ports.tallies.inPeriod(tenantId, period, ROWS),
    ports.members.all(tenantId),
  ]);
  const known = new Map(members.map((member) => [member.slackUserId, member]));
  const others = rows.filter((row) => row.member !== TEAM);
  const shown = others.flatMap((row) => asShown(row, known.get(row.member)));
  return {
    team: rows.find((row) => row.member === TEAM)?.counts ?? {},
    members: shown.sort((a, b) => a.name.localeCompare(b.name)),
    unshown: others.length - shown.length,
  };
}

function asShown({ counts }: Tally, member: Member | undefined) {
  if (!member?.preferences.onLeaderboard || member.preferences.hidden) return [];
  return [{ name: member.isDeactivated ? '' : member.name, counts }];
}

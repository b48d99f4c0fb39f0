import type { Actor, Member } from '../model/member/member.js';
import type { PeriodLength } from '../model/period-lengths.js';
import { periodOf } from '../model/tally/periods.js';
import { type Counts, type Tally, TEAM } from '../model/tally/tally.js';
import { type Listed, listed } from '../model/views/listed-referral.js';
import { requireTeamMember } from '../permissions/require-role.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/** The team's counts, and those of the members on the leaderboard. */
export interface TeamReferrals {
  readonly team: Counts;
  /** Members on the leaderboard, by name, with what tells two of the same name apart. */
  readonly members: readonly (Listed & Pick<Member, 'slackUserId' | 'handle'> & { readonly counts: Counts })[];
  /** The number of further members with counts, who are not on the leaderboard. */
  readonly unshown: number;
}

/**
 * Reads the team's counts of the present week, month or quarter, or of all time, with the rows of members on the
 * leaderboard alone, whoever asks. Reads no other members.
 * @throws Refusal unless `by` belongs to the team.
 */
export async function readTeamCounts(ports: Ports, by: Actor, span: PeriodLength): Promise<TeamReferrals> {
  await requireTeamMember(ports, by);
  const { tenantId } = by;
  const { timeZone } = await tenantSettings(ports, tenantId);
  const period = periodOf(span, ports.clock.now(), timeZone);
  const board = await ports.members.onBoard(tenantId);
  const [rows, counted] = await Promise.all([
    ports.tallies.ofMembers(tenantId, [TEAM, ...board.map(({ slackUserId }) => slackUserId)], period),
    ports.tallies.countIn(tenantId, period),
  ]);
  const known = new Map(rows.map((row) => [row.member, row]));
  const members = board.flatMap((member) => asShown(member, known.get(member.slackUserId)));
  return {
    team: known.get(TEAM)?.counts ?? {},
    members: members.sort((a, b) => a.name.localeCompare(b.name)),
    unshown: counted - members.length,
  };
}

function asShown(member: Member, row: Tally | undefined): TeamReferrals['members'] {
  const { slackUserId, handle } = member;
  return row ? [{ ...listed(member), slackUserId, ...(handle && { handle }), counts: row.counts }] : [];
}

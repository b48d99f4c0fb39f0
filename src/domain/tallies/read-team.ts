import type { Actor, Member } from '../model/member/member.js';
import { periodOf } from '../model/tally/periods.js';
import { type Counts, type Span, type Tally, TEAM } from '../model/tally/tally.js';
import { type Listed, listed } from '../model/views/listed-referral.js';
import { requireTeamMember } from '../permissions/require-role.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/** The team's counts, with those of the members who chose to be shown. */
export interface TeamReferrals {
  readonly team: Counts;
  /** Those who chose to be shown, by name. */
  readonly members: readonly (Listed & { readonly counts: Counts })[];
  /** How many had something to count and chose not to be shown. */
  readonly unshown: number;
}

/**
 * The team's counts of the present week, month or quarter, or of all time. A member's own row is shown only if they
 * chose so, whoever asks. It reads no more members than that.
 * @throws Refusal unless one of the team asks.
 */
export async function readTeam(ports: Ports, by: Actor, span: Span): Promise<TeamReferrals> {
  await requireTeamMember(ports, by);
  const { tenantId } = by;
  const { timeZone } = await settingsOf(ports, tenantId);
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

const asShown = (member: Member, row: Tally | undefined) => (row ? [{ ...listed(member), counts: row.counts }] : []);

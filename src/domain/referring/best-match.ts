import type { Invite } from '../model/invite/invite.js';
import { isCounted, type Match, rankMatches, type Why } from '../model/matching/rank-colleagues.js';
import { isColleague } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import { belongs } from '../permissions/require-role.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { candidateStandings } from './candidate-standings.js';
import { COMPARED } from './find-members-by-name.js';
import { readMatchFacts } from './read-match-facts.js';
import { whyNotMember } from './resolve-colleague.js';

/** The most members that are compared for a card, which should not wait for a larger workspace. */
const COMPARED_FOR_CARD = 500;

/** Facts that recommend a colleague by themselves; a near time zone alone does not. */
const REASONS: readonly Why['fact'][] = ['skills', 'open', 'record'];

/**
 * Finds the colleague who fits an invite best: one who has time, whom no known rule forbids, and whom a fact
 * recommends. Calls no marketplace, so that no card waits for it: referring checks every rule again.
 * @param onThisJob the referrals on the invite's job
 * @returns null where no colleague stands out, or no member is linked to the invite
 */
export async function bestMatch(ports: Ports, invite: Invite, onThisJob: readonly Referral[]): Promise<Match | null> {
  const { tenantId, job, invitee } = invite;
  const { slackUserId } = invitee;
  if (!slackUserId) return null;
  const by = { tenantId, slackUserId, name: invitee.person.name };
  const [settings, invites, everybody, seesCounts] = await Promise.all([
    tenantSettings(ports, tenantId),
    ports.invites.ofJob(tenantId, job.id),
    ports.members.team(tenantId, COMPARED),
    belongs(ports, by),
  ]);
  const asked = {
    invite,
    by,
    settings,
    standings: candidateStandings(invite, { invites, referrals: onThisJob, candidates: [] }),
  };
  const team = everybody
    .slice(0, COMPARED_FOR_CARD)
    .filter((one) => isColleague(one, settings) && whyNotMember(one, asked) === null);
  const [best] = rankMatches(job.skills, await readMatchFacts(ports, invite, team, settings));
  if (!best || best.why.some(({ fact }) => fact === 'full')) return null;
  const why = seesCounts ? best.why : best.why.filter((fact) => !isCounted(fact));
  return why.some(({ fact }) => REASONS.includes(fact)) ? { ...best, why } : null;
}

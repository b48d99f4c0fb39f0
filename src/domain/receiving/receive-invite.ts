import { randomUUID } from 'node:crypto';
import { closedAs } from '../lifecycle/closed-as.js';
import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { extendDeadline } from '../lifecycle/extend-deadline.js';
import { findSourceReferral } from '../lifecycle/find-source-referral.js';
import { retryEarlyEvents } from '../lifecycle/retry-early-events.js';
import { expiryOf } from '../lifecycle/timers.js';
import type { Link } from '../model/chain.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import { Duplicate } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import { keptInvitation } from '../model/limits.js';
import { isLinkable, type Member } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import type { Settings } from '../model/tenant/tenant.js';
import { todo } from '../model/work.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/**
 * Stores an invitation as an invite to the linked member, or to the one for whom somebody entered it. For a known invitation, only a later deadline changes anything.
 */
export async function receiveInvite(
  ports: Ports,
  tenantId: string,
  invitation: Invitation,
  via: Via = ONLY_WAY,
  entered?: Entered,
): Promise<Invite> {
  const known = await ports.invites.byExternalId(tenantId, invitation.id);
  const kept = () => keep(ports, tenantId, invitation, via, entered);
  const invite = known ? await extendDeadline(ports, known, invitation) : await kept();
  const id = invite.referredIn?.referralId;
  const referral = id ? await ports.referrals.get({ tenantId, id }) : null;
  const word = { who: 'marketplace', through: 'webhook', happenedAt: invitation.invitedAt } as const;
  if (referral) await confirmForwarded(ports, referral, word, invitation.id);
  else await retryEarlyEvents(ports, tenantId, invitation.id);
  return invite;
}

/** Who has entered an invitation by hand, and for whom. */
export interface Entered {
  readonly by: string;
  readonly member: Member;
}

async function keep(
  ports: Ports,
  tenantId: string,
  invitation: Invitation,
  via: Via,
  entered?: Entered,
): Promise<Invite> {
  const [member, referral, settings] = await Promise.all([
    entered?.member ?? memberFor(ports, tenantId, invitation),
    findSourceReferral(ports, tenantId, invitation),
    settingsOf(ports, tenantId),
  ]);
  const invite = inviteFrom(tenantId, invitation, { member, referral, settings, via, entered, now: ports.clock.now() });
  try {
    await ports.invites.insert(invite);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return (
      (await ports.invites.byExternalId(tenantId, invitation.id)) ?? keep(ports, tenantId, invitation, via, entered)
    );
  }
  return invite;
}

/** Finds the active member for an invitation, by their link or else by their email address. */
export async function memberFor(
  { members }: Ports,
  tenantId: string,
  { freelancer }: Pick<Invitation, 'freelancer'>,
): Promise<Member | null> {
  const linked = await members.byPerson(tenantId, freelancer.id);
  if (linked || !freelancer.email) return linked && isLinkable(linked) ? linked : null;
  const namesake = await members.byEmail(tenantId, freelancer.email);
  return namesake && !namesake.person && isLinkable(namesake) ? namesake : null;
}

interface Context {
  readonly member: Member | null;
  readonly referral: Referral | null;
  readonly settings: Settings;
  readonly via: Via;
  readonly entered: Entered | undefined;
  readonly now: Date;
}

/** Cuts the invitation again: an earlier release may have stored more. */
function inviteFrom(tenantId: string, given: Invitation, context: Context): Invite {
  const { member, referral, settings, via, entered, now } = context;
  const invitation = keptInvitation(given);
  const { id: externalId, referral: told, freelancer, letterCut = false, status, ...facts } = invitation;
  const note = told?.message ?? referral?.noteToColleague;
  const invitee = { person: freelancer, ...(member && { slackUserId: member.slackUserId }) };
  const nudge = nextNudge({ ...invitation, invitee, nudges: 0 }, settings, member, now);
  return {
    ...facts,
    id: randomUUID(),
    ...(status === 'open' ? { status } : closedAs(status, now)),
    tenantId,
    externalId,
    origins: [{ ...via, externalId }],
    letterCut,
    invitee,
    ...(told && {
      referredIn: { byName: told.referredBy.name, ...(referral && { referralId: referral.id }), ...(note && { note }) },
    }),
    chain: referral ? [...referral.chain, linkOf(referral)] : [],
    nudges: 0,
    revision: 1,
    history: [
      entered
        ? { at: now, who: entered.by, what: status, through: 'slack' }
        : { at: now, who: 'marketplace', what: status, through: 'webhook' },
    ],
    work: [todo('announce-invite', now), ...(status === 'open' ? [...expiryOf(invitation), ...nudge] : [])],
  };
}

const linkOf = ({ id, from }: Referral): Link => ({ ...from, referralId: id });

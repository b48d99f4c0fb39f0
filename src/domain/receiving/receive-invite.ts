import { randomUUID } from 'node:crypto';
import { closedAs } from '../lifecycle/closed-as.js';
import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { hearAgain } from '../lifecycle/hear-again.js';
import { referralBehind } from '../lifecycle/referral-behind.js';
import { retryEarly } from '../lifecycle/retry-early.js';
import { expiryOf } from '../lifecycle/timers.js';
import { Duplicate } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import type { Invite, Link } from '../model/invite/invite.js';
import { nextNudge } from '../model/invite/nudge-plan.js';
import { keptInvitation } from '../model/limits.js';
import { isLinkable, type Member } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import type { Settings } from '../model/tenant/tenant.js';
import { todo } from '../model/work.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/**
 * Keeps an invitation that the marketplace tells of, for the member it is addressed to. A repeat changes nothing but the
 * deadline, where it is later.
 */
export async function receiveInvite(ports: Ports, tenantId: string, invitation: Invitation): Promise<Invite> {
  const known = await ports.invites.byExternalId(tenantId, invitation.id);
  const invite = known ? await hearAgain(ports, known, invitation) : await keep(ports, tenantId, invitation);
  const id = invite.referredIn?.referralId;
  const referral = id ? await ports.referrals.get({ tenantId, id }) : null;
  const word = { who: 'marketplace', through: 'webhook', happenedAt: invitation.invitedAt } as const;
  if (referral) await confirmForwarded(ports, referral, word, invitation.id);
  else await retryEarly(ports, tenantId, invitation.id);
  return invite;
}

async function keep(ports: Ports, tenantId: string, invitation: Invitation): Promise<Invite> {
  const [member, referral, settings] = await Promise.all([
    memberFor(ports, tenantId, invitation),
    referralBehind(ports, tenantId, invitation),
    settingsOf(ports, tenantId),
  ]);
  const invite = inviteFrom(tenantId, invitation, { member, referral, settings, now: ports.clock.now() });
  try {
    await ports.invites.insert(invite);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return (await ports.invites.byExternalId(tenantId, invitation.id)) ?? keep(ports, tenantId, invitation);
  }
  return invite;
}

/** The member an invitation is addressed to, by their link or else by their email address; a person who is here. */
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
  readonly now: Date;
}

/** What an earlier release took in may be longer than what is kept now. */
function inviteFrom(tenantId: string, given: Invitation, { member, referral, settings, now }: Context): Invite {
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
    letterCut,
    invitee,
    ...(told && {
      referredIn: { byName: told.referredBy.name, ...(referral && { referralId: referral.id }), ...(note && { note }) },
    }),
    chain: referral ? [...referral.chain, linkOf(referral)] : [],
    nudges: 0,
    revision: 1,
    history: [{ at: now, who: 'marketplace', what: status, through: 'webhook' }],
    work: [todo('announce-invite', now), ...(status === 'open' ? [...expiryOf(invitation), ...nudge] : [])],
  };
}

const linkOf = ({ id, from }: Referral): Link => ({ ...from, referralId: id });

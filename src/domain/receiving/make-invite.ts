import { randomUUID } from 'node:crypto';
import { closedInviteFields } from '../lifecycle/closed-invite-fields.js';
import type { SourceReferral } from '../lifecycle/find-source-referral.js';
import { expiryOf } from '../lifecycle/invite-timers.js';
import type { Via } from '../model/connection/connection.js';
import type { Invitation } from '../model/event/event.js';
import { claimsOf, withoutLead } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { TYPED_RANKS } from '../model/invite/merge-invitation.js';
import type { Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { ReferralChainLink } from '../model/referral-chain.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import type { Settings } from '../model/tenant/tenant.js';
import { type Entered, isTyped } from '../permissions/require-enterable.js';

/** Facts about an invitation that it does not state itself. */
export interface InvitationContext {
  /** The member to whom it is addressed; null where none is known. */
  readonly member: Member | null;
  /** The referral that led to it, and the invite that was referred. */
  readonly referred: SourceReferral | null;
  readonly settings: Settings;
  readonly via: Via;
  readonly entered: Entered | undefined;
  readonly now: Date;
}

/**
 * Builds the invite of an invitation. It claims to be the first of its job (`leadClaim`), unless it came through a
 * referral: then the referred invite, or an earlier one, is the first.
 */
export function makeInvite(tenantId: string, invitation: Invitation, context: InvitationContext): Invite {
  const { member, referred, settings, via, entered, now } = context;
  const { referral = null, source = null } = referred ?? {};
  const { id: externalId, referral: told, freelancer, letterCut = false, status, ...facts } = invitation;
  const note = told?.message ?? referral?.noteToColleague;
  const invitee = { person: freelancer, ...(member && { slackUserId: member.slackUserId }) };
  const claims = claimsOf(invitation, member?.slackUserId);
  const nudge = nextNudge({ ...invitation, invitee, nudges: 0 }, settings, member, now);
  return {
    ...facts,
    id: randomUUID(),
    ...(status === 'open' ? { status } : closedInviteFields(status, now)),
    tenantId,
    externalId,
    origins: [{ ...via, externalId }],
    claims: referral ? withoutLead(claims) : claims,
    ...(isTyped(entered) && { ranks: TYPED_RANKS }),
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
    work: [
      todo('announce-invite', now),
      ...(source?.peers ? [todo('announce-peers', now)] : []),
      ...(status === 'open' ? [...expiryOf(invitation), ...nudge] : []),
    ],
  };
}

const linkOf = ({ id, from }: SourceReferral['referral']): ReferralChainLink => ({ ...from, referralId: id });

/**
 * Makes an open invite that ended before its connection was made an expired one, by Baton's clock: a later deadline
 * reopens it.
 */
export const asPast = (invite: Invite): Invite => ({
  ...invite,
  past: true,
  ...(invite.status === 'open' && {
    status: 'expired',
    history: invite.history.map((line) => ({ ...line, who: 'clock', what: 'expired', through: 'job' })),
  }),
  work: [],
});

/** Makes an invite one without a card, and so without reminders. */
export const asUnannounced = (invite: Invite): Invite => ({
  ...invite,
  unannounced: true,
  work: invite.work.filter(({ job }) => job !== 'nudge-invite'),
});

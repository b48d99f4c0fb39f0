import { Hopeless, MarketplaceRefusal } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import { memberFor, receiveInvite } from '../invite/receive-invite.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from '../referral/confirm-forwarded.js';
import { referralBehind } from '../referral/referral-behind.js';
import type { Invitation } from './event.js';

/** What the marketplace speaks of: an invite of ours, the referral of ours that led to it, or both. */
export interface Subject {
  readonly invite?: Invite;
  readonly referralId?: string;
}

/**
 * Finds what a word about an invitation concerns. It may overtake the invitation itself: then the marketplace is asked
 * for it. We also hear of invitations to people outside whom one of ours referred; those are no invites of ours.
 * @throws Hopeless when the marketplace does not know it.
 */
export async function subjectOf(ports: Ports, tenantId: string, externalId: string): Promise<Subject> {
  const known = await ports.invites.byExternalId(tenantId, externalId);
  if (known) return aboutInvite(known);
  const invitation = await fetched(ports, tenantId, externalId);
  if (await isOurs(ports, tenantId, invitation)) return aboutInvite(await receiveInvite(ports, tenantId, invitation));
  const referral = await referralBehind(ports, tenantId, invitation);
  if (!referral) return {};
  await confirmForwarded(ports, referral, 'webhook', externalId);
  return { referralId: referral.id };
}

const aboutInvite = (invite: Invite): Subject => {
  const referralId = invite.referredIn?.referralId;
  return { invite, ...(referralId && { referralId }) };
};

async function fetched({ marketplace }: Ports, tenantId: string, externalId: string): Promise<Invitation> {
  try {
    return (await marketplace.invitation(tenantId, externalId)).data;
  } catch (error) {
    if (error instanceof MarketplaceRefusal)
      throw new Hopeless(`the marketplace does not know this invitation: ${error.code}`);
    throw error;
  }
}

/** Nobody outside is a member, and the marketplace gives the email address of the agency's own people alone. */
async function isOurs(ports: Ports, tenantId: string, invitation: Invitation): Promise<boolean> {
  const { referral, freelancer } = invitation;
  if (!referral || freelancer.email || (await memberFor(ports, tenantId, invitation))) return true;
  return (await ports.marketplace.members(tenantId)).some(({ id }) => id === freelancer.id);
}

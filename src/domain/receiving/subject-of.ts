import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { findSourceReferral } from '../lifecycle/find-source-referral.js';
import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal, Refusal, TooEarly } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';
import { memberFor, receiveInvite } from './receive-invite.js';

/** What the marketplace speaks of: an invite of ours, the referral of ours that led to it, or both. */
export interface Subject {
  readonly invite?: Invite;
  readonly referralId?: string;
}

/**
 * Finds what a word about an invitation concerns. It may overtake the invitation itself: then the marketplace is asked
 * for it. We also hear of invitations to people outside whom one of ours referred; those are no invites of ours, and a
 * marketplace may keep them to itself: then the referral that made it is what we know.
 * @throws TooEarly while nobody knows it: the invitation itself, or the answer to the call that made it, is on its way.
 */
export async function subjectOf(ports: Ports, tenantId: string, externalId: string): Promise<Subject> {
  const known = await knownAs(ports, tenantId, externalId);
  if (known) return known;
  const invitation = await fetchInvitation(ports, tenantId, externalId);
  if (invitation instanceof MarketplaceRefusal) return notShown(ports, tenantId, externalId, invitation);
  if (await isOurs(ports, tenantId, invitation)) return aboutInvite(await receiveInvite(ports, tenantId, invitation));
  const referral = await findSourceReferral(ports, tenantId, invitation);
  if (!referral) return {};
  await confirmForwarded(ports, referral, 'webhook', externalId);
  return { referralId: referral.id };
}

const aboutInvite = (invite: Invite): Subject => {
  const referralId = invite.referredIn?.referralId;
  return { invite, ...(referralId && { referralId }) };
};

async function knownAs({ invites }: Ports, tenantId: string, externalId: string): Promise<Subject | null> {
  const known = await invites.byExternalId(tenantId, externalId);
  return known && aboutInvite(known);
}

/**
 * While the marketplace was asked, the invitation itself may have come; where it comes later, this word is read again.
 */
async function notShown(
  ports: Ports,
  tenantId: string,
  externalId: string,
  { code }: MarketplaceRefusal,
): Promise<Subject> {
  const known = await knownAs(ports, tenantId, externalId);
  if (known) return known;
  const referral = await ports.referrals.byReceived(tenantId, externalId);
  if (referral) return { referralId: referral.id };
  throw new TooEarly(`nobody knows this invitation yet: ${code}`);
}

/** The invitation, or why the marketplace does not show it. */
export async function fetchInvitation(
  ports: Ports,
  tenantId: string,
  externalId: string,
): Promise<Invitation | MarketplaceRefusal> {
  try {
    return (await patiently(ports, tenantId, ports.marketplace.invitation(tenantId, externalId))).data;
  } catch (error) {
    if (error instanceof MarketplaceRefusal) return error;
    throw error;
  }
}

/** A token that the marketplace turns down is renewed sooner or later: what is asked with it is asked again. */
const patiently = <T>(ports: Ports, tenantId: string, answer: Promise<T>): Promise<T> =>
  answer.catch(async (error: unknown) => {
    if (!isTokenRefused(error)) throw error;
    await reportRefusedToken(ports, tenantId);
    throw new Error('the marketplace turned the token down');
  });

/** Nobody outside is a member, and the marketplace gives the email address of the agency's own people alone. */
async function isOurs(ports: Ports, tenantId: string, invitation: Invitation): Promise<boolean> {
  const { referral, freelancer } = invitation;
  if (!referral || freelancer.email || (await memberFor(ports, tenantId, invitation))) return true;
  return (await patiently(ports, tenantId, everybody(ports, tenantId))).some(({ id }) => id === freelancer.id);
}

/** An agency whose list is too long today is asked again: nobody can say that somebody is not in it. */
const everybody = ({ marketplace }: Ports, tenantId: string) =>
  marketplace.members(tenantId).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'marketplace.tooLong' ? new Error(error.code) : error;
  });

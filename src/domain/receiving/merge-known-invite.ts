import { claimForMember, mergeDuplicates, otherHolders } from '../lifecycle/merge-duplicate-invites.js';
import { addressingOf, mergeReport, type Reported } from '../lifecycle/merge-report.js';
import { presentInvite } from '../lifecycle/present-invite.js';
import { releaseClaims } from '../lifecycle/release-claims.js';
import { ONLY_WAY } from '../model/connection/connection.js';
import { Duplicate } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import { isNamedBy, mayBeOne } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { claimantOf } from '../model/invite/is-kept-apart.js';
import { isReaddressedBy } from '../model/invite/is-readdressed-by.js';
import { isIdentified, mergeInvitation } from '../model/invite/merge-invitation.js';
import type { Ports } from '../ports.js';
import { partClaimHolders } from './part-claim-holders.js';

/**
 * Merges another report into the invite of its invitation. Skips claims that another invite holds already.
 * @throws Refusal when it was entered, and that invite, or one that it turns out to be, is addressed to somebody else
 */
export async function mergeKnownInvite(
  ports: Ports,
  invite: Invite,
  invitation: Invitation,
  reported: Reported,
): Promise<Invite> {
  try {
    return await mergeReport(ports, invite, invitation, reported);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const present = (await presentInvite(ports, invite)) ?? invite;
    return present.id === invite.id
      ? mergeBesideHolders(ports, present, invitation, reported)
      : mergeKnownInvite(ports, present, invitation, reported);
  }
}

/**
 * Merges a report whose claims other invites hold. Claims of invites that give way are released, and an invite that
 * turns out to be the same one is merged too; all others keep their claims.
 */
async function mergeBesideHolders(
  ports: Ports,
  invite: Invite,
  invitation: Invitation,
  reported: Reported,
): Promise<Invite> {
  const { via = ONLY_WAY, entered } = reported;
  const merged = mergeInvitation(invite, invitation, via, addressingOf(reported));
  const { claims = [] } = merged;
  const others = await otherHolders(ports, invite, claims);
  const after = { ...invite, ...merged };
  const named = others.filter((one) => isNamedBy(one, claims));
  const claiming = { invite: after, claims, claimant: claimantOf(after) };
  const { together, yielding } = await partClaimHolders(ports, named, claiming);
  if (yielding.length > 0) {
    await releaseClaims(ports, yielding, claims);
    return mergeKnownInvite(ports, invite, invitation, reported);
  }
  const mayShowOne = (one: Invite) => entered !== undefined || isIdentified(after) || !isIdentified(one);
  const duplicate = together.find((one) => mayShowOne(one) && mayBeOne(one, invitation, via));
  const folded = duplicate && (await mergeDuplicates(ports, invite, duplicate, entered));
  if (folded) return mergeKnownInvite(ports, folded, invitation, reported);
  const without = others.flatMap((one) => one.claims ?? []);
  const kept = await mergeKnownInvite(ports, invite, invitation, { ...reported, without });
  const isOtherJob = duplicate && kept.job.id !== invite.job.id;
  const joined = isOtherJob && (await mergeDuplicates(ports, kept, duplicate, entered));
  if (joined) return mergeKnownInvite(ports, joined, invitation, reported);
  return isReaddressedBy(invite, kept) ? claimForMember(ports, kept) : kept;
}

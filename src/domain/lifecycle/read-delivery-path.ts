import { actingOrigin, type Connection, canDo, marketplaceOfJob, UNKNOWN } from '../model/connection/connection.js';
import type { Capability } from '../model/connection/source.js';
import {
  type DeliveryPath,
  type Destination,
  deliveryPath,
  destinationOf,
  type Outgoing,
} from '../model/invite/delivery-path.js';
import type { Invite } from '../model/invite/invite.js';
import { UPWORK as PLACE_OF_UPWORK, placeOf } from '../model/member/marketplace-accounts.js';
import type { Ports } from '../ports.js';

/**
 * Reads by which path a decision on this invite is delivered. A path by Baton may be chosen by connections that were
 * read some seconds ago, because a call reads its connection anew and fails where that cannot send it any more. Before
 * a person is told to act, the present connections are read.
 */
export async function pathOf(
  { connections, sources }: Ports,
  invite: Outgoing,
  what: 'decide' | 'refer' = 'decide',
): Promise<DeliveryPath> {
  const recent = deliveryPath(invite, await connections.ofTenant(invite.tenantId), what, sources.rulesOf);
  if (recent.by === 'baton') return recent;
  return deliveryPath(invite, await connections.latestOf(invite.tenantId), what, sources.rulesOf);
}

/** Tells whether a referral of this invite needs a hand-off. */
export const isReferredByHand = async (ports: Ports, invite: Outgoing): Promise<boolean> =>
  (await pathOf(ports, invite, 'refer')).by === 'hand';

/** Returns `byHand` where this decision needs a hand-off. For display: may be some seconds late. */
export async function handoffOf(
  { connections, sources }: Ports,
  invite: Outgoing,
  what: 'decide' | 'refer' = 'decide',
): Promise<{ byHand?: true }> {
  const path = deliveryPath(invite, await connections.ofTenant(invite.tenantId), what, sources.rulesOf);
  return path.by === 'hand' ? { byHand: true } : {};
}

/**
 * Returns the connection that can answer a question about an invite; null where none can. As with `pathOf`, it may be
 * chosen by connections that were read some seconds ago.
 */
export async function whereToAsk(
  { connections, sources }: Ports,
  invite: Outgoing,
  what: Extract<Capability, 'look-up-people' | 'candidates' | 'invitations'>,
): Promise<Destination | null> {
  const practice = deliveryPath(invite, [], 'decide', sources.rulesOf);
  if (practice.by === 'baton') return practice;
  const actingOf = (all: readonly Connection[]) =>
    actingOrigin(
      invite,
      all.filter((one) => canDo(one, what)),
    );
  const { tenantId } = invite;
  const acting = actingOf(await connections.ofTenant(tenantId)) ?? actingOf(await connections.latestOf(tenantId));
  return acting && destinationOf(acting);
}

/** Returns the place of the accounts to which an invite can be referred. For display: may be some seconds late. */
export async function placeOfInvite({ connections }: Ports, invite: Outgoing & Pick<Invite, 'job'>): Promise<string> {
  const acting = actingOrigin(invite, await connections.ofTenant(invite.tenantId));
  if (acting) return placeOf(acting.connection);
  return marketplaceOfJob(invite.job) === 'upwork' ? PLACE_OF_UPWORK : UNKNOWN;
}

/**
 * Returns the name of the marketplace on which an invite can be seen; undefined for practice, or where it has no name.
 * For display: may be some seconds late.
 */
export async function marketplaceNameOf(
  { connections }: Ports,
  invite: Outgoing & Pick<Invite, 'job'>,
): Promise<{ readonly marketplace?: string }> {
  const connection = actingOrigin(invite, await connections.ofTenant(invite.tenantId))?.connection;
  if ((connection?.marketplace ?? marketplaceOfJob(invite.job)) === 'upwork') return { marketplace: UPWORK };
  return connection ? { marketplace: connection.name } : {};
}

const UPWORK = 'Upwork';

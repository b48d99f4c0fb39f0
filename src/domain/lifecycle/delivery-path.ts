import { type ActingOrigin, actingOrigin, type Connection, canDo, PRACTICE } from '../model/connection/connection.js';
import type { Capability, SourceName } from '../model/connection/source.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/** An invite, as far as its way out goes. */
type Outgoing = Pick<Invite, 'tenantId' | 'origins' | 'practice'>;

/** The connection that a call about an invite goes to, and the invitation's id there. */
export interface Destination {
  readonly to: Ref;
  readonly externalId: string;
}

/**
 * How a decision gets to the marketplace: by Baton, by hand since no connection of the invite can carry it, or not yet,
 * since its connection is gone and may be connected again.
 */
export type DeliveryPath =
  | ({ readonly by: 'baton' } & Destination)
  | { readonly by: 'hand' }
  | { readonly by: 'nobody' };

/** Sources whose connection an admin connects again rather than have people carry decisions over. */
export const COMES_BACK: readonly SourceName[] = ['contract'];

/** Returns how this is delivered for an invite by these connections. */
export function deliveryPath(
  invite: Outgoing,
  connections: readonly Connection[],
  what: Extract<Capability, 'decide' | 'refer'>,
): DeliveryPath {
  const practice = invite.origins.find(({ connectionId }) => connectionId === PRACTICE);
  if (practice)
    return { by: 'baton', to: { tenantId: invite.tenantId, id: PRACTICE }, externalId: practice.externalId };
  const acting = actingOrigin(invite, connections);
  if (acting && canDo(acting.connection, what)) return { by: 'baton', ...destinationOf(acting) };
  const returns = !acting && invite.origins.some(({ source }) => COMES_BACK.includes(source));
  return returns ? { by: 'nobody' } : { by: 'hand' };
}

const destinationOf = ({ connection, externalId }: ActingOrigin): Destination => ({ to: connection, externalId });

/** Returns how a decision on this invite is delivered by the present connections. */
export const pathOf = async (
  { connections }: Ports,
  invite: Outgoing,
  what: 'decide' | 'refer' = 'decide',
): Promise<DeliveryPath> => deliveryPath(invite, await connections.latestOf(invite.tenantId), what);

/** Returns `byHand` where decisions on this invite need a hand-off. For display: may be some seconds late. */
export const handoffOf = async ({ connections }: Ports, invite: Outgoing): Promise<{ byHand?: true }> =>
  deliveryPath(invite, await connections.ofTenant(invite.tenantId), 'decide').by === 'hand' ? { byHand: true } : {};

/** Returns where to ask about an invite; null where none of its connections can answer. */
export async function whereToAsk(
  { connections }: Ports,
  invite: Outgoing,
  what: Extract<Capability, 'look-up-people' | 'candidates' | 'invitations'>,
): Promise<Destination | null> {
  const practice = deliveryPath(invite, [], 'decide');
  if (practice.by === 'baton') return practice;
  const able = (await connections.latestOf(invite.tenantId)).filter((one) => canDo(one, what));
  const acting = actingOrigin(invite, able);
  return acting && destinationOf(acting);
}

/** Returns the name of the marketplace where an invite can be seen; nothing for practice. For display, as `handoffOf`. */
export async function marketplaceNameOf(
  { connections }: Ports,
  invite: Outgoing,
): Promise<{ readonly marketplace?: string }> {
  const connection = actingOrigin(invite, await connections.ofTenant(invite.tenantId))?.connection;
  if (!connection) return {};
  return { marketplace: connection.marketplace === 'upwork' ? UPWORK : connection.name };
}

const UPWORK = 'Upwork';

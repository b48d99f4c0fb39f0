import { type ActingOrigin, actingOrigin, type Connection, canDo, PRACTICE } from '../connection/connection.js';
import type { Capability, RulesOf } from '../connection/source.js';
import type { Ref } from '../outbox-work.js';
import type { Invite } from './invite.js';

/** An invite, as far as its way out goes. */
export type Outgoing = Pick<Invite, 'tenantId' | 'origins' | 'practice'>;

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

/** Returns how this is delivered for an invite by these connections. */
export function deliveryPath(
  invite: Outgoing,
  connections: readonly Connection[],
  what: Extract<Capability, 'decide' | 'refer'>,
  rulesOf: RulesOf,
): DeliveryPath {
  const practice = invite.origins.find(({ connectionId }) => connectionId === PRACTICE);
  if (practice)
    return { by: 'baton', to: { tenantId: invite.tenantId, id: PRACTICE }, externalId: practice.externalId };
  const acting = actingOrigin(invite, connections);
  if (acting && canDo(acting.connection, what)) return { by: 'baton', ...destinationOf(acting) };
  const returns = !acting && invite.origins.some(({ source }) => rulesOf(source).comesBack);
  return returns ? { by: 'nobody' } : { by: 'hand' };
}

export const destinationOf = ({ connection, externalId }: ActingOrigin): Destination => ({
  to: connection,
  externalId,
});

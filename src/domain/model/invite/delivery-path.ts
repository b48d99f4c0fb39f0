import { type ActingOrigin, actingOrigin, type Connection, canDo, PRACTICE } from '../connection/connection.js';
import type { Capability, RulesOf } from '../connection/source.js';
import type { Ref } from '../outbox-work.js';
import type { Invite } from './invite.js';

/** The parts of an invite that determine how calls about it are delivered. */
export type Outgoing = Pick<Invite, 'tenantId' | 'origins' | 'practice'>;

/** The connection that a call about an invite goes to, and the invitation's id there. */
export interface Destination {
  readonly to: Ref;
  readonly externalId: string;
}

/**
 * The way by which a decision reaches the marketplace. `baton`: Baton calls it. `hand`: a member enters it there, since
 * no connection of the invite can send it; `paused` where one could if it were resumed. `nobody`: it waits, since its
 * connection was removed and may be connected again.
 */
export type DeliveryPath =
  | ({ readonly by: 'baton' } & Destination)
  | { readonly by: 'hand'; readonly paused?: true }
  | { readonly by: 'nobody' };

/** The reason why a decision waits until an admin changes that: its connection is paused, or was removed. */
export type Obstacle = 'paused' | 'disconnected';

/** Returns what keeps a decision from being sent; undefined where nothing does. */
export function obstacleOn(path: DeliveryPath): Obstacle | undefined {
  if (path.by === 'nobody') return 'disconnected';
  return path.by === 'hand' && path.paused ? 'paused' : undefined;
}

/** Returns how this decision on an invite is delivered by these connections. */
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
  if (returns) return { by: 'nobody' };
  const resumable = connections.filter(({ can, pausedAt }) => pausedAt && can.includes(what));
  return { by: 'hand', ...(actingOrigin(invite, resumable) && { paused: true }) };
}

/** Returns the destination of a call through an origin that can carry it. */
export const destinationOf = ({ connection, externalId }: ActingOrigin): Destination => ({
  to: connection,
  externalId,
});

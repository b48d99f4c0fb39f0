import { createHash } from 'node:crypto';
import type { Ref } from '../outbox-work.js';
import { RETRIED_FOR_MS } from '../retry-delays.js';
import type { Connection } from './connection.js';
import type { SourceName } from './source.js';

/**
 * The trace of a removed connection, by which the same other side gets its id again: invites, decisions, referrals and
 * linked accounts name their connection by its id. Holds no secret.
 */
export interface RemovedConnection {
  readonly id: string;
  readonly source: SourceName;
  /** The digest of the place that the connection led to, as `digestOfPlace` makes it. */
  readonly place: string;
  /** As in `Connection`. */
  readonly bareIds?: true;
  readonly removedAt: Date;
}

/** The most traces that a tenant keeps, besides that of the connection with bare ids. */
export const MOST_REMOVED = 20;

/** Tells whether decisions or referrals may still wait for a removed connection: as long as any work is retried. */
export const mayBeAwaited = ({ removedAt }: RemovedConnection, now: Date): boolean =>
  now.getTime() - removedAt.getTime() < RETRIED_FOR_MS;

/** Returns a digest of a place, such as the address of an API, which may hold a name that is nobody else's business. */
export const digestOfPlace = (tenantId: string, source: SourceName, place: string): string =>
  createHash('sha256')
    .update(JSON.stringify([tenantId, source, place]))
    .digest('base64url');

/** Makes the trace of a connection that is removed now. */
export const traceOf = (
  { tenantId, id, source, bareIds }: Ref & Pick<Connection, 'source' | 'bareIds'>,
  place: string,
  removedAt: Date,
): RemovedConnection => ({
  id,
  source,
  place: digestOfPlace(tenantId, source, place),
  ...(bareIds && { bareIds }),
  removedAt,
});

/**
 * Adds a trace to those of a tenant. The newest `MOST_REMOVED` are kept, and always that of the connection with bare
 * ids: its ids have no prefix, so that no other connection of the tenant may have such.
 */
export function withTrace(traces: readonly RemovedConnection[], added: RemovedConnection): RemovedConnection[] {
  const all = [...traces.filter(({ id }) => id !== added.id), added];
  const prefixed = all.filter(({ bareIds }) => !bareIds).slice(-MOST_REMOVED);
  return all.filter((one) => one.bareIds || prefixed.includes(one));
}

/** The new connection, as far as it says which removed one it is. */
interface Newcomer {
  readonly tenantId: string;
  readonly source: SourceName;
  readonly place: string;
}

/**
 * Returns the trace of the removed connection that a new one is again: the one removed last of the same source that led
 * to the same place. Undefined where there is none, or where another connection has its id or the tenant's bare ids.
 */
export function findTrace(
  traces: readonly RemovedConnection[],
  present: readonly Pick<Connection, 'id' | 'bareIds'>[],
  { tenantId, source, place }: Newcomer,
): RemovedConnection | undefined {
  const digest = digestOfPlace(tenantId, source, place);
  const isTaken = (trace: RemovedConnection) =>
    present.some(({ id, bareIds }) => id === trace.id || (bareIds && trace.bareIds));
  return traces.findLast((trace) => trace.source === source && trace.place === digest && !isTaken(trace));
}

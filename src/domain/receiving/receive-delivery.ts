import { type Connection, viaOf } from '../model/connection/connection.js';
import type { Connections, Delivery, Ports } from '../ports.js';
import { storeEvent } from './store-event.js';

/** What became of a delivery. */
export type Received = 'new' | 'repeated' | 'ignored';

/** The health of a connection is written at most once in so many milliseconds. */
const NOTED_EVERY_MS = 60_000;

/**
 * Stores the events of a delivery, each under the connection and the delivery's id. They are durable when this resolves.
 * What is put aside is counted.
 */
export async function receiveDelivery(ports: Ports, connection: Connection, delivery: Delivery): Promise<Received> {
  const { tenantId } = connection;
  const id = connection.bareIds ? delivery.id : `${connection.id}:${delivery.id}`;
  const via = viaOf(connection);
  const [results] = await Promise.all([
    Promise.all(
      delivery.events.map((event, index) => storeEvent(ports, tenantId, index ? `${id}:${index}` : id, event, via)),
    ),
    noteHeard(ports, connection, delivery.ignored),
  ]);
  if (results.length === 0) return 'ignored';
  return results.includes('new') ? 'new' : 'repeated';
}

/** Records that a connection was heard of. A count of what is put aside is written each time. */
async function noteHeard(ports: Ports, connection: Connection, ignored: string | undefined): Promise<void> {
  const now = ports.clock.now();
  const { heardAt, error } = connection.health;
  const isDue = !heardAt || error !== undefined || now.getTime() - heardAt.getTime() >= NOTED_EVERY_MS;
  if (!isDue && !ignored) return;
  const change: Parameters<Connections['note']>[1] = {
    health: { heardAt: now, error: null },
    ...(ignored && { ignored }),
  };
  await ports.connections.note(connection, change);
}

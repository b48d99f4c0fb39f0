import { type Connection, viaOf } from '../model/connection/connection.js';
import type { Delivery, Ports } from '../ports.js';
import { storeEvent } from './store-event.js';

/** What became of a delivery. */
export type Received = 'new' | 'repeated' | 'ignored';

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

/** Records that a connection was heard of, and counts what is put aside. */
async function noteHeard({ connections, clock }: Ports, connection: Connection, ignored?: string): Promise<void> {
  if (ignored === undefined) await connections.heard(connection, clock.now());
  else await connections.note(connection, { health: { heardAt: clock.now(), error: null }, ignored });
}

import { type Connection, viaOf } from '../model/connection/connection.js';
import type { Delivery, Ports } from '../ports.js';
import { storeEvent } from './store-event.js';

/** The result of a delivery. */
export type Received = 'new' | 'repeated' | 'ignored';

/** Stores a webhook's delivery, as `storeDelivery` does, and records that the webhook works. */
export async function receiveDelivery(ports: Ports, connection: Connection, delivery: Delivery): Promise<Received> {
  const [received] = await Promise.all([
    storeDelivery(ports, connection, delivery),
    ports.connections.heard(connection, ports.clock.now()),
  ]);
  return received;
}

/**
 * Stores the events of a delivery, each under the delivery's id. They are durable when this resolves. A delivery
 * without events, such as a job alert or a test, is counted on its connection with the reason.
 */
export async function storeDelivery(ports: Ports, connection: Connection, delivery: Delivery): Promise<Received> {
  const { tenantId } = connection;
  const { id } = delivery;
  const via = viaOf(connection);
  const [results] = await Promise.all([
    Promise.all(
      delivery.events.map((event, index) => storeEvent(ports, tenantId, index ? `${id}:${index}` : id, event, via)),
    ),
    notePutAside(ports, connection, delivery.ignored),
  ]);
  if (results.length === 0) return 'ignored';
  return results.includes('new') ? 'new' : 'repeated';
}

/** Counts deliveries without effect in the connection's health, with the last reason. */
async function notePutAside({ connections, clock }: Ports, connection: Connection, why?: string): Promise<void> {
  if (why === undefined) return;
  const now = clock.now();
  const health = { heardAt: now, error: null, putAside: { why, at: now } };
  await connections.note(connection, { health, ignored: why });
}

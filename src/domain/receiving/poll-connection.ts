import { errorFields } from '../../lib/error-text.js';
import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import { isTokenRefused, reportRefusedToken } from '../ensuring-messages/report-refused-token.js';
import type { Connection } from '../model/connection/connection.js';
import { healthCodeOf } from '../model/connection/health-code.js';
import { isMisconfigured, Postponed } from '../model/errors.js';
import { type Ref, todo } from '../model/outbox-work.js';
import type { Polled, Ports } from '../ports.js';
import { storeDelivery } from './receive-delivery.js';

/** The delay after the first failed poll, doubled with each further one, and the longest, in milliseconds. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/**
 * Polls a connection's source, stores what is new, and plans the next poll. A failed poll is repeated with growing
 * delays, without end, and shows in the connection's health and on admins' Homes.
 * @throws Postponed when the source asks Baton to wait, and what the ports throw
 */
export async function pollConnection(ports: Ports, ref: Ref): Promise<void> {
  const connection = await ports.connections.latest(ref);
  if (!connection?.polls || connection.pausedAt) return;
  const polled = await ask(ports, connection);
  if (!polled) return;
  for (const delivery of polled.deliveries) await storeDelivery(ports, connection, delivery);
  const now = ports.clock.now();
  const nextPollAt = polled.againAt > now ? polled.againAt : now;
  await ports.connections.note(connection, {
    health: { heardAt: now, error: null, failures: null, nextPollAt },
    pollState: polled.state,
    work: [todo('poll-connection', nextPollAt)],
  });
  if (connection.health.error) await refreshAdminHomes(ports, ref.tenantId);
}

/** Returns null where the poll failed, after planning the next one. */
async function ask(ports: Ports, connection: Connection): Promise<Polled | null> {
  try {
    return await ports.marketplace.poll(connection);
  } catch (error) {
    if (error instanceof Postponed || isInterruption(error)) throw error;
    await planRetry(ports, connection, error);
    return null;
  }
}

/** True for an error that is no failure of the poll: the run lost its lease, or the process stops. */
const isInterruption = (error: unknown): boolean => error instanceof Error && error.name === 'Interrupted';

async function planRetry(ports: Ports, connection: Connection, error: unknown): Promise<void> {
  const { tenantId, id } = connection;
  const now = ports.clock.now();
  const failures = (connection.health.failures ?? 0) + 1;
  const wait = isMisconfigured(error)
    ? LONGEST_RETRY_MS
    : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
  const nextPollAt = new Date(now.getTime() + wait);
  const code = healthCodeOf(error);
  ports.log.warn({ tenantId, connectionId: id, failures, ...errorFields(error) }, 'poll.failed');
  await ports.connections.note(connection, {
    health: { error: { code, at: now }, failures, nextPollAt },
    work: [todo('poll-connection', nextPollAt)],
  });
  if (connection.health.error?.code !== code) await refreshAdminHomes(ports, tenantId);
  if (isTokenRefused(error)) await reportRefusedToken(ports, connection);
}

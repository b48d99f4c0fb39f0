import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/**
 * Pauses a connection: it is not polled, rejects webhooks and sends no decisions.
 * @throws Refusal when `by` is no admin, or the connection is gone
 */
export const pauseConnection = (ports: Ports, by: Actor, connectionId: string): Promise<void> =>
  change(ports, by, connectionId, ({ pausedAt, ...connection }) => ({
    ...connection,
    pausedAt: pausedAt ?? ports.clock.now(),
    work: [],
  }));

/** Ends a pause and polls the source at once. @throws Refusal when `by` is no admin, or the connection is gone */
export const resumeConnection = (ports: Ports, by: Actor, connectionId: string): Promise<void> =>
  change(ports, by, connectionId, ({ pausedAt, ...connection }) => ({
    ...connection,
    work: pausedAt && connection.polls ? [todo('poll-connection', ports.clock.now())] : [],
  }));

/** @throws Refusal when `by` is no admin, or the connection is gone */
async function change(
  ports: Ports,
  by: Actor,
  connectionId: string,
  apply: (connection: Connection) => Connection,
): Promise<void> {
  await requireAdmin(ports, by);
  await ports.atomically(async () => {
    const connection = await ports.connections.latest({ tenantId: by.tenantId, id: connectionId });
    if (!connection) throw new Refusal('connection.gone');
    await ports.connections.save(apply(connection));
  });
  await ports.worklist.hasten(by.tenantId, ['forward-decision', 'forward-referral'], ports.clock.now());
  await refreshAdminHomes(ports, by.tenantId);
}

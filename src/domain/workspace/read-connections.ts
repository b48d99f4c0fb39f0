import type { Connection } from '../model/connection/connection.js';
import type { Answers } from '../model/connection/source.js';
import { COMES_BACK } from '../model/invite/delivery.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** A connection as admins see it: with the present answers of its set-up form, without its secrets. */
export interface ShownConnection {
  readonly connection: Omit<Connection, 'config'>;
  readonly answers: Answers;
  /** Set where decisions on its invites wait for a new connection once it is removed; others are then made by hand. */
  readonly resumesLater?: true;
}

/** Reads a tenant's connections. @throws Refusal when `by` is no admin. */
export async function readConnections(ports: Ports, by: Actor): Promise<ShownConnection[]> {
  await requireAdmin(ports, by);
  const connections = await ports.connections.latestOf(by.tenantId);
  return connections.map((connection) => {
    const { config: _, ...shown } = connection;
    const later = COMES_BACK.includes(connection.source);
    return { connection: shown, answers: ports.sources.preset(connection), ...(later && { resumesLater: true }) };
  });
}

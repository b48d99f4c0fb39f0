import type { Connection } from '../model/connection/connection.js';
import type { Answers } from '../model/connection/source.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** A connection as admins see it: with the present answers of its set-up form, without its secrets. */
export interface ShownConnection {
  readonly connection: Omit<Connection, 'config'>;
  readonly answers: Answers;
}

/** Reads a tenant's connections. @throws Refusal when `by` is no admin. */
export async function readConnections(ports: Ports, by: Actor): Promise<ShownConnection[]> {
  await requireAdmin(ports, by);
  const connections = await ports.connections.latestOf(by.tenantId);
  return connections.map((connection) => {
    const { config: _, ...shown } = connection;
    return { connection: shown, answers: ports.sources.preset(connection) };
  });
}

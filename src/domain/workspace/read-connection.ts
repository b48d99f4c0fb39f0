import type { Connection } from '../model/connection/connection.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** A connection without its secrets. */
export type ShownConnection = Pick<Connection, 'name' | 'baseUrl' | 'path'>;

/** Reads a tenant's connection; null where there is none. @throws Refusal when `by` is no admin. */
export async function readConnection(ports: Ports, by: Actor): Promise<ShownConnection | null> {
  await requireAdmin(ports, by);
  const connection = await ports.connections.of(by.tenantId);
  return connection && { name: connection.name, baseUrl: connection.baseUrl, path: connection.path };
}

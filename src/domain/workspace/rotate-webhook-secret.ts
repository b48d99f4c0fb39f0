import { isSameText } from '../../lib/accent-folding.js';
import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** The connections of a tenant that have a webhook secret. */
export interface Rotatable {
  /** The connections with this name or id, perhaps none; all where no name is given. */
  readonly meant: readonly Connection[];
  readonly all: readonly Connection[];
}

/**
 * Finds the connections whose webhook secret an admin may mean.
 * @param named a connection's id or name; empty for any
 * @throws Refusal when `by` is no admin, or no connection has a secret
 */
export async function findRotatable(ports: Ports, by: Actor, named: string): Promise<Rotatable> {
  await requireAdmin(ports, by);
  const connections = await ports.connections.latestOf(by.tenantId);
  const all = connections.filter((connection) => ports.sources.rotate(connection) !== null);
  if (all.length === 0) throw new Refusal(connections.length === 0 ? 'tenant.notConnected' : 'connection.noSecret');
  const meant = named === '' ? all : all.filter(({ id, name }) => id === named || isSameText(name, named));
  return { meant, all };
}

/**
 * Makes a new webhook secret; the last one stays valid until the next rotation.
 * @returns the connection with its new secret
 * @throws Refusal when `by` is no admin, or no such connection has a secret.
 */
export async function rotateWebhookSecret(ports: Ports, by: Actor, connectionId: string): Promise<Connection> {
  await requireAdmin(ports, by);
  return ports.atomically(async () => {
    const connection = await ports.connections.latest({ tenantId: by.tenantId, id: connectionId });
    const rotated = connection && ports.sources.rotate(connection);
    if (!rotated) throw new Refusal('connection.gone');
    const renewed = { ...connection, ...rotated, work: [] };
    await ports.connections.save(renewed);
    return renewed;
  });
}

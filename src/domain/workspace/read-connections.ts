import type { Connection } from '../model/connection/connection.js';
import type { Answers } from '../model/connection/source.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** A connection as admins see it: with the present answers of its set-up form, without its secrets. */
export interface ShownConnection {
  readonly connection: Omit<Connection, 'config'>;
  readonly answers: Answers;
  /**
   * Set where decisions on its invites wait for a new connection once it is removed; absent where they are then handed
   * off.
   */
  readonly resumesLater?: true;
  /** Number of its open invites without a card, since too many came at once. */
  readonly withoutCard?: number;
}

/** Reads a tenant's connections. @throws Refusal when `by` is no admin. */
export async function readConnections(ports: Ports, by: Actor): Promise<ShownConnection[]> {
  await requireAdmin(ports, by);
  const connections = await ports.connections.latestOf(by.tenantId);
  return Promise.all(
    connections.map(async (connection) => {
      const { config: _, ...shown } = connection;
      const { comesBack } = ports.sources.rulesOf(connection.source);
      const withoutCard = await ports.invites.countUnannounced(by.tenantId, { connectionId: connection.id });
      return {
        connection: shown,
        answers: ports.sources.preset(connection),
        ...(comesBack && { resumesLater: true as const }),
        ...(withoutCard > 0 && { withoutCard }),
      };
    }),
  );
}

import { randomBytes } from 'node:crypto';
import { refreshHome } from '../messages/refresh-home.js';
import { renewWelcome } from '../messages/welcome.js';
import type { Connection } from '../model/connection/connection.js';
import { newWebhookSecret } from '../model/connection/webhook-secret.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** An admin's input for a connection. */
export type ConnectionWish = Pick<Connection, 'baseUrl' | 'token' | 'name' | 'path'>;

/** Jobs that may have failed because of the previous connection. */
const ASKS_THE_MARKETPLACE = ['forward-decision', 'forward-referral', 'receive-event', 'sync-directory'] as const;

/**
 * Connects a tenant to its marketplace after trying the address and the token. A new connection to the same marketplace
 * keeps its webhook address and secrets. Failed work that waits for a retry is retried at once.
 * @throws Refusal when `by` is no admin, or the marketplace cannot be reached or refuses the token.
 */
export async function connectMarketplace(
  ports: Ports,
  by: Actor,
  wish: ConnectionWish,
): Promise<{ connection: Connection; webhookSecret: string }> {
  await requireAdmin(ports, by);
  const declineReasons = await ports.marketplace.probe(wish);
  const made = await ports.atomically(async () => {
    const before = await ports.connections.of(by.tenantId);
    const connected = connectionFrom({ ...wish, declineReasons }, by.tenantId, before);
    await ports.connections.save(connected.connection);
    const work = [todo('sync-directory', ports.clock.now())];
    const tenant = await ports.tenants.addWork(by.tenantId, work);
    if (tenant) await renewWelcome(ports, tenant);
    return connected;
  });
  await ports.worklist.hasten(by.tenantId, ASKS_THE_MARKETPLACE, ports.clock.now());
  await refreshHome(ports, by.tenantId, by.slackUserId);
  return made;
}

function connectionFrom(
  wish: ConnectionWish & Pick<Connection, 'declineReasons'>,
  tenantId: string,
  before: Connection | null,
) {
  const kept = before?.baseUrl === wish.baseUrl ? before : null;
  const webhookSecret = kept?.webhookSecrets[0] ?? newWebhookSecret();
  const webhookSecrets = kept?.webhookSecrets ?? [webhookSecret];
  const id = kept?.id ?? randomBytes(12).toString('hex');
  return { connection: { ...wish, id, tenantId, webhookSecrets }, webhookSecret };
}

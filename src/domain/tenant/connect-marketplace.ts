import { randomBytes } from 'node:crypto';
import type { Actor } from '../member/member.js';
import { refreshHome } from '../member/refresh-home.js';
import { requireAdmin } from '../member/require-role.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { Connection } from './tenant.js';

export type ConnectionWish = Pick<Connection, 'baseUrl' | 'token' | 'name' | 'path'>;

/** A new secret in the form of Standard Webhooks: 32 random bytes. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Ties a tenant to its marketplace after trying the address and the token. A new connection to the same marketplace
 * keeps its webhook address and secrets.
 * @throws Refusal when `by` is no admin, or the marketplace cannot be reached or turns the token down.
 */
export async function connectMarketplace(
  ports: Ports,
  by: Actor,
  wish: ConnectionWish,
): Promise<{ connection: Connection; webhookSecret: string }> {
  await requireAdmin(ports, by);
  const declineReasons = await ports.marketplace.probe(wish);
  const before = await ports.connections.of(by.tenantId);
  const kept = before?.baseUrl === wish.baseUrl ? before : null;
  const webhookSecret = kept?.webhookSecrets[0] ?? newWebhookSecret();
  const connection = {
    ...wish,
    id: kept?.id ?? randomBytes(12).toString('hex'),
    tenantId: by.tenantId,
    webhookSecrets: kept?.webhookSecrets ?? [webhookSecret],
    declineReasons,
  };
  await ports.connections.save(connection);
  const tenant = await ports.tenants.addWork(by.tenantId, [todo('sync-directory', ports.clock.now())]);
  if (tenant) ports.jobs.dispatch(tenant);
  await refreshHome(ports, by.tenantId, by.slackUserId);
  return { connection, webhookSecret };
}

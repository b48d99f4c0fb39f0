import { newWebhookSecret } from '../model/connection/webhook-secret.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/**
 * Makes a new webhook secret; the last one stays valid until the next rotation.
 * @throws Refusal when `by` is no admin, or nothing is connected.
 */
export async function rotateWebhookSecret(ports: Ports, by: Actor): Promise<string> {
  await requireAdmin(ports, by);
  const secret = newWebhookSecret();
  await ports.atomically(async () => {
    const connection = await ports.connections.of(by.tenantId);
    if (!connection) throw new Refusal('tenant.notConnected');
    await ports.connections.save({ ...connection, webhookSecrets: [secret, ...connection.webhookSecrets.slice(0, 1)] });
  });
  return secret;
}

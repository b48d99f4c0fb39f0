import type { Wired } from '../../src/wiring.js';
import type { OpenMarketplace } from './open-marketplace.js';

/**
 * A sandbox whose port was taken is somewhere else now, and it is still the same one: whatever is due goes there, and
 * webhooks keep their address. For before anything is run.
 */
export async function moveConnection(
  { ports: { connections } }: Wired,
  tenantId: string,
  { url, token }: Pick<OpenMarketplace, 'url' | 'token'>,
): Promise<void> {
  const connection = await connections.of(tenantId);
  if (connection?.token === token && connection.baseUrl !== url)
    await connections.save({ ...connection, baseUrl: url });
}

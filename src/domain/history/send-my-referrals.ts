import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { removeFormerNames } from './remove-former-names.js';

/** The most referrals per side in an export: the newest. */
export const MOST_EXPORTED = 5_000;

/** Sends a member their referrals as a table by DM. */
export async function sendMyReferrals(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const read = async (side: 'sent' | 'received') =>
    removeFormerNames(
      ports,
      tenantId,
      await ports.referrals.page(tenantId, { side, slackUserId, limit: MOST_EXPORTED }),
    );
  const [sent, received] = [await read('sent'), await read('received')];
  const isCut = [sent, received].some(({ length }) => length >= MOST_EXPORTED);
  const most = isCut && { most: MOST_EXPORTED };
  await ports.messenger.sendFile(tenantId, slackUserId, { kind: 'referrals', sent, received, ...most });
}

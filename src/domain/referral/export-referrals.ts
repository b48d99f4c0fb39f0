import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';
import { nameFormer } from './name-former.js';

/** So many referrals of each side are sent at the most. */
export const MOST_EXPORTED = 100_000;

/** Sends a member their referrals as a table by DM. */
export async function exportReferrals(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const pages = await Promise.all([
    ports.referrals.page(tenantId, { side: 'sent', slackUserId, limit: MOST_EXPORTED }),
    ports.referrals.page(tenantId, { side: 'received', slackUserId, limit: MOST_EXPORTED }),
  ]);
  const [sent = [], received = []] = await Promise.all(pages.map((page) => nameFormer(ports, tenantId, page)));
  await ports.messenger.sendFile(tenantId, slackUserId, { kind: 'referrals', sent, received });
}

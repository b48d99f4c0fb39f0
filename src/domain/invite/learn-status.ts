import type { MarketplaceRefusal } from '../errors.js';
import type { Ports } from '../ports.js';
import type { ClosedStatus, Invite } from './invite.js';

/** After a refusal because the invitation is no longer open: what became of it over there. */
export async function learnStatus(
  ports: Ports,
  invite: Pick<Invite, 'tenantId' | 'externalId'>,
  refusal: MarketplaceRefusal,
): Promise<ClosedStatus | undefined> {
  if (refusal.code !== 'invitation-not-open') return undefined;
  const { data } = await ports.marketplace.invitation(invite.tenantId, invite.externalId);
  return data.status === 'open' ? undefined : data.status;
}

import { MarketplaceRefusal } from '../model/errors.js';
import type { ClosedStatus, Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

type Asked = Pick<Invite, 'tenantId' | 'externalId'>;

/**
 * After a refusal because the invitation is no longer open: what became of it over there. Where the marketplace does not
 * show it, all that is known is that it is closed; a later event says how.
 */
export async function learnStatus(
  ports: Ports,
  invite: Asked,
  refusal: MarketplaceRefusal,
): Promise<ClosedStatus | undefined> {
  if (refusal.code !== 'invitation-not-open') return undefined;
  const status = await statusOver(ports, invite);
  return status === 'open' ? undefined : status;
}

async function statusOver({ marketplace }: Ports, { tenantId, externalId }: Asked) {
  try {
    return (await marketplace.invitation(tenantId, externalId)).data.status;
  } catch (error) {
    if (error instanceof MarketplaceRefusal) return 'archived' as const;
    throw error;
  }
}

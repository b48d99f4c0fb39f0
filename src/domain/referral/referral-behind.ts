import type { Invitation } from '../event/event.js';
import type { Ports } from '../ports.js';
import type { Referral } from './referral.js';

/** Our referral that led to an invitation, if one did. */
export async function referralBehind(
  ports: Ports,
  tenantId: string,
  { referral: told, freelancer }: Invitation,
): Promise<Referral | null> {
  const source = told && (await ports.invites.byExternalId(tenantId, told.fromInvitationId));
  const latest = source ? await ports.referrals.ofInvite(tenantId, source.id) : null;
  return latest && isFor(latest, freelancer.id) ? latest : null;
}

/** An earlier referral of the same invite may have arrived although nobody told us so. */
const isFor = ({ to: { target } }: Referral, personId: string): boolean =>
  target.by !== 'person' || target.personId === personId;

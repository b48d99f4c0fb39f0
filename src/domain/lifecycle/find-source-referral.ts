import type { Invitation } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/** A referral that led to an invitation, and the invite that was referred. */
export interface SourceReferral {
  readonly referral: Referral;
  readonly source: Invite;
}

/**
 * Finds the tenant's referral that led to an invitation; null where none did. Prefers active referrals of the invite to
 * failed ones, since a failed one may have arrived after all, and later ones to earlier.
 * @param read the invite that was referred, where that was read
 */
export async function findSourceReferral(
  ports: Ports,
  tenantId: string,
  invitation: Invitation,
  read?: Invite,
): Promise<SourceReferral | null> {
  const { freelancer } = invitation;
  const source = read ?? (await readSource(ports, tenantId, invitation));
  if (!source) return null;
  const onThisJob = await ports.referrals.ofJob(tenantId, source.job.id);
  const made = onThisJob.filter(({ inviteId }) => inviteId === source.id);
  const known = made.find(({ receivedExternalId }) => receivedExternalId === invitation.id);
  const named = made.filter((one) => isFor(one, freelancer));
  const fitting = named.length > 0 ? named : made.filter((one) => mayBeFor(one, freelancer));
  const referral = known ?? RANKS.map((ranks) => fitting.find(ranks)).find((one) => one !== undefined);
  return referral ? { referral, source } : null;
}

/** Reads the invite that was referred, as the invitation names it. */
export const readSource = async (
  { invites }: Ports,
  tenantId: string,
  { referral }: Pick<Invitation, 'referral'>,
): Promise<Invite | null> => (referral ? invites.byExternalId(tenantId, referral.fromInvitationId) : null);

/** Ranks by likelihood, the likeliest first. An undone referral was never sent. */
const RANKS: readonly ((referral: Referral) => boolean)[] = [
  ({ status }) => status !== 'failed' && status !== 'undone',
  ({ status }) => status === 'failed',
  () => true,
];

type Freelancer = Invitation['freelancer'];

const isFor = ({ to: { target } }: Referral, { id, email }: Freelancer): boolean =>
  target.by === 'person' ? target.personId === id : target.email.toLowerCase() === email?.toLowerCase();

/**
 * Tells whether a referral may be the one to this freelancer. The marketplace hides the email addresses of people
 * outside the agency.
 */
const mayBeFor = ({ to: { target } }: Referral, { email }: Freelancer): boolean =>
  target.by === 'email' && email === undefined;

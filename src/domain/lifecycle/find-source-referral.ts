import type { Invitation } from '../model/event/event.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/**
 * Our referral that led to an invitation, if one did. An earlier one of the same invite may have arrived although it
 * counts as failed; one that stands comes first, then the latest.
 */
export async function findSourceReferral(
  ports: Ports,
  tenantId: string,
  invitation: Invitation,
): Promise<Referral | null> {
  const { referral: told, freelancer } = invitation;
  const source = told && (await ports.invites.byExternalId(tenantId, told.fromInvitationId));
  if (!source) return null;
  const onThisJob = await ports.referrals.ofJob(tenantId, source.job.id);
  const made = onThisJob.filter(({ inviteId }) => inviteId === source.id);
  const known = made.find(({ receivedExternalId }) => receivedExternalId === invitation.id);
  const named = made.filter((one) => isFor(one, freelancer));
  const fitting = named.length > 0 ? named : made.filter((one) => mayBeFor(one, freelancer));
  return known ?? RANKS.map((ranks) => fitting.find(ranks)).find((one) => one !== undefined) ?? null;
}

/** Which of several it is, the likeliest first: whoever undid a referral did not send it. */
const RANKS: readonly ((referral: Referral) => boolean)[] = [
  ({ status }) => status !== 'failed' && status !== 'undone',
  ({ status }) => status === 'failed',
  () => true,
];

type Freelancer = Invitation['freelancer'];

const isFor = ({ to: { target } }: Referral, { id, email }: Freelancer): boolean =>
  target.by === 'person' ? target.personId === id : target.email.toLowerCase() === email?.toLowerCase();

/** The marketplace tells no email address of somebody outside. */
const mayBeFor = ({ to: { target } }: Referral, { email }: Freelancer): boolean =>
  target.by === 'email' && email === undefined;

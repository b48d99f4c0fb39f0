import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';

/** How somebody stands to a job already. `involved`: in a way that Baton has no word for. */
export type Standing = 'involved' | 'invited' | 'proposed' | 'referred' | 'hired';

/** What decides whether an invite can be referred at all. */
export interface InviteFacts {
  readonly invite: Pick<Invite, 'status' | 'job' | 'expiresAt'>;
  readonly now: Date;
  /** The tenant has a referral of this job that is not this invite's own chain. */
  readonly slotTaken: boolean;
  /** How many referrals led to this invite; 0 for one that came straight from the client. */
  readonly chainLength: number;
  readonly maxChain: number;
  /** Whether this member may refer while the feature is released to some only. */
  readonly released: boolean;
}

/**
 * Why nobody can be referred, or null. Rules of the marketplaces' own feature: one freelancer a job, no private jobs,
 * nothing after expiry; and the tenant's: the longest chain, and who has the feature.
 */
export function whyNotRefer({
  invite,
  now,
  slotTaken,
  chainLength,
  maxChain,
  released,
}: InviteFacts): RefusalCode | null {
  if (!released) return 'referral.notReleased';
  if (invite.status === 'expired' || (invite.expiresAt && invite.expiresAt <= now)) return 'invite.expired';
  if (invite.status !== 'open') return 'invite.closed';
  if (invite.job.private) return 'referral.privateJob';
  if (slotTaken) return 'referral.jobTaken';
  return chainLength >= maxChain ? 'referral.chainTooLong' : null;
}

/** What decides whether somebody can be referred to a job. */
export interface CandidateFacts {
  readonly isSelf: boolean;
  /** False for whoever has left, a bot, somebody of another workspace, a guest who is none, and whoever hides. */
  readonly isColleague: boolean;
  readonly hasLeft?: boolean;
  /** A guest where guests are no colleagues. */
  readonly isGuest?: boolean;
  /** They passed this job on before. */
  readonly inChain: boolean;
  readonly standing?: Standing;
  /** Whether the marketplace can find them: a linked profile or an email address. */
  readonly reachable: boolean;
}

const STANDING = {
  involved: 'referral.alreadyInvolved',
  invited: 'referral.alreadyInvited',
  proposed: 'referral.alreadyProposed',
  referred: 'referral.alreadyReferred',
  hired: 'referral.alreadyHired',
} as const satisfies Record<Standing, RefusalCode>;

/** Why this person cannot be referred to the job, or null. That somebody hides is not told. */
export function whyNotCandidate(facts: CandidateFacts): RefusalCode | null {
  if (facts.isSelf) return 'referral.toYourself';
  if (facts.hasLeft) return 'referral.hasLeft';
  if (facts.isGuest) return 'referral.isGuest';
  if (!facts.isColleague) return 'referral.notEligible';
  if (facts.inChain) return 'referral.backUpTheChain';
  if (facts.standing) return STANDING[facts.standing];
  return facts.reachable ? null : 'referral.noSuchPerson';
}

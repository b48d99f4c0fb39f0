import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';

/** A person's involvement in a job. `involved` stands for every kind that Baton does not know. */
export type Standing = 'involved' | 'invited' | 'proposed' | 'referred' | 'hired';

/** The facts that decide whether an invite can be referred at all. */
export interface InviteFacts {
  readonly invite: Pick<Invite, 'status' | 'job' | 'expiresAt'>;
  readonly now: Date;
  /** True where the tenant has another referral of this job, outside of this invite's own chain. */
  readonly slotTaken: boolean;
  /** The number of referrals that led to this invite; 0 for one straight from the client. */
  readonly chainLength: number;
  readonly maxChain: number;
  /** False while referring is not yet released to this member. */
  readonly released: boolean;
  /**
   * True where the referral would be handed off to the member. On a private job it is then a decline that recommends
   * the colleague.
   */
  readonly byHand: boolean;
}

/**
 * Returns the rule that forbids to refer an invite to anybody, or null. Rules of the marketplaces' own feature: one
 * freelancer per job, no private jobs, nothing after expiry. Rules of the tenant: the longest chain, the release.
 */
export function whyNotRefer({
  invite,
  now,
  slotTaken,
  chainLength,
  maxChain,
  released,
  byHand,
}: InviteFacts): RefusalCode | null {
  if (!released) return 'referral.notReleased';
  if (invite.status === 'expired' || (invite.expiresAt && invite.expiresAt <= now)) return 'invite.expired';
  if (invite.status !== 'open') return 'invite.closed';
  if (invite.job.private && !byHand) return 'referral.privateJob';
  if (slotTaken) return 'referral.jobTaken';
  return chainLength >= maxChain ? 'referral.chainTooLong' : null;
}

/** The facts that decide whether a person can be referred to a job. */
export interface CandidateFacts {
  /** True for the one who refers, who is the addressee or acts for them. */
  readonly isSelf: boolean;
  /** True for the person to whom the invite is addressed. */
  readonly isAddressee: boolean;
  /**
   * False for deactivated users, bots, people of other workspaces, guests where settings forbid, and hidden members.
   */
  readonly isColleague: boolean;
  readonly hasLeft?: boolean;
  readonly isBot?: boolean;
  /** True for a person of another workspace. */
  readonly isExternal?: boolean;
  /** True for a guest where the settings forbid guests. */
  readonly isGuest?: boolean;
  /** True where the person passed this job on before. */
  readonly inChain: boolean;
  readonly standing?: Standing;
  /** True where the marketplace can find the person: by a linked profile or an email address. */
  readonly reachable: boolean;
}

const STANDING = {
  involved: 'referral.alreadyInvolved',
  invited: 'referral.alreadyInvited',
  proposed: 'referral.alreadyProposed',
  referred: 'referral.alreadyReferred',
  hired: 'referral.alreadyHired',
} as const satisfies Record<Standing, RefusalCode>;

/** Returns the rule that forbids to refer this person to the job, or null. Does not reveal that a member is hidden. */
export function whyNotCandidate(facts: CandidateFacts): RefusalCode | null {
  if (facts.isAddressee) return facts.isSelf ? 'referral.toYourself' : 'referral.toAddressee';
  if (facts.isBot) return 'referral.isBot';
  if (facts.hasLeft) return 'referral.hasLeft';
  if (facts.isExternal) return 'referral.isExternal';
  if (facts.isGuest) return 'referral.isGuest';
  if (!facts.isColleague) return 'referral.notEligible';
  if (facts.inChain) return 'referral.backUpTheChain';
  if (facts.standing) return STANDING[facts.standing];
  return facts.reachable ? null : 'referral.noSuchPerson';
}

/** A member who passed the job on, as one link in the chain of referrals that led to an invite. */
export interface ReferralChainLink {
  readonly slackUserId: string;
  readonly name: string;
  readonly referralId: string;
}

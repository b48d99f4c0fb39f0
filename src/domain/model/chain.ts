/** Somebody in a chain of referrals. */
export interface Link {
  readonly slackUserId: string;
  readonly name: string;
  readonly referralId: string;
}

/**
 * The reason why a decision or a referral failed: a code of the message catalogue, and the marketplace's own
 * explanation.
 */
export interface FailureReason {
  readonly code: string;
  readonly detail: string;
}

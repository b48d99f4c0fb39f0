/** The reason why a decision or a referral did not go through: a code of the catalogue, and the marketplace's explanation. */
export interface Trouble {
  readonly code: string;
  readonly detail: string;
}

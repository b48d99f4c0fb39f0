/** Who offers the job, as far as the marketplace tells. */
export interface Client {
  readonly name?: string;
  readonly country?: string;
  readonly timeZone?: string;
  /** 0 to 5. */
  readonly rating?: number;
  /** In US dollars. */
  readonly totalSpent?: number;
  readonly hires?: number;
  readonly paymentVerified?: boolean;
}

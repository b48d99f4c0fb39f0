/** The client who offers a job, as far as the marketplace describes them. */
export interface Client {
  readonly name?: string;
  readonly country?: string;
  readonly timeZone?: string;
  /** 0 to 5; 0 where nobody has rated the client yet. */
  readonly rating?: number;
  /** In US dollars. */
  readonly totalSpent?: number;
  readonly hires?: number;
  readonly paymentVerified?: boolean;
}

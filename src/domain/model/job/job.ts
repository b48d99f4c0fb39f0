/** A job's budget. */
export interface Budget {
  readonly kind: 'fixed' | 'hourly';
  /** The amount in units of `currency`, for example 12.5 dollars. A fixed price has equal `min` and `max`. */
  readonly min?: number;
  readonly max?: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** The job of an invite, as far as Baton shows it. */
export interface Job {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly budget?: Budget;
  readonly skills: readonly string[];
  /** True where nobody can be referred to the job; absent where no source tells. */
  readonly private?: boolean;
}

/** A job's budget. */
export interface Budget {
  readonly kind: 'fixed' | 'hourly';
  /** In units of `currency`, such as 12.5 dollars. One fixed price has `min` equal to `max`. */
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
  readonly private: boolean;
}

/**
 * A rate limit or a job whose work waits longer than its retry delays: a service answered 429, or the configuration is
 * wrong.
 */
export interface HeldWork {
  /** The key of the limit or job, for example `marketplace:T1`, `slack:T1:C1` or `forward-decision:T1`. */
  readonly key: string;
  readonly why: string;
  /** Start of the wait. Pauses of up to two minutes do not end a wait. */
  readonly since: Date;
  /** Time of the next try. */
  readonly until: Date;
}

/** A limit or a job that waits longer than its own retry delays: a service answered 429, or the configuration is wrong. */
export interface Held {
  /** Such as `marketplace:T1`, `slack:T1:C1` or `forward-decision:T1`. */
  readonly key: string;
  readonly why: string;
  /** Start of the wait. Pauses of up to two minutes do not end a wait. */
  readonly since: Date;
  /** Time of the next try. */
  readonly until: Date;
}

/** An index of what all processes hold, for operators. No work depends on it; without Redis it is empty. */
export interface HeldIndex {
  /** Records that `key` is held for `ms` milliseconds from now. */
  note(key: string, why: string, ms: number): Promise<void>;
  /** Lists at most a hundred entries, the longest wait first, with those that ended within the last two minutes. */
  list(): Promise<Held[]>;
}

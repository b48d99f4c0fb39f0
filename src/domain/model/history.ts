/** One line of what happened to an invite or a referral. */
export interface HistoryLine {
  /** When Baton did it or heard of it. */
  readonly at: Date;
  /** When it happened over there, as the marketplace says. */
  readonly happenedAt?: Date;
  /** A Slack user id, or `marketplace`, `clock` or `baton`. */
  readonly who: string;
  /** The new status, or a milestone such as `viewed`. */
  readonly what: string;
  /** How it came: `slack`, `webhook`, `api`, `job`. */
  readonly through: Through;
  readonly detail?: string;
}

/** How a change came: a click, the marketplace’s call to us, ours to it, or a job. */
export type Through = 'slack' | 'webhook' | 'api' | 'job';

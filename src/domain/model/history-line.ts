/** One line of the history of an invite, a referral or a relay. */
export interface HistoryLine {
  /** When Baton caused the change or learned of it. */
  readonly at: Date;
  /** When the change happened on the marketplace, by the marketplace's clock. */
  readonly happenedAt?: Date;
  /** A Slack user id, or `marketplace`, `clock` or `baton`. */
  readonly who: string;
  /** The new status, or a milestone such as `viewed`. */
  readonly what: string;
  readonly through: Through;
  readonly detail?: string;
}

/** The way by which a change came: a click, the marketplace's call to Baton, Baton's call to it, or a job. */
export type Through = 'slack' | 'webhook' | 'api' | 'job';

/** One line of the history of an invite, a referral or a relay. */
export interface HistoryLine {
  /** Time at which Baton caused the change or learned of it. */
  readonly at: Date;
  /** Time of the change on the marketplace, by the marketplace's clock. */
  readonly happenedAt?: Date;
  /** A Slack user id, or `marketplace`, `clock` or `baton`. */
  readonly who: string;
  /** The new status, or a milestone such as `viewed`. */
  readonly what: string;
  readonly through: Through;
  readonly detail?: string;
}

/**
 * The way by which a change came about: a click in Slack, a webhook, Baton's own call to the marketplace, or a job of
 * Baton's.
 */
export type Through = 'slack' | 'webhook' | 'api' | 'job';

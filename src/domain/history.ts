/** One line of what happened to an invite or a referral. */
export interface HistoryLine {
  readonly at: Date;
  /** A Slack user id, or `marketplace`, `clock` or `baton`. */
  readonly who: string;
  /** The new status, or a milestone such as `viewed`. */
  readonly what: string;
  /** How it came: `slack`, `webhook`, `api`, `job`. */
  readonly through: Through;
  readonly detail?: string;
}

export type Through = 'slack' | 'webhook' | 'api' | 'job';

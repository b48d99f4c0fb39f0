import type { PeriodLength } from '../period-lengths.js';

/** The kinds of counts. */
export type Count =
  | 'sent'
  | 'undone'
  | 'forwarded'
  | 'seen'
  | 'accepted'
  | 'hired'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'failed'
  | 'received'
  | 'receivedAccepted'
  | 'receivedHired';

/** The value of each count; a missing one is 0. */
export type Counts = Readonly<Partial<Record<Count, number>>>;

/** Counts of the present week, month and quarter, and of all time. */
export type SpanCounts = Readonly<Record<PeriodLength, Counts>>;

/** `all`, or a start such as `week:2026-11-23`, `month:2026-11`, `quarter:2026-Q4`, in the tenant's time zone. */
export type Period = string;

/** The member id of the team's own rows. */
export const TEAM = '*';

/** A change of one count of one member in one period. */
export interface Move {
  /** A Slack user id, or `TEAM`. */
  readonly member: string;
  readonly period: Period;
  readonly count: Count;
  readonly by: number;
}

/** The record that an event was counted. `id` is `<referral id>:<event>`. */
export interface LedgerEntry {
  readonly id: string;
  readonly tenantId: string;
  readonly referralId: string;
  readonly event: string;
  readonly at: Date;
  readonly moves: readonly Move[];
}

/** The counts of one member, or of the team, in one period. */
export interface Tally {
  readonly tenantId: string;
  readonly member: string;
  readonly period: Period;
  readonly counts: Counts;
}

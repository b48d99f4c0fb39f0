import type { Connection, HealthCode } from './connection.js';

/** The condition of a connection, for people to read. */
export type Condition =
  | { readonly kind: 'paused'; readonly since: Date }
  /** Its source does not answer, or turns Baton's token down. */
  | { readonly kind: 'failing'; readonly code: HealthCode; readonly since: Date }
  /** Its last delivery was turned down, as with another secret than Baton's. */
  | { readonly kind: 'turned-down'; readonly at: Date }
  /** Nothing has come for so long that something is probably not set up. */
  | { readonly kind: 'silent'; readonly since: Date; readonly never?: true }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'well'; readonly heardAt: Date };

/** After this time without any delivery since it was connected, a connection is silent, in milliseconds. */
const FIRST_MS = 3 * 24 * 60 * 60_000;

/** After this time without a delivery, a connection that has delivered before is silent, in milliseconds. */
const QUIET_MS = 14 * 24 * 60 * 60_000;

/** Health is recorded at most once a minute: a delivery may be so much later than it says, in milliseconds. */
export const HEALTH_LATE_MS = 60_000;

type Observed = Pick<Connection, 'health' | 'pausedAt' | 'connectedAt' | 'setUpAt'>;

/** Returns how a connection does at `now`. What was before its last set-up does not count. */
export function conditionOf({ health, pausedAt, connectedAt, setUpAt = connectedAt }: Observed, now: Date): Condition {
  const { heardAt, deliveredAt, error, turnedDown } = health;
  if (pausedAt) return { kind: 'paused', since: pausedAt };
  if (error && error.at >= setUpAt) return { kind: 'failing', code: error.code, since: error.at };
  const last = Math.max(setUpAt.getTime(), (deliveredAt?.getTime() ?? 0) + HEALTH_LATE_MS);
  if (turnedDown && turnedDown.at.getTime() > last) return { kind: 'turned-down', at: turnedDown.at };
  if (!heardAt) return isKnown(setUpAt) && isPast(setUpAt, FIRST_MS, now) ? silent(setUpAt, true) : WAITING;
  const isQuiet = isPast(heardAt, QUIET_MS, now) && isPast(setUpAt, FIRST_MS, now);
  return isQuiet ? silent(heardAt) : { kind: 'well', heardAt };
}

const WAITING: Condition = { kind: 'waiting' };

/** Connections of releases that knew one a tenant do not say since when they are there. */
const isKnown = (setUpAt: Date): boolean => setUpAt.getTime() > 0;

const isPast = (date: Date, ms: number, now: Date): boolean => now.getTime() - date.getTime() > ms;
const silent = (at: Date, never?: true): Condition => ({ kind: 'silent', since: at, ...(never && { never }) });

/** Conditions that somebody should look at. */
export const isTrouble = ({ kind }: Condition): boolean =>
  kind === 'failing' || kind === 'turned-down' || kind === 'silent';

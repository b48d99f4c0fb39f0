import type { Connection, HealthCode } from './connection.js';

/** The state of a connection as admins are shown it. */
export type Condition =
  | { readonly kind: 'paused'; readonly since: Date }
  /** The connection's source does not answer, or refuses Baton's token. */
  | { readonly kind: 'failing'; readonly code: HealthCode; readonly since: Date }
  /** The last webhook was rejected, for example because it was signed with another secret. */
  | { readonly kind: 'turned-down'; readonly at: Date }
  /** No delivery for so long that the set-up is probably incomplete. `never`: none since the connection was made. */
  | { readonly kind: 'silent'; readonly since: Date; readonly never?: true }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'well'; readonly heardAt: Date };

/** Milliseconds without any delivery after which a new connection counts as silent. */
const FIRST_MS = 3 * 24 * 60 * 60_000;

/** Milliseconds without a delivery after which a connection that has delivered before counts as silent. */
const QUIET_MS = 14 * 24 * 60 * 60_000;

/** The most, in milliseconds, by which a recorded delivery time may lag: health is written at most once a minute. */
export const HEALTH_LATE_MS = 60_000;

type Observed = Pick<Connection, 'health' | 'pausedAt' | 'connectedAt' | 'setUpAt'>;

/** Returns the state of a connection at `now`. Ignores what was recorded before its last set-up. */
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

/** False for connections stored by releases that had one connection per tenant: their creation time is not known. */
const isKnown = (setUpAt: Date): boolean => setUpAt.getTime() > 0;

const isPast = (date: Date, ms: number, now: Date): boolean => now.getTime() - date.getTime() > ms;
const silent = (at: Date, never?: true): Condition => ({ kind: 'silent', since: at, ...(never && { never }) });

/** True for the states that an admin should look at. */
export const isTrouble = ({ kind }: Condition): boolean =>
  kind === 'failing' || kind === 'turned-down' || kind === 'silent';

import type { WireDetail, WireLine } from '../protocol.js';
import type { Replica } from './replica.js';

/** A finished request or job, as its observer saw it. */
export type WireEntry = Omit<WireLine, 'n' | 'at' | 'attempt'> &
  WireDetail & {
    readonly at?: Date;
    /** Number of the attempt, where the observer knows it. */
    readonly attempt?: number;
    /** A key of the attempted action: a line after a failed one with the same key is the next attempt. */
    readonly same?: string;
  };

/** The log of all requests and jobs between Slack, Baton, its queue and the marketplace, newest last. */
export interface WireLog {
  add(entry: WireEntry): void;
  /** Returns what a line carried; undefined for lines that are forgotten. */
  detail(n: number): WireDetail | undefined;
}

/** The most lines that are kept. */
const KEPT = 400;

/** Creates an empty log. */
export function createWireLog(replica: Replica): WireLog {
  const details = new Map<number, WireDetail>();
  const failures = new Map<string, number>();
  let count = 0;
  return {
    detail: (n) => details.get(n),
    add: ({ at = new Date(), attempt, same, sent, answered, ...line }) => {
      const failed = same === undefined ? 0 : (failures.get(same) ?? 0);
      if (same !== undefined && !line.ok) failures.set(same, failed + 1);
      if (same !== undefined && line.ok) failures.delete(same);
      const n = ++count;
      details.set(n, { sent, answered });
      const whole: WireLine = { ...line, n, at: at.toISOString(), attempt: attempt ?? failed + 1 };
      replica.set(`wire/${n}`, whole);
      details.delete(n - KEPT);
      replica.set(`wire/${n - KEPT}`, undefined);
    },
  };
}

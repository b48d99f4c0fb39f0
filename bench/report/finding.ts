import type { Aim, Verdict } from './aim.js';

/** Requests per second, milliseconds, megabytes, or commands to MongoDB. */
export type Unit = '/s' | 'ms' | 'MB' | 'commands';

/** Values of one server, one per round. */
export interface Series {
  /** Name, such as `Bolt, one durable write`. */
  readonly name: string;
  readonly rounds: readonly number[];
  /** Number of requests without an answer in time, and number of all requests, over all rounds. */
  readonly late: number;
  readonly of: number;
  /** CPU milliseconds per request: of the server's own processes, and of MongoDB and Redis. */
  readonly spent: { readonly own: number; readonly behind: number };
}

/** One line of the report's table: Baton's figures against the baseline's. */
export interface Finding {
  readonly what: string;
  /** The load, such as `200/s`, where the server's capacity decides it. */
  readonly load?: string;
  readonly unit: Unit;
  readonly baton: Series;
  /** The baseline. */
  readonly baseline: Series;
  /** The result without the durable write, where it was measured. */
  readonly floor?: Series;
  readonly aim?: Aim;
}

/** Judges a finding by its aim; null when it has none. */
export const verdictOf = ({ aim, baton, baseline }: Finding): Verdict | null =>
  aim ? aim.judge({ baton: baton.rounds, baseline: baseline.rounds }) : null;

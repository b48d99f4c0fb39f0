import type { Aim, Verdict } from './aim.js';

/** Requests a second, or milliseconds. */
export type Unit = '/s' | 'ms';

/** What was measured of one server, a value a round. */
export interface Series {
  /** What the server is, such as `Bolt, one durable write`. */
  readonly name: string;
  readonly rounds: readonly number[];
  /** Milliseconds of the processor a request: its own processes, and those behind it (MongoDB, Redis). */
  readonly spent: { readonly own: number; readonly behind: number };
}

/** One line of the table. */
export interface Finding {
  readonly what: string;
  readonly unit: Unit;
  readonly baton: Series;
  /** What it is compared with. */
  readonly baseline: Series;
  /** The same without the durable write, where there is such a server. */
  readonly floor?: Series;
  readonly aim?: Aim;
}

/** How a finding stands to its aim; null when there is none. */
export const verdictOf = ({ aim, baton, baseline }: Finding): Verdict | null =>
  aim ? aim.judge({ baton: baton.rounds, baseline: baseline.rounds }) : null;

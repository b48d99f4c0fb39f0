import type { Secrets } from '../data/secrets.js';
import { monotonicNow } from '../load/monotonic-clock.js';
import type { Outcome } from '../measure/finding-from-rounds.js';
import type { Program, Server } from '../servers/start-program.js';

/** Size of the measurements. */
export interface Size {
  /** Seconds for all sections together, for profiles after them, and for a round of a loop. */
  readonly seconds: { readonly sections: number; readonly profiles: number; readonly loop: number };
  /** Warm-up rounds of a closed loop, and counted rounds of every loop. */
  readonly warm: number;
  readonly rounds: number;
  /** Requests per round of a closed loop, at most. */
  readonly requests: number;
  /** Number of referrals in the large database. */
  readonly many: number;
  /** Invitations of a flood, at most. */
  readonly flood: number;
  /** Members of the large agency. */
  readonly members: number;
  /** Tenants with nothing due. */
  readonly tenants: number;
}

/** The servers, secrets and size that all sections share. */
export interface Setting {
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Process ids of MongoDB and Redis, where they were started here. */
  readonly behind: readonly number[];
  readonly secrets: Secrets;
  readonly size: Size;
  /**
   * The end of this section's time, or of a part of it, in milliseconds of `monotonicNow`. No further round begins
   * after it.
   */
  readonly deadline: number;
  /** Starts a program, which is stopped after the section. */
  start(program: Program): Promise<Server>;
  /** Registers something to close after the section, in reverse order. */
  later(close: () => Promise<unknown>): void;
  /** Tells whether findings whose names have this prefix are wanted. */
  wants(what: string): boolean;
  say(line: string): void;
}

/** One part of the benchmark: it starts servers, measures them and stops them. */
export type Section = (setting: Setting) => Promise<Outcome[]>;

/**
 * Returns the setting for the next of `parts` remaining parts of a section: its deadline leaves each an equal share of
 * the time.
 */
export const oneOf = (parts: number, setting: Setting): Setting => ({
  ...setting,
  deadline: monotonicNow() + Math.max(0, setting.deadline - monotonicNow()) / parts,
});

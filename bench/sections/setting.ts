import type { Secrets } from '../data/secrets.js';
import type { Outcome } from '../measure/outcome.js';
import type { Program, Server } from '../servers/start.js';

/** How much is measured. */
export interface Size {
  /** Rounds of a closed loop that do not count, and all rounds that do. */
  readonly warm: number;
  readonly rounds: number;
  /** Requests in a round of a closed loop. */
  readonly requests: number;
  /** Seconds of a round of an open loop. */
  readonly seconds: number;
  /** How many referrals are many. */
  readonly many: number;
}

/** What every section works with. */
export interface Setting {
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** The processes of MongoDB and Redis, where they were started here. */
  readonly behind: readonly number[];
  readonly secrets: Secrets;
  readonly size: Size;
  /** Starts a program for the length of the section. */
  start(program: Program): Promise<Server>;
  /** What is to be closed after the section, the last first. */
  later(close: () => Promise<unknown>): void;
  /** Whether findings that begin so are asked for. */
  wants(what: string): boolean;
  say(line: string): void;
}

/** A part of the benchmark: starts its servers, measures, and ends them. */
export type Section = (setting: Setting) => Promise<Outcome[]>;

import type { Secrets } from '../data/secrets.js';
import type { Outcome } from '../measure/outcome.js';
import type { Program, Server } from '../servers/start.js';

/** Size of the measurements. */
export interface Size {
  /** Warm-up rounds of a closed loop, and counted rounds of every loop. */
  readonly warm: number;
  readonly rounds: number;
  /** Requests per round of a closed loop. */
  readonly requests: number;
  /** Seconds per round of an open loop. */
  readonly seconds: number;
  /** Number of referrals in the large database. */
  readonly many: number;
  /** Invitations of a flood: so many, or what the server carries in so many seconds where that is less. */
  readonly flood: number;
  readonly floodSeconds: number;
}

/** The servers, secrets and size that all sections share. */
export interface Setting {
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Process ids of MongoDB and Redis, where they were started here. */
  readonly behind: readonly number[];
  readonly secrets: Secrets;
  readonly size: Size;
  /** Starts a program, which is stopped after the section. */
  start(program: Program): Promise<Server>;
  /** Registers something to close after the section, in reverse order. */
  later(close: () => Promise<unknown>): void;
  /** Tells whether findings with this prefix are wanted. */
  wants(what: string): boolean;
  say(line: string): void;
}

/** One part of the benchmark: starts servers, measures them and stops them. */
export type Section = (setting: Setting) => Promise<Outcome[]>;

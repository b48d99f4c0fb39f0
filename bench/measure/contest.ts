import type { Expected, Shot } from '../load/shot.js';
import type { Window } from '../profile/summarise.js';
import type { Server } from '../servers/start.js';

/** One of the servers that are compared. */
export interface Contender {
  readonly name: string;
  /** Its processes; the first one answers. */
  readonly servers: readonly [Server, ...Server[]];
  /** Makes so many requests ready, each of another thing. */
  prepare(count: number): Promise<readonly Shot[]>;
}

/** Who is compared with whom, and what every answer must be. */
export interface Contest {
  readonly baton: Contender;
  readonly baseline: Contender;
  /** The same without the durable write. */
  readonly floor?: Contender;
  readonly expected: Expected;
}

/** What came of firing some shots: how many a second, and each one's milliseconds. */
export interface Result {
  readonly perSecond: number;
  readonly times: readonly number[];
}

/** A result and when it came about. */
export interface Round extends Result {
  readonly window: Window;
  readonly requests: number;
  /** Milliseconds of the processor: of the contender's processes, and of MongoDB and Redis. */
  readonly spent: { readonly own: number; readonly behind: number };
}

/** The rounds that count, by contender. */
export type Rounds = ReadonlyMap<Contender, readonly Round[]>;

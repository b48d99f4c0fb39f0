import type { Connection } from 'mongoose';
import type { Clock, Log } from '../domain/ports.js';
import { errorFields } from '../lib/error-text.js';

/** Milliseconds between two readings of the database's time. */
const EVERY_MS = 30_000;

/**
 * Number of readings, of which the quickest counts: the network delay of an answer is known only to half of its
 * duration.
 */
const ASKED = 3;

/**
 * Milliseconds by which the machine's two clocks may drift apart. Beyond that one of them was set, or the machine was
 * asleep.
 */
const LEAP_MS = 500;

/** The database's clock, read regularly until it is closed. */
export interface DatabaseClock extends Clock {
  close(): void;
}

/** One reading of the database's clock, with the times of this machine's clocks at the reading. */
interface Reading {
  readonly database: number;
  readonly monotonic: number;
  readonly wall: number;
}

/**
 * Tells the database's time, which leases, undo windows and due times use in every process: the clocks of machines
 * differ, and the database has one. It is read now and then and computed from the last reading, so that most calls cost
 * nothing.
 * @throws Error when the database does not answer
 */
export async function databaseClock(connection: Connection, log: Log): Promise<DatabaseClock> {
  let last = await read(connection);
  let isReading = false;

  async function renew(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      last = await read(connection);
    } catch (error) {
      log.warn(errorFields(error), 'clock.not-read');
    } finally {
      isReading = false;
    }
  }
  const timer = setInterval(() => void renew(), EVERY_MS).unref();

  return {
    now: () => {
      const monotonic = performance.now() - last.monotonic;
      const wall = Date.now() - last.wall;
      if (Math.abs(wall - monotonic) > LEAP_MS) void renew();
      return new Date(last.database + monotonic);
    },
    close: () => clearInterval(timer),
  };
}

async function read(connection: Connection): Promise<Reading> {
  let [best, quickest]: [Reading | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const begun = performance.now();
    const localTime: unknown = (await connection.db?.admin().command({ hello: 1 }))?.localTime;
    const monotonic = performance.now();
    if (!(localTime instanceof Date)) throw new Error('the database does not tell its time');
    const took = monotonic - begun;
    if (best && took >= quickest) continue;
    [best, quickest] = [{ database: localTime.getTime() + took / 2, monotonic, wall: Date.now() }, took];
  }
  return best as Reading;
}

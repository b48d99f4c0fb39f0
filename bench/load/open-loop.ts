import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { now } from './clock.js';
import { type Expected, fire, type Shot } from './request.js';

/** When a request should have gone out and when its answer was there, in milliseconds of `now`. */
export interface Flight {
  readonly due: number;
  /** Infinity when it was not the expected answer, such as that of a server that gave up. */
  readonly answered: number;
}

/** More connections than a server in trouble should need: the shots never wait for each other. */
const CONNECTIONS = 256;

/**
 * Fires so many shots a second, whether or not the answers keep up. A flight begins when it was due: what a stall holds
 * up counts as late.
 * @returns the flights in the order of the shots
 */
export async function openLoop(
  url: string,
  shots: readonly Shot[],
  perSecond: number,
  expected: Expected,
): Promise<Flight[]> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const start = now();
  const flights: Promise<Flight>[] = [];
  for (const shot of shots) {
    const due = start + (flights.length * 1000) / perSecond;
    const early = due - now();
    if (early > 0) await sleep(early);
    flights.push(fly(fire(pool, shot, expected), due));
  }
  const flown = await Promise.all(flights);
  await pool.close();
  if (flown.every(({ answered }) => !Number.isFinite(answered))) throw new Error(`${url} answered nothing as expected`);
  return flown;
}

const fly = (answer: Promise<void>, due: number): Promise<Flight> =>
  answer.then(
    () => ({ due, answered: now() }),
    () => ({ due, answered: Number.POSITIVE_INFINITY }),
  );

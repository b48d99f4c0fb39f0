import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { now } from './clock.js';
import { type BenchRequest, type Expected, send } from './request.js';

/** When a request should have gone out and when its answer was there, in milliseconds of `now`. */
export interface TimedAnswer {
  readonly due: number;
  /** Infinity when it was not the expected answer, such as that of a server that gave up. */
  readonly answered: number;
}

/** More connections than a server in trouble should need: the batch never wait for each other. */
const CONNECTIONS = 256;

/**
 * Fires so many batch a second, whether or not the answers keep up. A flight begins when it was due: what a stall holds
 * up counts as late.
 * @returns the timings in the order of the batch
 */
export async function openLoop(
  url: string,
  batch: readonly BenchRequest[],
  perSecond: number,
  expected: Expected,
): Promise<TimedAnswer[]> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const start = now();
  const timings: Promise<TimedAnswer>[] = [];
  for (const shot of batch) {
    const due = start + (timings.length * 1000) / perSecond;
    const early = due - now();
    if (early > 0) await sleep(early);
    timings.push(timed(send(pool, shot, expected), due));
  }
  const completed = await Promise.all(timings);
  await pool.close();
  if (completed.every(({ answered }) => !Number.isFinite(answered)))
    throw new Error(`${url} answered nothing as expected`);
  return completed;
}

const timed = (answer: Promise<void>, due: number): Promise<TimedAnswer> =>
  answer.then(
    () => ({ due, answered: now() }),
    () => ({ due, answered: Number.POSITIVE_INFINITY }),
  );

import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { monotonicNow } from './monotonic-clock.js';
import { type BenchRequest, type Expected, send } from './send-request.js';

/** The times at which a request was due and answered, in milliseconds of `monotonicNow`. */
export interface TimedAnswer {
  readonly due: number;
  /** Infinity when the answer was late or wrong. */
  readonly answered: number;
  /** The reason why there was no right answer. */
  readonly trouble?: unknown;
}

/** Maximum number of connections: enough that requests never wait for each other. */
const CONNECTIONS = 256;

/**
 * Sends `perSecond` requests a second, whether or not the answers keep up. Latency is measured from the time at which a
 * request was due, so that delays of sending count too.
 * @returns the timings in the order of the requests.
 * @throws Error when no answer was right
 */
export async function openLoop(
  url: string,
  batch: readonly BenchRequest[],
  perSecond: number,
  expected: Expected,
): Promise<TimedAnswer[]> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const start = monotonicNow();
  const timings: Promise<TimedAnswer>[] = [];
  for (const shot of batch) {
    const due = start + (timings.length * 1000) / perSecond;
    const early = due - monotonicNow();
    if (early > 0) await sleep(early);
    timings.push(timed(send(pool, shot, expected), due));
  }
  const completed = await Promise.all(timings);
  await pool.close();
  if (completed.every(({ trouble }) => trouble !== undefined))
    throw new Error(`${url} answered nothing as expected`, { cause: completed[0]?.trouble });
  return completed;
}

const timed = (answer: Promise<boolean>, due: number): Promise<TimedAnswer> =>
  answer.then(
    (isDone) => ({ due, answered: isDone ? monotonicNow() : Number.POSITIVE_INFINITY }),
    (trouble: unknown) => ({ due, answered: Number.POSITIVE_INFINITY, trouble }),
  );

import { Pool } from 'undici';
import { type BenchRequest, type Expected, send } from './send-request.js';

/**
 * Sends all requests over this many kept-alive connections, each as soon as its connection has the previous answer.
 * @returns the requests a second that were answered in time, and each time in milliseconds: Infinity where it was late
 */
export async function closedLoop(
  url: string,
  batch: readonly BenchRequest[],
  connections: number,
  expected: Expected,
): Promise<{ perSecond: number; times: number[] }> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const times: number[] = [];
  const queue = batch.values();
  const drain = async () => {
    for (const shot of queue) {
      const begun = performance.now();
      const isDone = await send(pool, shot, expected);
      times.push(isDone ? performance.now() - begun : Number.POSITIVE_INFINITY);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, drain)).finally(() => void pool.destroy());
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: times.filter(Number.isFinite).length / seconds, times };
}

import { Pool } from 'undici';
import { type BenchRequest, type Expected, send } from './request.js';

/** Sends all requests over this many kept-alive connections, each as soon as its connection has the previous answer. */
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
      await send(pool, shot, expected);
      times.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, drain));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  return { perSecond: batch.length / seconds, times };
}

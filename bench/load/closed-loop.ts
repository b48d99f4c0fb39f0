import { Pool } from 'undici';
import { type Expected, fire, type Shot } from './request.js';

/** Fires all shots over so many kept-alive connections, each as soon as the answer before is there. */
export async function closedLoop(
  url: string,
  shots: readonly Shot[],
  connections: number,
  expected: Expected,
): Promise<{ perSecond: number; times: number[] }> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const times: number[] = [];
  const queue = shots.values();
  const drain = async () => {
    for (const shot of queue) {
      const begun = performance.now();
      await fire(pool, shot, expected);
      times.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, drain));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  return { perSecond: shots.length / seconds, times };
}

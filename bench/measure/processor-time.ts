import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds per tick (Linux's USER_HZ, the same on every machine). */
const TICK_MS = 10;

/** Reads the CPU time of a process, in milliseconds, from Linux's `/proc/<pid>/stat`. NaN where there is none. */
export function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

/**
 * CPU load, as a share of one core, below which a process counts as idle: a worker that only polls uses less, even
 * under the profiler.
 */
const AT_REST = 0.15;
const LOOK_MS = 500;
const REST_WITHIN_MS = 120_000;

/**
 * Waits until processes are idle, since closing connections or collecting garbage would slow down the next round.
 * @throws Error when they are not idle within two minutes
 */
export async function untilIdle(pids: readonly number[]): Promise<void> {
  const used = () => pids.reduce((sum, pid) => sum + processorMs(pid), 0);
  for (const deadline = Date.now() + REST_WITHIN_MS; Date.now() < deadline; ) {
    const before = used();
    await sleep(LOOK_MS);
    if (!((used() - before) / LOOK_MS > AT_REST * pids.length)) return;
  }
  throw new Error('the processes did not come to rest');
}

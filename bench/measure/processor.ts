import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Linux calls USER_HZ: the same on every machine. */
const TICK_MS = 10;

/** Milliseconds of the processor that a process has used, of Linux's `/proc/<pid>/stat`. NaN where there is none. */
export function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

/** Of one core, each: a worker that only looks for work uses less, even under the profiler. */
const AT_REST = 0.15;
const LOOK_MS = 500;
const REST_WITHIN_MS = 60_000;

/**
 * Waits until processes have done what they were given: what is left of one round would slow the next one down.
 * @throws Error when they do not come to rest within a minute
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

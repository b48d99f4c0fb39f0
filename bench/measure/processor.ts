import { readFileSync } from 'node:fs';

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

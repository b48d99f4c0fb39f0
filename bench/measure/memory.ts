import { readFileSync } from 'node:fs';
import { atMostMb } from '../report/aim.js';
import { figure, type Outcome } from './finding-from-rounds.js';

/** The limit of a process under load, in megabytes. */
const LIMIT_MB = 200;

/** Reads the memory of a process in megabytes: at present, or the most it has had. NaN where there is no `/proc`. */
export function memoryMb(pid: number, which: 'present' | 'peak'): number {
  const name = which === 'peak' ? 'VmHWM' : 'VmRSS';
  try {
    const [, kilobytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Compares the peak memory of processes, in megabytes, with that of other processes or with their own earlier peak. */
export const memoryOutcome = (
  what: string,
  baton: readonly number[],
  baseline: readonly [name: string, mb: readonly number[]],
): Outcome => figure({ what, unit: 'MB', aim: atMostMb(LIMIT_MB) }, baton, baseline);

import type { HeldWork } from '../src/domain/operating/held-work.js';

/**
 * An index of the keys that hold work, of all processes, for operators. No work depends on it; without Redis it is
 * empty.
 */
export interface HeldWorkIndex {
  /** Records that `key` is held for `ms` milliseconds from now. */
  note(key: string, why: string, ms: number): Promise<void>;
  /** Lists at most a hundred entries, the longest wait first, with those that ended within the last two minutes. */
  list(): Promise<HeldWork[]>;
}

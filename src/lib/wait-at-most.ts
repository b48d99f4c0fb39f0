import { type Machine, thisMachine } from './clocks-and-timers.js';

/**
 * Waits at most `ms` milliseconds for `work`; after that returns what `onLate` returns, while the work continues.
 * @throws the error of `work` in time, or of `onLate`
 */
export function waitAtMost<T, Late>(
  work: Promise<T>,
  ms: number,
  onLate: () => Late,
  { after }: Pick<Machine, 'after'> = thisMachine,
): Promise<T | Late> {
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = after(ms, resolve);
  }).then(onLate);
  return Promise.race([work, late]).finally(() => cancel());
}

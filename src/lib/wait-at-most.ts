import { type Machine, thisMachine } from './clocks-and-timers.js';

/**
 * Waits for work for at most `ms` milliseconds, then returns what `onLate` returns. The work goes on.
 * @throws what the work throws in time, or `onLate`
 */
export function within<T, Late>(
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

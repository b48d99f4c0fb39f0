/**
 * Waits for work for at most `ms` milliseconds, then returns what `onLate` returns. The work goes on.
 * @throws what the work throws in time, or `onLate`
 */
export function within<T, Late>(work: Promise<T>, ms: number, onLate: () => Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  }).then(onLate);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

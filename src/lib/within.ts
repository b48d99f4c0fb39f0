/**
 * Waits for work, but no longer than `ms` milliseconds: then the answer is `onLate`'s. What was begun goes on, unwatched.
 * @throws what the work throws in time, or `onLate`
 */
export function within<T, Late>(work: Promise<T>, ms: number, onLate: () => Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  }).then(onLate);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

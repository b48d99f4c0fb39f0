/** Thrown when something took too long. What was begun goes on, unwatched. */
class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** @throws TooSlow after `ms` milliseconds; when there are none, nothing is begun. */
export async function withTimeLimit<T>(work: () => Promise<T>, ms: number): Promise<T> {
  if (ms <= 0) throw new TooSlow('no time was left to begin');
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`not done after ${ms} ms`)), ms);
  });
  return Promise.race([work(), limit]).finally(() => clearTimeout(timer));
}

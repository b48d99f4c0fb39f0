/** Thrown when something took too long. What was begun goes on, unwatched. */
class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** @throws TooSlow after `ms` milliseconds. */
export async function withTimeLimit<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`not done after ${ms} ms`)), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

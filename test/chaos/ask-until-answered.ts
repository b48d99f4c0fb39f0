/** The codes of errors of a connection that ended before the answer was there. */
const RESET: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Tells whether a request failed because its connection was closed before the answer was there, as one that is kept
 * alive may be: nobody knows whether the request was carried out.
 */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && RESET.has(error.code)) || isUnanswered(error.cause);
}

/** The most requests that are made for one answer. */
const MOST = 5;

/**
 * Makes a request of the harness itself, and makes it again where it is not answered.
 * @param carriedOut returns the answer where the request turns out to be carried out, for one that must not be repeated
 * @throws the error of a request that was answered, or of the last one
 */
export async function askUntilAnswered<Answer>(
  ask: () => Promise<Answer>,
  carriedOut: () => Answer | undefined = () => undefined,
): Promise<Answer> {
  let isDoubtful = false;
  for (let left = MOST; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      isDoubtful ||= isUnanswered(error);
      const known = isDoubtful ? carriedOut() : undefined;
      if (known !== undefined) return known;
      if (left === 1 || !isUnanswered(error)) throw error;
    }
  }
}

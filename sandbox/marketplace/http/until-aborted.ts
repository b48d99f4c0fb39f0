/** Resolves when one of the signals is aborted, and leaves no listener at the others. */
export async function untilAborted(...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return;
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    for (const one of signals) one.addEventListener('abort', () => resolve(), { signal: over.signal });
  });
  over.abort();
}

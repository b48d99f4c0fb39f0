/**
 * Makes a task that runs one at a time. A call during a run causes one more run afterwards, so that the last run begins
 * after the last call. Calls that wait for the same run share it.
 */
export function runInTurn(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = () => {
    next = undefined;
    running = task();
    return running;
  };
  return () => {
    next ??= (running ?? Promise.resolve()).then(begin, begin);
    return next;
  };
}

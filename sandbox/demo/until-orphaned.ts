/** Between two looks, in milliseconds. */
const LOOK_MS = 250;

/** Resolves when npm started this process and is gone: a killed npm passes nothing on. */
export function untilOrphaned(): Promise<void> {
  const { npm_lifecycle_event: script } = process.env;
  const parent = process.ppid;
  return new Promise((resolve) => {
    if (script === undefined) return;
    const looking = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(looking);
      resolve();
    }, LOOK_MS);
    looking.unref();
  });
}

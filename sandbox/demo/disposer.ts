/** Collects what has to be closed, and closes it, the last first, once. */
export function createDisposer() {
  const open: { close(): Promise<unknown> }[] = [];
  let closed: Promise<void> | undefined;
  return {
    /** `thing` is closed before what was named earlier. */
    add: <T extends { close(): Promise<unknown> }>(thing: T): T => {
      open.push(thing);
      return thing;
    },
    /** @throws the first error, after everything had its turn */
    dispose: (): Promise<void> => {
      closed ??= closeAll(open);
      return closed;
    },
  };
}

async function closeAll(open: { close(): Promise<unknown> }[]): Promise<void> {
  const errors: unknown[] = [];
  for (const thing of open.reverse()) await thing.close().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

/** Closes collected resources once, in reverse order of their registration. */
export function createDisposer() {
  const open: { close(): Promise<unknown> }[] = [];
  let closed: Promise<void> | undefined;
  return {
    /** Registers a resource, which is closed before those registered earlier. */
    add: <T extends { close(): Promise<unknown> }>(thing: T): T => {
      open.push(thing);
      return thing;
    },
    /** Closes everything. @throws the first error, after all resources were closed */
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

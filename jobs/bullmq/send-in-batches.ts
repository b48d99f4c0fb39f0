/** Collects items and sends them in batches. */
export interface Batch<Item> {
  /** Adds items to the next batch. Never throws. */
  add(items: readonly Item[]): void;
  /** Resolves when every item was sent or has failed. */
  idle(): Promise<void>;
}

/**
 * Creates a batch. Items that are added in one turn of the event loop, or while a batch is being sent, form one batch.
 * @param send sends a batch; may throw
 * @param refused is called with a batch that could not be sent, and the error
 */
export function sendInBatches<Item>(
  send: (items: readonly Item[]) => Promise<void>,
  refused: (items: readonly Item[], error: unknown) => void,
): Batch<Item> {
  let waiting: Item[] = [];
  let sending: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const lot = waiting;
      waiting = [];
      await send(lot).catch((error: unknown) => refused(lot, error));
    }
    sending = undefined;
  }

  return {
    add: (items) => {
      waiting.push(...items);
      sending ??= drain();
    },
    idle: async () => sending,
  };
}

/** Gathers what is handed over and sends it on together. */
export interface Batch<Item> {
  /** Never throws. */
  add(items: readonly Item[]): void;
  /** Resolves when everything was sent on, or was refused. */
  idle(): Promise<void>;
}

/**
 * Whatever comes in one turn of the event loop, and while the last lot is under way, goes in one lot: a lone item waits
 * for nobody, a rush costs few round trips, and whoever hands over goes on first.
 * @param send may throw
 * @param refused is told what could not be sent, and why
 */
export function batch<Item>(
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

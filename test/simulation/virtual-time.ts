/** Something that happens at a moment of virtual time. */
interface Planned {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** Virtual time: everything that waits is planned here, and nothing else lets time go by. */
export interface VirtualTime {
  /** Milliseconds since 1970, as nobody's clock shows them. */
  now(): number;
  /** Plans `act`. @returns a function that cancels it */
  at(time: number, act: () => void): () => void;
  /**
   * Lets time go by until nothing is planned, or until `isOver`.
   * @param before called before each act with its time, to plan what would come sooner
   * @returns how many acts there were; -1 when there were more than `most`
   */
  run(options: { before?: (next: number) => void; isOver?: () => boolean; most: number }): Promise<number>;
}

/** Makes virtual time that begins at `start`. */
export function virtualTime(start: number): VirtualTime {
  let now = start;
  let order = 0;
  const heap: Planned[] = [];
  const cancelled = new Set<Planned>();

  const next = (): Planned | undefined => {
    while (heap[0] && cancelled.delete(heap[0])) pop(heap);
    return heap[0];
  };

  return {
    now: () => now,
    at: (time, act) => {
      order += 1;
      const planned = { at: Math.max(time, now), order, act };
      push(heap, planned);
      return () => void cancelled.add(planned);
    },
    run: async ({ before, isOver, most }) => {
      for (let acts = 0; acts <= most; acts += 1) {
        before?.(next()?.at ?? Number.POSITIVE_INFINITY);
        const planned = next();
        if (!planned || isOver?.()) return acts;
        pop(heap);
        now = planned.at;
        planned.act();
        await afterMicrotasks();
      }
      return -1;
    },
  };
}

/** Resolves once everything has happened that waits for nothing. */
const afterMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const isBefore = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Planned[], planned: Planned): void {
  let at = heap.push(planned) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || isBefore(above, planned)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = planned;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (!left) break;
    if (right && isBefore(right, left)) child += 1;
    const smaller = heap[child];
    if (!smaller || isBefore(last, smaller)) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = last;
}

/**
 * Returns the options of an LRU cache that keeps so many entries. With a size, unlike with `max`, nothing is allocated
 * for entries that may never come.
 */
export const atMost = (entries: number) => ({ maxSize: entries, sizeCalculation: () => 1 });

import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMost } from '../lib/at-most.js';

/** Milliseconds for which rows are cached. */
const KEPT_MS = 60_000;

/** The most rows that are cached in all, of whole documents. */
const ROWS = 50_000;

/**
 * A cache of lists that are read again and again, such as a tenant's team for each card and each key pressed in a
 * picker.
 */
export interface MinuteCache {
  /**
   * Returns the rows, up to a minute late when another process has changed them. Callers share the list.
   * @param what names the list, whose rows are always of one type
   */
  get<Row extends object>(tenantId: string, what: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]>;
  /** Forgets the tenant's lists after `write`, so that this process sees what it wrote. */
  forgetAfter<T>(tenantId: string, write: Promise<T>): Promise<T>;
}

/**
 * Creates the cache. Keys contain the tenant. A list that is still being read counts as cached.
 * @param rows the most rows that are cached in all
 */
export function minuteCache(rows = ROWS): MinuteCache {
  const kept = new LRUCache<string, readonly object[]>({
    maxSize: rows,
    ttl: KEPT_MS,
    sizeCalculation: (list) => list.length + 1,
  });
  const reading = new Map<string, Promise<readonly object[]>>();
  /** A part of each tenant's keys that changes with every write. */
  const editions = new LRUCache<string, string>(atMost(ROWS));

  function editionOf(tenantId: string): string {
    const edition = editions.get(tenantId) ?? randomUUID();
    editions.set(tenantId, edition);
    return edition;
  }

  async function readOnce(key: string, read: () => Promise<readonly object[]>): Promise<readonly object[]> {
    const rows = read();
    reading.set(key, rows);
    try {
      const found = await rows;
      kept.set(key, found);
      return found;
    } finally {
      reading.delete(key);
    }
  }

  return {
    get: async <Row extends object>(tenantId: string, what: string, read: () => Promise<readonly Row[]>) => {
      const key = `${editionOf(tenantId)} ${what}`;
      return (kept.get(key) ?? reading.get(key) ?? readOnce(key, read)) as readonly Row[] | Promise<readonly Row[]>;
    },
    forgetAfter: (tenantId, write) => write.finally(() => editions.delete(tenantId)),
  };
}

import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Rows are kept for so many milliseconds. */
const KEPT_MS = 60_000;

/** So many rows are kept in all. */
const ROWS = 50_000;

/** Lists of rows that are read again and again, such as a tenant's team for each card and each letter in a picker. */
export interface MinuteCache<Row> {
  /** Returns the rows, up to a minute late when another process has changed them. Callers share the list. */
  get(tenantId: string, what: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]>;
  /** Forgets the tenant's lists after `write`, so that this process sees what it wrote. */
  forgetAfter<T>(tenantId: string, write: Promise<T>): Promise<T>;
}

/** Makes a cache that holds no list of another tenant in place of this one's. A list that is being read counts. */
export function minuteCache<Row extends object>(): MinuteCache<Row> {
  const kept = new LRUCache<string, readonly Row[]>({
    maxSize: ROWS,
    ttl: KEPT_MS,
    sizeCalculation: (rows) => rows.length + 1,
  });
  const reading = new Map<string, Promise<readonly Row[]>>();
  /** The part of a tenant's keys that changes with each write. */
  const editions = new LRUCache<string, string>({ max: ROWS });

  function editionOf(tenantId: string): string {
    const edition = editions.get(tenantId) ?? randomUUID();
    editions.set(tenantId, edition);
    return edition;
  }

  async function readOnce(key: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
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
    get: async (tenantId, what, read) => {
      const key = `${editionOf(tenantId)} ${what}`;
      return kept.get(key) ?? reading.get(key) ?? readOnce(key, read);
    },
    forgetAfter: (tenantId, write) => write.finally(() => editions.delete(tenantId)),
  };
}

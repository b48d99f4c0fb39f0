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
  const keyOf = (tenantId: string, what: string) => JSON.stringify([tenantId, what]);

  async function readOnce(key: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const rows = read();
    reading.set(key, rows);
    const isCurrent = () => reading.get(key) === rows;
    try {
      const found = await rows;
      if (isCurrent()) kept.set(key, found);
      return found;
    } finally {
      if (isCurrent()) reading.delete(key);
    }
  }

  function forget(tenantId: string): void {
    const start = `${JSON.stringify([tenantId]).slice(0, -1)},`;
    for (const lists of [kept, reading])
      for (const key of [...lists.keys()]) if (key.startsWith(start)) lists.delete(key);
  }

  return {
    get: async (tenantId, what, read) => {
      const key = keyOf(tenantId, what);
      return kept.get(key) ?? reading.get(key) ?? readOnce(key, read);
    },
    forgetAfter: (tenantId, write) => write.finally(() => forget(tenantId)),
  };
}

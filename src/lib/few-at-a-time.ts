import pLimit, { type LimitFunction } from 'p-limit';

/**
 * Creates a function that runs tasks, a few of each key at a time. The others of that key wait and begin in the order
 * in which they came; tasks of other keys do not wait for them.
 * @param most the most tasks of a key that run at once
 */
export function fewAtATime(most: number): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const limits = new Map<string, LimitFunction>();
  return async (key, task) => {
    const limit = limits.get(key) ?? pLimit(most);
    limits.set(key, limit);
    try {
      return await limit(task);
    } finally {
      if (limit.activeCount + limit.pendingCount === 0) limits.delete(key);
    }
  };
}

/**
 * Tells whether the process that holds a lock is gone: it has exited, which is visible on its own machine only, or its
 * last heartbeat is over a minute old. Times are in milliseconds.
 */
export function isStale(seen: { text: string; beat: number }, now?: number): boolean;
/**
 * Runs `work` while no other process on this file system holds the same lock. The lock of a process that dies is
 * released. `onWait` is called once if another process holds the lock.
 */
export function withLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T>;

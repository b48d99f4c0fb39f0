/**
 * Whether a lock’s holder is gone: its process ended, or its heart has not beaten for a minute. Times are in
 * milliseconds.
 */
export function isStale(seen: { text: string; beat: number }, now?: number): boolean;
/**
 * Runs `work` while no other process on this file system runs under the same lock. A holder that dies frees it.
 * `onWait` is called once, when another process holds it.
 */
export function withLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T>;

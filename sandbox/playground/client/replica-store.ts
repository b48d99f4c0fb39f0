import { useSyncExternalStore } from 'react';
import type { Changes } from '../protocol.js';

/*
 * The page's copy of the server's entries. Snapshots stay the same object until something under their key changes, as
 * React expects.
 */

const entries = new Map<string, unknown>();
const lists = new Map<string, readonly unknown[]>();
const listeners = new Set<() => void>();
let isConnected = false;

const tell = () => {
  for (const listener of listeners) listener();
};

function apply({ all, entries: changes }: Changes): void {
  if (all) entries.clear();
  if (all) lists.clear();
  for (const [key, value] of changes) {
    if (value === undefined || value === null) entries.delete(key);
    else entries.set(key, value);
    for (const prefix of lists.keys()) if (key.startsWith(prefix)) lists.delete(prefix);
  }
  tell();
}

function connected(is: boolean): void {
  if (isConnected === is) return;
  isConnected = is;
  tell();
}

/** Follows the server. The browser connects again by itself, and then gets everything anew. */
export function follow(): void {
  const source = new EventSource('/changes');
  source.addEventListener('message', ({ data }) => {
    connected(true);
    apply(JSON.parse(data));
  });
  source.addEventListener('error', () => {
    connected(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000);
  });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Reads an entry, and renders again when it changes. */
export const useEntry = <T>(key: string): T | undefined =>
  useSyncExternalStore(subscribe, () => entries.get(key)) as T | undefined;

/** Reads all entries whose keys begin so, in the order in which they came. */
export const useEntries = <T>(prefix: string): readonly T[] =>
  useSyncExternalStore(subscribe, () => listOf(prefix)) as readonly T[];

function listOf(prefix: string): readonly unknown[] {
  const known = lists.get(prefix);
  if (known) return known;
  const list = [...entries].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
  lists.set(prefix, list);
  return list;
}

/** Tells whether the server is there. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => isConnected);

import type { Changes } from '../protocol.js';

/** The entries that every page has a copy of. */
export interface Replica {
  /** Stores an entry; `undefined` deletes it. Pages hear only of changes. */
  set(key: string, value: unknown): void;
  get(key: string): unknown;
  keys(prefix: string): string[];
  /**
   * Follows the entries: first all of them, then the changes, gathered for a moment.
   * @returns a function that ends it
   */
  follow(listener: (changes: Changes) => void): () => void;
  /** Resolves once a page follows the entries. */
  followed(): Promise<void>;
}

/** Milliseconds for which changes are gathered. */
const GATHER_MS = 15;

/** Creates an empty replica. */
export function createReplica(): Replica {
  const entries = new Map<string, { readonly value: unknown; readonly json: string }>();
  const listeners = new Set<(changes: Changes) => void>();
  const changed = new Set<string>();
  let begin = () => {};
  const followed = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let isGathering = false;
  const entryOf = (key: string): Changes['entries'][number] => {
    const entry = entries.get(key);
    return entry ? [key, entry.value] : [key];
  };
  const tell = () => {
    isGathering = false;
    const changes = { entries: [...changed].map(entryOf) };
    changed.clear();
    for (const listener of listeners) listener(changes);
  };
  return {
    followed: () => followed,
    get: (key) => entries.get(key)?.value,
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)),
    set: (key, value) => {
      const json = value === undefined ? undefined : JSON.stringify(value);
      if (entries.get(key)?.json === json) return;
      if (json === undefined) entries.delete(key);
      else entries.set(key, { value, json });
      changed.add(key);
      if (!isGathering) setTimeout(tell, GATHER_MS).unref();
      isGathering = true;
    },
    follow: (listener) => {
      listener({ all: true, entries: [...entries].map(([key, { value }]) => [key, value]) });
      listeners.add(listener);
      begin();
      return () => listeners.delete(listener);
    },
  };
}

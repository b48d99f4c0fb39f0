import { useSyncExternalStore } from 'react';

/* How far everybody has read, kept in the browser as Slack keeps it for each of its users. */

const KEY = 'baton.read';
const marks = new Map<string, string>(load());
const listeners = new Set<() => void>();

function load(): [string, string][] {
  try {
    return Object.entries(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return [];
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The timestamp up to which a person has read a conversation; `0` when they have read nothing. */
export const useReadMark = (user: string, channel: string): string =>
  useSyncExternalStore(subscribe, () => marks.get(`${user}/${channel}`) ?? '0');

/** Marks a conversation as read up to a message. */
export function markRead(user: string, channel: string, ts: string): void {
  const key = `${user}/${channel}`;
  if ((marks.get(key) ?? '0') >= ts) return;
  marks.set(key, ts);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(marks)));
  for (const listener of listeners) listener();
}

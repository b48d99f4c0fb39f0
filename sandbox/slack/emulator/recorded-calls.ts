import type { Json } from './json.js';

/** A Web API call of the app, with the response that the app got. */
export interface SlackCall {
  readonly n: number;
  readonly at: Date;
  /** Id of the workspace; empty when the token is unknown. */
  readonly team: string;
  /** The method, for example `chat.postMessage`, or `response_url`. */
  readonly method: string;
  /** The arguments, with `blocks`, `view` and `metadata` parsed. */
  readonly args: Json;
  /** HTTP status of the response; 0 when none was sent. */
  readonly status: number;
  readonly response: Json;
  /** Milliseconds that the answer took. */
  readonly ms: number;
}

/** The app's calls to Slack, to read and to wait for. */
export interface Calls {
  /** The last 10,000 calls, oldest first. */
  readonly all: readonly SlackCall[];
  of(method: string): SlackCall[];
  /** Calls the listener for every new call. @returns a function that removes the listener */
  on(listener: (call: SlackCall) => void): () => void;
  /**
   * Resolves with the first past or future call that matches.
   * @throws Error after `ms` (default: 10,000) with the methods that were called
   */
  until(matches: (call: SlackCall) => boolean, ms?: number): Promise<SlackCall>;
  clear(): void;
}

/** The recording side of `Calls`. */
export interface Recorder extends Calls {
  record(call: Omit<SlackCall, 'n' | 'at'>): void;
}

const KEPT = 10_000;

/**
 * The default time limit of a wait, in milliseconds. It only ends a wait for something that never comes; a busy machine
 * needs long.
 */
export const PATIENCE_MS = 60_000;

/** Thrown when an awaited fact did not occur in time. */
export class TimedOut extends Error {}

/**
 * Waits until `find` returns something, and tries again after every change.
 * @throws TimedOut after `ms` milliseconds
 */
export async function waitFor<T>(
  find: () => T | undefined | Promise<T | undefined>,
  onChange: (look: () => void) => () => void,
  ms: number,
  failure: () => string,
): Promise<T> {
  let wake = () => {};
  let late = false;
  const stop = onChange(() => wake());
  const timer = setTimeout(() => {
    late = true;
    wake();
  }, ms);
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const found = await find();
      if (found !== undefined) return found;
      if (late) throw new TimedOut(failure());
      await changed;
    }
  } finally {
    stop();
    clearTimeout(timer);
  }
}

/** Creates a recorder without calls. */
export function createRecorder(): Recorder {
  const all: SlackCall[] = [];
  const listeners = new Set<(call: SlackCall) => void>();
  let count = 0;
  const on: Calls['on'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    all,
    on,
    of: (method) => all.filter((call) => call.method === method),
    until: (matches, ms = PATIENCE_MS) =>
      waitFor(
        () => all.find(matches),
        on,
        ms,
        () => `No such call to Slack within ${ms} ms; there were: ${all.map(({ method }) => method).join(', ')}`,
      ),
    clear: () => {
      all.length = 0;
    },
    record: (call) => {
      const whole = { ...call, n: ++count, at: new Date() };
      all.push(whole);
      if (all.length > KEPT) all.shift();
      for (const listener of listeners) listener(whole);
    },
  };
}

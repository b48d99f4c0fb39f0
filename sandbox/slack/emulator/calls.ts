import type { Json } from './json.js';

/** A call of the app to Slack, as both saw it. */
export interface SlackCall {
  readonly n: number;
  readonly at: Date;
  /** The workspace; empty when the token belongs to none. */
  readonly team: string;
  /** Such as `chat.postMessage`, or `response_url`. */
  readonly method: string;
  /** With `blocks`, `view` and `metadata` parsed. */
  readonly args: Json;
  /** The HTTP status that the app got; 0 when it got no answer. */
  readonly status: number;
  readonly response: Json;
}

/** The app’s calls to Slack, to look through and to wait for. */
export interface Calls {
  /** The latest 10,000, the oldest first. */
  readonly all: readonly SlackCall[];
  of(method: string): SlackCall[];
  /** Tells of every further call; returns how to stop it. */
  on(listener: (call: SlackCall) => void): () => void;
  /**
   * The first call, of the past or to come, that matches.
   * @throws Error after `ms` (default 10 s), naming what was called.
   */
  until(matches: (call: SlackCall) => boolean, ms?: number): Promise<SlackCall>;
  clear(): void;
}

/** The same for whoever answers the calls. */
export interface Recorder extends Calls {
  record(call: Omit<SlackCall, 'n' | 'at'>): void;
}

const KEPT = 10_000;

/** Waits until `find` finds something, looking again after every change. */
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
      if (late) throw new Error(failure());
      await changed;
    }
  } finally {
    stop();
    clearTimeout(timer);
  }
}

/** Nothing recorded yet. */
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
    until: (matches, ms = 10_000) =>
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

import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicNow } from '../load/monotonic-clock.js';
import type { BenchRequest } from '../load/send-request.js';

/** The cards that arrive at Slack's stand-in. */
export interface Cards {
  /**
   * Resolves to the arrival times of these invitations' cards, in milliseconds of `monotonicNow`.
   * @throws Error when none of them has come for two minutes
   */
  of(batch: readonly BenchRequest[]): Promise<number[]>;
  stop(): Promise<void>;
}

const LOOK_MS = 50;
const STUCK_MS = 120_000;
const SAID_MS = 10_000;

/** Collects the times at which cards arrive, and reports progress while somebody waits for long. */
export function watchCards(url: string, say: (line: string) => void): Cards {
  const arrived: Record<string, number> = {};
  const stopped = new AbortController();
  const read = async () => {
    while (!stopped.signal.aborted) {
      Object.assign(arrived, await (await fetch(`${url}/arrivals`)).json());
      await sleep(LOOK_MS);
    }
  };
  const reading = read();
  const of: Cards['of'] = async (batch) => {
    const missing = new Set(batch.map(({ about = '' }) => about));
    for (let [progress, said] = [monotonicNow(), monotonicNow()]; missing.size > 0; await sleep(LOOK_MS)) {
      const before = missing.size;
      for (const id of missing) if (arrived[id] !== undefined) missing.delete(id);
      if (missing.size < before) progress = monotonicNow();
      if (monotonicNow() - progress > STUCK_MS)
        throw new Error(`${missing.size} of ${batch.length} cards did not come`);
      if (monotonicNow() - said < SAID_MS) continue;
      said = monotonicNow();
      say(`${batch.length - missing.size} of ${batch.length} cards`);
    }
    return batch.map(({ about = '' }) => arrived[about] ?? Number.NaN);
  };
  return {
    of,
    stop: () => {
      stopped.abort();
      return reading;
    },
  };
}

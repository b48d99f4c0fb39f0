import type { State } from './state.js';

const KEPT = { calls: 2000, effects: 10_000, remembered: 50_000, delivered: 500 };

/** Milliseconds for which idempotency keys are kept. The contract promises 7 days. */
const REMEMBERED_MS = 8 * 86_400_000;

/**
 * Deletes the oldest records, so that a long session stays fast. Undelivered webhooks are kept. An idempotency key
 * expires after 8 days, or after 50,000 later ones.
 */
export function trimRecords(state: State, now: Date): void {
  for (const name of ['calls', 'effects'] as const) state[name].splice(0, Math.max(0, state[name].length - KEPT[name]));
  drop(state.remembered, Object.keys(state.remembered), KEPT.remembered);
  forget(state.remembered, now.getTime() - REMEMBERED_MS);
  const over = Object.values(state.deliveries).filter((one) => one.state === 'delivered' || one.state === 'given-up');
  drop(
    state.deliveries,
    over.map(({ id }) => id),
    KEPT.delivered,
  );
}

function drop(records: Record<string, unknown>, oldestFirst: readonly string[], kept: number) {
  for (const key of oldestFirst.slice(0, Math.max(0, oldestFirst.length - kept))) delete records[key];
}

/** Deletes the expired keys, which are ordered by age. */
function forget(remembered: State['remembered'], before: number) {
  for (const [key, { at }] of Object.entries(remembered)) {
    if (!(Date.parse(at) < before)) return;
    delete remembered[key];
  }
}

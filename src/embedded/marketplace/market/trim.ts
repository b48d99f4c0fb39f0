import type { State } from './state.js';

const KEPT = { calls: 2000, effects: 10_000, remembered: 5000, delivered: 500 };

/** Lets the oldest records go, so that a long play stays quick. What is still to be sent stays. */
export function trim(state: State): void {
  for (const name of ['calls', 'effects'] as const) state[name].splice(0, Math.max(0, state[name].length - KEPT[name]));
  drop(state.remembered, Object.keys(state.remembered), KEPT.remembered);
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

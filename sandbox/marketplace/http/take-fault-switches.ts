import type { FaultSwitch } from '../market/fault-switch.js';
import type { State } from '../market/state.js';

/** The switches that apply to one request, by their kind. */
export type Hits = Partial<Record<FaultSwitch['kind'], FaultSwitch>>;

/** Returns the switches of these paths that apply to a request, and counts them down. */
export function takeFaultSwitches(state: State, paths: readonly string[]): Hits {
  const hits = state.switches.filter(({ path, rate }) => paths.includes(path) && Math.random() < rate);
  for (const one of hits) if (one.times !== undefined) one.times--;
  state.switches = state.switches.filter(({ times }) => times !== 0);
  return Object.fromEntries(hits.map((one) => [one.kind, one]));
}

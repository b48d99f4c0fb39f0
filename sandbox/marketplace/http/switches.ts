import { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';
import type { EndpointName, State } from '../market/state.js';
import type { Switch } from '../market/switch.js';

/** The switches that hit this request, each counted down. */
export function hit(state: State, name: EndpointName): Partial<Record<Switch['kind'], Switch>> {
  const groups: readonly string[] = [name, '*', ...(ENDPOINTS[name].method === 'post' ? ['decisions'] : [])];
  const hits = state.switches.filter(({ path, rate }) => groups.includes(path) && Math.random() < rate);
  for (const one of hits) if (one.times !== undefined) one.times--;
  state.switches = state.switches.filter(({ times }) => times !== 0);
  return Object.fromEntries(hits.map((one) => [one.kind, one]));
}

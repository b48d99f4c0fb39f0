import { z } from 'zod';
import { ENDPOINTS } from '../../../marketplace/contract/endpoint.js';
import type { EndpointName, State, Switch } from '../market/state.js';

const names = Object.keys(ENDPOINTS) as [EndpointName, ...EndpointName[]];

/** A switch as it is asked for. Numbers may be text, as forms send them. */
export const SwitchWish = z.object({
  path: z.enum([...names, '*']).default('*'),
  kind: z.enum(['slow', 'fail', 'limit', 'hang', 'drop']),
  ms: z.coerce.number().int().min(0).max(600_000).default(1000),
  status: z.coerce.number().int().min(400).max(599).default(503),
  retryAfter: z.coerce.number().int().min(0).default(2),
  times: z.coerce.number().int().min(1).optional(),
  rate: z.coerce.number().min(0).max(1).default(1),
});

/** The switches that hit this request, each counted down. */
export function hit(state: State, name: EndpointName): Partial<Record<Switch['kind'], Switch>> {
  const hits = state.switches.filter(({ path, rate }) => (path === '*' || path === name) && Math.random() < rate);
  for (const one of hits) if (one.times !== undefined) one.times--;
  state.switches = state.switches.filter(({ times }) => times !== 0);
  return Object.fromEntries(hits.map((one) => [one.kind, one]));
}

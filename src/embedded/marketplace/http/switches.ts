import { z } from 'zod';
import { ENDPOINTS } from '../../../marketplace/contract/endpoint.js';
import type { EndpointName, State, Switch } from '../market/state.js';

const names = Object.keys(ENDPOINTS) as [EndpointName, ...EndpointName[]];

/** What a switch may be set on: one call, `decisions` (accept and decline), or `*` for every call. */
export const SWITCHABLE = ['decisions', '*', ...names] as const;

/** A switch as it is asked for. Numbers may be text, as forms send them. */
export const SwitchWish = z.object({
  path: z.enum(SWITCHABLE).default('decisions'),
  kind: z.enum(['slow', 'fail', 'limit', 'hang', 'drop']),
  ms: z.coerce.number().int().min(0).max(600_000).default(1000),
  status: z.coerce.number().int().min(400).max(599).default(503),
  retryAfter: z.coerce.number().int().min(0).default(2),
  times: z.coerce.number().int().min(1).optional(),
  rate: z.coerce.number().min(0).max(1).default(1),
});

/** The switches that hit this request, each counted down. */
export function hit(state: State, name: EndpointName): Partial<Record<Switch['kind'], Switch>> {
  const groups: readonly string[] = [name, '*', ...(ENDPOINTS[name].method === 'post' ? ['decisions'] : [])];
  const hits = state.switches.filter(({ path, rate }) => groups.includes(path) && Math.random() < rate);
  for (const one of hits) if (one.times !== undefined) one.times--;
  state.switches = state.switches.filter(({ times }) => times !== 0);
  return Object.fromEntries(hits.map((one) => [one.kind, one]));
}

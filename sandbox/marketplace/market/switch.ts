import { z } from 'zod';
import { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';

type EndpointName = keyof typeof ENDPOINTS;
const names = Object.keys(ENDPOINTS) as [EndpointName, ...EndpointName[]];

/** ContractProblem made on purpose, as it is asked for and kept. Numbers may be text, as forms send them. */
export const Switch = z.object({
  /** One call, `decisions` (accept and decline), or `*` for every call. */
  path: z.enum(['decisions', '*', ...names]).default('decisions'),
  kind: z.enum(['slow', 'fail', 'limit', 'hang', 'drop']),
  /** slow: how long, before it acts. */
  ms: z.coerce.number().int().min(0).max(600_000).default(1000),
  /** fail: with which status, without acting. */
  status: z.coerce.number().int().min(400).max(599).default(503),
  /** limit: what `Retry-After` says, in seconds. */
  retryAfter: z.coerce.number().int().min(0).default(2),
  /** How many requests it still hits; absent: until it is cleared. */
  times: z.coerce.number().int().min(1).exactOptional(),
  /** Which share of the requests it hits, 0 to 1. */
  rate: z.coerce.number().min(0).max(1).default(1),
});
export type Switch = z.infer<typeof Switch>;

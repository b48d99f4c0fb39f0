import { z } from 'zod';
import { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';

type EndpointName = keyof typeof ENDPOINTS;
const names = Object.keys(ENDPOINTS) as [EndpointName, ...EndpointName[]];

/** A fault to inject into calls. Numbers may be strings, as forms send them. */
export const FaultSwitch = z.object({
  /**
   * One call of the contract, `decisions` (accept and decline), or `*` for every call of it; the API of one vendor, or
   * `vendors` for both.
   */
  path: z.enum(['decisions', '*', 'vendors', 'vollna', 'getmany', ...names]).default('decisions'),
  kind: z.enum(['slow', 'fail', 'limit', 'hang', 'drop', 'flood']),
  /** The delay in milliseconds, for `slow`. */
  ms: z.coerce.number().int().min(0).max(600_000).default(1000),
  /** The HTTP status, for `fail`. The call has no effect. */
  status: z.coerce.number().int().min(400).max(599).default(503),
  /** The `Retry-After` header in seconds, for `limit`. */
  retryAfter: z.coerce.number().int().min(0).default(2),
  /** The number of old invitations that a vendor's list additionally has, for `flood`. */
  count: z.coerce.number().int().min(1).max(20_000).default(10_000),
  /** Number of requests that it still applies to; absent: until it is cleared. */
  times: z.coerce.number().int().min(1).exactOptional(),
  /** Share of requests that it applies to, 0 to 1. */
  rate: z.coerce.number().min(0).max(1).default(1),
});
export type FaultSwitch = z.infer<typeof FaultSwitch>;

import type { HttpBindings } from '@hono/node-server';
import type { Log } from '../../../src/domain/ports.js';
import type { Market } from '../market/market.js';
import type { RunningRequests } from './idempotency.js';

/** What Hono is told of the server below it. */
export type Http = { Bindings: HttpBindings };

/** What the routes share. */
export interface Sandbox {
  readonly market: Market;
  readonly running: RunningRequests;
  readonly log: Pick<Log, 'error'>;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
  /** Keeps what changed, then lets the webhooks go. Await it before any answer. */
  changed(): Promise<void>;
}

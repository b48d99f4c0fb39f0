import type { HttpBindings } from '@hono/node-server';
import type { Log } from '../../../src/domain/ports.js';
import type { Market } from '../market/market.js';
import type { ObservedCall } from '../market/observer.js';
import type { RunningRequests } from './idempotency.js';

/** Hono's environment: the bindings of the Node server. */
export type Http = { Bindings: HttpBindings };

/** Shared state of the routes. */
export interface Sandbox {
  readonly market: Market;
  readonly running: RunningRequests;
  readonly log: Pick<Log, 'error'>;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
  /** Saves the state, then sends webhooks. Await it before every response. */
  changed(): Promise<void>;
  /** Reports a finished call of the contract. */
  called(call: ObservedCall): void;
}

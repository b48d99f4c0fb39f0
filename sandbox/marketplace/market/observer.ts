import type { CallRecord, Delivery } from './state.js';

/** A finished call of the contract, with what was sent and answered. */
export interface ObservedCall {
  readonly record: CallRecord;
  /** Milliseconds until the answer. */
  readonly ms: number;
  /** The request's body as text; empty for a GET. */
  readonly request: string;
  /** The response's body; null when no response was sent. */
  readonly response: unknown;
}

/** A finished attempt to deliver a webhook, the last of `delivery.attempts`. */
export interface ObservedDelivery {
  readonly delivery: Delivery;
  /** The request as it was sent; absent where there was no address. */
  readonly request?: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** The response's body as text; empty when there was none. */
  readonly response: string;
}

/** Receives everything that happens in the sandbox. */
export interface Observer {
  /** Called after every change of the state. */
  changed(): void;
  called(call: ObservedCall): void;
  delivered(delivery: ObservedDelivery): void;
}

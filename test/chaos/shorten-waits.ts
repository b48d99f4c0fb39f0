import { setTimeout as sleep } from 'node:timers/promises';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { World } from './world.js';

/** Milliseconds after which the marketplace sends a refused webhook again. */
const AGAIN_MS = 1500;

/** Milliseconds between two polls. */
const POLL_MS = 2000;

/** Lets Baton poll sooner than it would, as if minutes had passed. @returns a function that stops it */
export function pollSooner({ stage, byHand }: Pick<World, 'stage' | 'byHand'>): () => Promise<void> {
  const { worklist } = stage.truth.ports;
  const { tenantId } = byHand.polled;
  return again(POLL_MS, () => worklist.hasten(tenantId, ['poll-connection'], new Date(), 'all'));
}

/** Does something again and again. What it throws is ignored: servers are away. @returns a function that stops it */
function again(everyMs: number, doing: () => Promise<unknown>): () => Promise<void> {
  const stopped = new AbortController();
  const loop = async () => {
    while (!stopped.signal.aborted) {
      await doing().catch(() => undefined);
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return async () => {
    stopped.abort();
    await running;
  };
}

/** Sends refused webhooks again, sooner than a marketplace would. @returns a function that stops it */
export function resendSooner({ stage }: Pick<World, 'stage'>): () => Promise<void> {
  const refused = () =>
    Object.values(stage.sandbox.state.deliveries).filter(
      ({ state, attempts }) => state === 'waiting' && attempts.length > 0,
    );
  return again(AGAIN_MS, () =>
    Promise.allSettled(refused().map(({ id }) => act(stage, `deliveries/${encodeURIComponent(id)}/resend`))),
  );
}

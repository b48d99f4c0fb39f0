import { createHash } from 'node:crypto';
import type { MarketplaceEvent } from '../domain/model/event/event.js';
import type { Delivery } from './source.js';

/** Returns a digest of a value that JSON can write, in 43 visible ASCII characters. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/**
 * Makes a delivery whose id is a digest of its events' content, without the time of the report: two webhooks, or a
 * webhook and a poll, about the same change are one delivery.
 */
export const deliveryOf = (events: readonly MarketplaceEvent[]): Delivery => ({
  id: digestOf(events.map(essenceOf)),
  events,
});

/** Makes a delivery without events. Nothing of it is stored, so all of one reason may have the same id. */
export const putAside = (ignored: NonNullable<Delivery['ignored']>): Delivery => ({ id: ignored, events: [], ignored });

/**
 * Drops the values of an event that change by themselves, such as the sum that a client has spent. How certain the rest
 * is belongs to it: what a proven mail says is more than what anybody wrote with the same words.
 */
function essenceOf(event: MarketplaceEvent): unknown {
  if (event.type !== 'invitation.created') {
    const { changedAt: _, ...said } = event.data;
    return { type: event.type, said };
  }
  const { invitedAt: _, client: __, ...said } = event.data;
  return { type: event.type, said };
}

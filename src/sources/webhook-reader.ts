import type { Connection } from '../domain/model/connection/connection.js';
import { keyedDelivery, openedOf, sourceNamed } from './create-marketplace.js';
import type { AnySource, Delivery, WebhookRequest } from './source.js';
import { SOURCES } from './sources.js';

/**
 * Returns the reader of a connection's webhooks, which makes ids unique within the tenant; undefined where the source
 * sends no webhooks.
 */
export function webhookReader(connection: Connection, sources: Readonly<Record<string, AnySource>> = SOURCES) {
  const { webhook } = sourceNamed(sources, connection.source);
  if (!webhook) return undefined;
  const { longest } = webhook;
  return {
    ...(longest !== undefined && { longest }),
    verify: (request: WebhookRequest) => {
      const read = webhook.verify(openedOf(connection), request);
      return (body: Buffer) => {
        const delivery = read(body);
        return delivery instanceof Promise ? delivery.then(unique) : unique(delivery);
      };
    },
  };

  function unique(delivery: Delivery) {
    return keyedDelivery(connection, delivery);
  }
}

import type { MarketplaceEvent } from '../../domain/model/event/event.js';
import { BadWebhook, fieldsOf } from '../bad-webhook.js';
import { parseJson } from '../http/parse-json.js';
import { requireWebhookSignature } from '../require-webhook-signature.js';
import { EVENTS, Event } from './schema/event.js';

/** The headers of a webhook whose body is not read yet, and the connection's secrets. */
export interface WebhookHeaders {
  /** Secrets such as `whsec_...`; one of them must match the signature. */
  readonly secrets: readonly string[];
  /** Headers with lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly now?: Date;
}

/** A whole webhook. */
export interface Webhook extends WebhookHeaders {
  /** The body exactly as it came. */
  readonly rawBody: string | Buffer;
}

/** The event of a verified webhook. `id` is the same across retries. */
export interface VerifiedWebhook {
  readonly id: string;
  readonly event: MarketplaceEvent;
}

/**
 * Checks a marketplace's webhook and reads its event.
 * @throws BadWebhook
 */
export const verifyWebhook = ({ rawBody, ...head }: Webhook): VerifiedWebhook => verifyHeaders(head)(rawBody);

/**
 * Checks the headers of a webhook before its body is read, so that Baton reads no body without a plausible signature.
 * @returns a function that verifies the raw body and reads its event; it throws BadWebhook, too
 * @throws BadWebhook
 */
export function verifyHeaders({ secrets, headers, now = new Date() }: WebhookHeaders) {
  const verify = requireWebhookSignature({ secrets, headers, now });
  return (body: string | Buffer): VerifiedWebhook => ({ id: verify(body), event: readEvent(parseJson(body)) });
}

function readEvent(body: unknown): MarketplaceEvent {
  const type = (body as { type?: unknown } | null)?.type;
  if (typeof type !== 'string') throw new BadWebhook('bad-data', ['type']);
  if (!Object.hasOwn(EVENTS, type)) throw new BadWebhook('unknown-type');
  const parsed = Event.safeParse(body);
  if (!parsed.success) throw new BadWebhook('bad-data', fieldsOf(parsed.error.issues));
  const { timestamp: _, ...event } = parsed.data;
  return event;
}

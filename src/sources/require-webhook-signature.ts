import { BadWebhook } from './bad-webhook.js';
import type { WebhookRequest } from './source.js';
import { isSigned, mayBeSigned } from './webhook-signature.js';

/** The largest allowed difference between a webhook's timestamp and the clock, in seconds (Standard Webhooks 1.0.0). */
const TOLERANCE = 5 * 60;

/** A signed webhook whose body is not read yet. */
export interface SignedHead extends Pick<WebhookRequest, 'headers' | 'now'> {
  /** Secrets such as `whsec_...`; one of them must match the signature. */
  readonly secrets: readonly string[];
  /** The prefix of the headers' names: `webhook` in Standard Webhooks, `svix` in Svix's older form of them. */
  readonly prefix?: 'webhook' | 'svix';
}

/**
 * Checks the headers of a signed webhook, so that Baton reads no body without a plausible signature.
 * @returns a function that verifies the raw body and returns the webhook's id, which retries keep; it throws
 *   BadWebhook, too
 * @throws BadWebhook
 */
export function requireWebhookSignature({ secrets, headers, prefix = 'webhook', now }: SignedHead) {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => {
    const value = headers[`${prefix}-${name}`];
    return typeof value === 'string' ? value : '';
  }) as [string, string, string];
  const unsigned = (detail: string) => new BadWebhook('bad-signature', [], detail);
  if (!/^[\x21-\x7e]{1,256}$/.test(id))
    throw unsigned(`The header ${prefix}-id must hold an id of 1 to 256 characters of ASCII without spaces.`);
  if (!/^\d{1,12}$/.test(timestamp))
    throw unsigned(`The header ${prefix}-timestamp must hold whole seconds since 1970, not milliseconds or a date.`);
  if (!mayBeSigned(signatures))
    throw unsigned(`The header ${prefix}-signature must hold v1, a comma, and the signature in Base64.`);
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) throw new BadWebhook('stale');
  return (body: string | Buffer): string => {
    if (!isSigned(secrets, signatures, { id, timestamp, body })) throw new BadWebhook('bad-signature');
    return id;
  };
}

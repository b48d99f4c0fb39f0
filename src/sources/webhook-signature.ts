import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/;

const bytesOf = (secret: string): Buffer => Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64');

/** Tells whether a text is `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks 1.0.0). */
export function isWebhookSecret(text: string): boolean {
  const { length } = bytesOf(text);
  return length >= 24 && length <= 64;
}

/** Returns the key of a webhook secret. @throws Error when the text is no secret. */
function keyOf(secret: string): Buffer {
  if (!isWebhookSecret(secret)) throw new Error('A webhook secret is whsec_ followed by 24 to 64 bytes in base64.');
  return bytesOf(secret);
}

// node:crypto and not the standardwebhooks package: 5 µs against 25 µs at 1 kB, 0.6 ms against 11 ms at 1 MB
const digest = (secret: string, id: string, timestamp: string, body: string | Buffer) =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

/** Creates a `v1,<base64>` signature of a webhook. `timestamp` is in Unix seconds. */
export const signWebhook = (secret: string, id: string, timestamp: number, body: string | Buffer): string =>
  `v1,${digest(secret, id, String(timestamp), body).toString('base64')}`;

/** The largest number of signatures that are compared; more than any rotation of secrets needs. */
const MOST_SIGNATURES = 50;

const SIGNATURE = /^v1,[\w+/-]{43}=?$/;

/** Returns the signatures of the version that Baton supports (`v1`) from a header that separates several by spaces. */
const readable = (signatures: string): string[] =>
  signatures.split(' ', MOST_SIGNATURES).filter((signature) => SIGNATURE.test(signature));

/** Tells whether at least one of the signatures is well-formed. */
export const mayBeSigned = (signatures: string): boolean => readable(signatures).length > 0;

/** Tells whether one of the signatures was made with one of the secrets. */
export function isSigned(
  secrets: readonly string[],
  signatures: string,
  signed: { readonly id: string; readonly timestamp: string; readonly body: string | Buffer },
): boolean {
  const given = readable(signatures).map((signature) => Buffer.from(signature.slice(3), 'base64'));
  return secrets.some((secret) => {
    const expected = digest(secret, signed.id, signed.timestamp, signed.body);
    return given.some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
  });
}

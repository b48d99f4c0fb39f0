import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { isSigned, signWebhook } from '../../../src/sources/webhook-signature.js';

const secretFrom = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString('base64')}`;
const secret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(secretFrom);
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const timestamp = fc.integer({ min: 1, max: 2_000_000_000 });
const body = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.json());

describe('signatures', () => {
  test('are those of the reference library', () => {
    fc.assert(
      fc.property(secret, id, timestamp, body, (secret, id, timestamp, body) => {
        const reference = new Webhook(secret).sign(id, new Date(timestamp * 1000), body);
        expect(signWebhook(secret, id, timestamp, body)).toBe(reference);
        expect(isSigned([secret], reference, { id, timestamp: String(timestamp), body: Buffer.from(body) })).toBe(true);
      }),
    );
  });

  test('fit nothing but what was signed, with the secret it was signed with', () => {
    fc.assert(
      fc.property(secret, secret, id, timestamp, body, (secret, other, id, timestamp, body) => {
        fc.pre(secret !== other);
        const signed = { id, timestamp: String(timestamp), body };
        const signature = signWebhook(secret, id, timestamp, body);
        expect(isSigned([other], signature, signed)).toBe(false);
        expect(isSigned([secret], signature, { ...signed, body: `${body} ` })).toBe(false);
        expect(isSigned([secret], signature, { ...signed, id: `${id}x` })).toBe(false);
        expect(isSigned([secret], signature, { ...signed, timestamp: String(timestamp + 1) })).toBe(false);
      }),
    );
  });

  test.each(['', 'v1,', 'v1,AAAA', 'v2,AAAA', 'v1', 'v1a,AAAA', ' ', 'v1,💥'])(
    'of the form %j are none',
    (signatures) => {
      expect(isSigned([secretFrom(new Uint8Array(32))], signatures, { id: 'm', timestamp: '1', body: '{}' })).toBe(
        false,
      );
    },
  );

  test.each(['', 'whsec_', 'whsec_AAAA', 'plain-text', `whsec_${'A'.repeat(200)}`])(
    'are never made or checked with %j for a secret',
    (bad) => {
      expect(() => signWebhook(bad, 'm', 1, '{}')).toThrow('24 to 64 bytes');
      expect(() => isSigned([bad], 'v1,AAAA', { id: 'm', timestamp: '1', body: '{}' })).toThrow('24 to 64 bytes');
    },
  );
});

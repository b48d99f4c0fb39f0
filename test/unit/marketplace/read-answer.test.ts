import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { MarketplaceRefusal, Postponed } from '../../../src/domain/errors.js';
import { readAnswer } from '../../../src/marketplace/read-answer.js';
import { retryAfterMs } from '../../../src/marketplace/retry-after.js';

const now = new Date('2026-03-01T09:30:00Z');
const read = (status: number, body: unknown = {}, retryAfter: string | null = null) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    return readAnswer(z.object({ id: z.string() }), { status, text, retryAfter }, 'marketplace:T1', now);
  } catch (error) {
    return error;
  }
};

describe('an answer', () => {
  test('is read by the schema', () => expect(read(200, { id: 'a', more: 1 })).toEqual({ id: 'a' }));

  test.each([{}, 'no json', '', '{"id":3}'])('of 200 with %j is an ordinary error', (body) => {
    const error = read(200, body);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MarketplaceRefusal);
  });

  test('of 429 is put off', () => {
    expect(read(429, {}, '7')).toMatchObject({ retryAfterMs: 7000, limitKey: 'marketplace:T1' });
    expect(read(429)).toBeInstanceOf(Postponed);
  });

  test.each(['https://m.example/problems/job-private', 'urn:m:job-private', '/p#job-private', 'job-private'])(
    'of 409 with type %j is the refusal that its last part names',
    (type) => {
      expect(read(409, { type, title: 'x', status: 409, detail: 'It is private.' })).toMatchObject({
        name: 'MarketplaceRefusal',
        code: 'job-private',
        detail: 'It is private.',
      });
    },
  );

  test.each([
    [401, { type: 'x/whatever' }, 'unauthorized'],
    [403, '<html>', 'unauthorized'],
    [403, { type: 'x/not-yours' }, 'not-yours'],
    [404, '<html>', 'http-404'],
    [400, { type: 'about:blank' }, 'http-400'],
    [422, { type: 'x/Not A Code!' }, 'http-422'],
    [410, { type: 5 }, 'http-410'],
  ])('of %d with %j is a refusal', (status, body, code) => {
    expect(read(status, body)).toMatchObject({ name: 'MarketplaceRefusal', code });
  });

  test.each([408, 425, 500, 502, 503, 504, 301, 302, 307, 0])('of %d may be tried again', (status) => {
    const error = read(status, { type: 'x/job-private' });
    expect(error).toEqual(new Error(`the marketplace answered ${status}`));
  });

  test('that the same key is in progress may be tried again', () => {
    expect(read(409, { type: 'x/in-progress' })).toEqual(new Error('the marketplace answered 409'));
  });

  test('never throws anything else, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        fc.string(),
        (status, body, after) => {
          const outcome = read(status, body, after);
          if (status === 429) expect(outcome).toBeInstanceOf(Postponed);
          else if (status >= 400 && status < 500 && ![408, 425].includes(status))
            expect(outcome).toBeInstanceOf(MarketplaceRefusal);
          else expect(outcome).toHaveProperty('message');
        },
      ),
    );
  });
});

test.each([
  ['5', 5000],
  [' 5 ', 5000],
  ['0', 1000],
  ['999999999', 86_400_000],
  ['Sun, 01 Mar 2026 09:31:00 GMT', 60_000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 1000],
  ['soon', 30_000],
  ['', 30_000],
  [null, 30_000],
])('Retry-After %j is %d ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

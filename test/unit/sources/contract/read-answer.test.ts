import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { hadNoEffect, MarketplaceRefusal, Postponed, TokenRefused } from '../../../../src/domain/model/errors.js';
import { retryAfterMs } from '../../../../src/lib/rate-limit-wait.js';
import { readAnswer } from '../../../../src/sources/contract/read-answer.js';

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

  test('may begin with a byte order mark, and so may a refusal', () => {
    expect(read(200, '\uFEFF{"id":"a"}')).toEqual({ id: 'a' });
    expect(read(409, '\uFEFF{"type":"p/job-private"}')).toMatchObject({ code: 'job-private' });
  });

  test.each([{}, 'no json', '', '{"id":3}'])('of 200 with %j is an ordinary error', (body) => {
    const error = read(200, body);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MarketplaceRefusal);
  });

  test.each([...[301, 302, 307, 308, 400, 401, 403, 404, 405, 410, 413, 415, 422, 425, 426, 429, 431, 451, 501]])(
    'of %d, whatever is in it, says that nothing was done',
    (status) => {
      for (const body of ['', '<html>', {}]) expect(hadNoEffect(read(status, body))).toBe(true);
    },
  );

  test.each([202, 203, 206, 300, 303, 304, 408, 409, 500, 502, 503, 504, 520, 599])(
    'of %d that is not the contract’s may follow on what was done',
    (status) => {
      for (const body of ['', '<html>', {}]) expect(hadNoEffect(read(status, body))).toBe(false);
    },
  );

  test.each([
    [409, 'in-progress', false],
    [422, 'idempotency-conflict', false],
    [409, 'rate-limited', true],
    [409, 'job-private', true],
    [403, 'unauthorized', true],
    [500, 'job-private', false],
  ])('of %d with the problem %s says whether anything was done: %s', (status, code, isUndone) => {
    expect(hadNoEffect(read(status, { type: `x/${code}` }))).toBe(isUndone);
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
    [403, { type: 'x/not-yours', detail: 5 }, 'not-yours'],
    [403, { type: 'x/not-yours', status: '403' }, 'not-yours'],
    [404, { type: 'x/invitation-not-found' }, 'invitation-not-found'],
    [400, { type: 'bad-request' }, 'bad-request'],
  ])('of %d with %j is a refusal', (status, body, code) => {
    expect(read(status, body)).toMatchObject({ name: 'MarketplaceRefusal', code });
  });

  test.each([
    [401, { type: 'x/whatever' }],
    [401, { type: 'x/not-yours' }],
    [401, ''],
    [403, '<html>'],
    [403, { type: 'x/unauthorized' }],
  ])('of %d with %j says that the token is turned down, and nothing of what was asked', (status, body) => {
    expect(read(status, body)).toBeInstanceOf(TokenRefused);
  });

  test.each([
    [404, '<html>'],
    [400, { type: 'about:blank' }],
    [400, { message: 'no Route matched with those values' }],
    [409, { type: 'x/account-suspended', detail: 'A code that the contract does not have.' }],
    [409, { type: 'x/constructor' }],
    [422, { type: 'x/Not A Code!' }],
    [410, { type: 5 }],
  ])('of %d with %j is no word of the marketplace: it may be tried again', (status, body) => {
    expect(read(status, body)).toEqual(new Error(`the marketplace answered ${status}, and not as the contract says`));
  });

  test.each([
    [409, 'in-progress'],
    [422, 'idempotency-conflict'],
    [403, 'rate-limited'],
  ])('of %d that says %s is about another request: it may be tried again', (status, code) => {
    expect(read(status, { type: `x/${code}` })).toEqual(new Error(`the marketplace answered ${status}: ${code}`));
  });

  test('of 202 without a body is not done yet', () => {
    expect(read(202, '')).toEqual(new Error('the marketplace answered 202: not done yet'));
    expect(read(202, { id: 'a' })).toEqual({ id: 'a' });
  });

  test.each([408, 425, 500, 502, 503, 504, 301, 302, 307, 0])('of %d may be tried again', (status) => {
    const error = read(status, { type: 'x/job-private' });
    expect(error).toEqual(new Error(`the marketplace answered ${status}`));
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
          else if (status === 401) expect(outcome).toBeInstanceOf(TokenRefused);
          else expect(outcome).toHaveProperty('message');
          expect(outcome).not.toBeInstanceOf(MarketplaceRefusal);
        },
      ),
    );
  });
});

test.each([
  ['5', 5000],
  [' 5 ', 5000],
  ['0', 1000],
  ['007', 7000],
  ['3600', 3_600_000],
  ['86400', 3_600_000],
  ['12.5', 30_000],
  ['+120', 30_000],
  ['-5', 30_000],
  ['try again in 60', 30_000],
  ['60 seconds', 30_000],
  ['1772357460', 60_000],
  ['1772350000', 1000],
  ['999999999', 3_600_000],
  ['99999999999', 3_600_000],
  [`${'9'.repeat(400)}`, 3_600_000],
  ['Sun, 01 Mar 2026 09:31:00 GMT', 60_000],
  ['Sunday, 01-Mar-26 09:31:00 GMT', 60_000],
  ['Sun Mar  1 09:31:00 2026', 60_000],
  ['Sun, 01 Mar 2026 12:30:00 GMT', 3_600_000],
  ['Mon, 01 Mar 2027 09:30:00 GMT', 3_600_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
  ['Sun, 01 Mar 2026 09:31:00 +0100', 30_000],
  ['2026-03-01T09:31:00Z', 30_000],
  ['Sun, 99 Foo 2026 09:31:00 GMT', 30_000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 1000],
  ['soon', 30_000],
  ['', 30_000],
  [null, 30_000],
])('Retry-After %j is %d ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

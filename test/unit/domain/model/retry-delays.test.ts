import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JITTER, RETRIED_FOR_MS, RETRY_DELAYS, retryDelay } from '../../../../src/domain/model/retry-delays.js';

const HOURS_72 = 72 * 60 * 60 * 1000;
const failures = RETRY_DELAYS.map((_, step) => step + 1);

describe('retry delays', () => {
  test('begins with 5 seconds', () => {
    expect(RETRY_DELAYS[0]).toBe(5000);
  });

  test('makes nobody wait much longer than a service was away, in the first hours', () => {
    for (const [n, step] of RETRY_DELAYS.slice(0, 10).entries()) {
      const before = RETRY_DELAYS.slice(0, n).reduce((sum, one) => sum + one, 0);
      expect(step).toBeLessThanOrEqual(Math.max(5000, 3 * before));
    }
  });

  test('goes on for 72 hours, whatever the dice say, and for less than four days', () => {
    expect(RETRIED_FOR_MS).toBeLessThan(4 * 24 * 60 * 60 * 1000);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: RETRY_DELAYS.length }),
        (dice) => {
          const total = failures.reduce((sum, n) => sum + (retryDelay(RETRY_DELAYS, n, dice[n - 1] ?? 0) ?? 0), 0);
          expect(total).toBeGreaterThanOrEqual(HOURS_72);
          expect(total).toBeLessThanOrEqual(RETRIED_FOR_MS);
        },
      ),
    );
  });

  test('no step is shorter than the one before', () => {
    expect([...RETRY_DELAYS].sort((a, b) => a - b)).toEqual(RETRY_DELAYS);
  });

  test('is over after its last step', () => {
    expect(retryDelay(RETRY_DELAYS, RETRY_DELAYS.length, 0)).not.toBeNull();
    expect(retryDelay(RETRY_DELAYS, RETRY_DELAYS.length + 1, 0)).toBeNull();
    expect(retryDelay([], 1, 0)).toBeNull();
  });
});

test('a wait is its step and up to a fifth more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...failures), fc.double({ min: 0, max: 0.999, noNaN: true }), (n, random) => {
      const step = RETRY_DELAYS[n - 1] ?? 0;
      const wait = retryDelay(RETRY_DELAYS, n, random) ?? 0;
      expect(wait).toBeGreaterThanOrEqual(step);
      expect(wait).toBeLessThanOrEqual(step * (1 + JITTER));
    }),
  );
});

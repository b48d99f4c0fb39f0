import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoff, JITTER, LADDER } from '../../../jobs/retry-delays.js';

const HOURS_72 = 72 * 60 * 60 * 1000;
const failures = LADDER.map((_, step) => step + 1);

describe('the ladder', () => {
  test('begins with 5 seconds', () => {
    expect(LADDER[0]).toBe(5000);
  });

  test('makes nobody wait much longer than a service was away, in the first hours', () => {
    for (const [n, step] of LADDER.slice(0, 10).entries()) {
      const before = LADDER.slice(0, n).reduce((sum, one) => sum + one, 0);
      expect(step).toBeLessThanOrEqual(Math.max(5000, 3 * before));
    }
  });

  test('goes on for 72 hours, whatever the dice say, and for less than four days', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: LADDER.length }), (dice) => {
        const total = failures.reduce((sum, n) => sum + (backoff(LADDER, n, dice[n - 1] ?? 0) ?? 0), 0);
        expect(total).toBeGreaterThanOrEqual(HOURS_72);
        expect(total).toBeLessThan(HOURS_72 * 1.25);
      }),
    );
  });

  test('no step is shorter than the one before', () => {
    expect([...LADDER].sort((a, b) => a - b)).toEqual(LADDER);
  });

  test('is over after its last step', () => {
    expect(backoff(LADDER, LADDER.length, 0)).not.toBeNull();
    expect(backoff(LADDER, LADDER.length + 1, 0)).toBeNull();
    expect(backoff([], 1, 0)).toBeNull();
  });
});

test('a wait is its step and up to a fifth more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...failures), fc.double({ min: 0, max: 0.999, noNaN: true }), (n, random) => {
      const step = LADDER[n - 1] ?? 0;
      const wait = backoff(LADDER, n, random) ?? 0;
      expect(wait).toBeGreaterThanOrEqual(step);
      expect(wait).toBeLessThanOrEqual(step * (1 + JITTER));
    }),
  );
});

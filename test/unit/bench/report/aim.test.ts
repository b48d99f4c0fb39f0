import { describe, expect, test } from '@jest/globals';
import { atLeast, atMost, atMostMb, within } from '../../../../bench/report/aim.js';

describe('aims', () => {
  test.each([
    ['at least 80%, in the median round', atLeast(0.8), [80, 10, 90], [100, 100, 100], 'met'],
    ['less than 80%', atLeast(0.8), [79, 10, 90], [100, 100, 100], 'missed'],
    ['80% of a baseline that slows down with it', atLeast(0.8), [80, 8, 40], [100, 10, 50], 'met'],
    ['at most 1.2 times', atMost(1.2), [12, 30, 1], [10, 10, 10], 'met'],
    ['more than 1.2 times', atMost(1.2), [13, 30, 1], [10, 10, 10], 'missed'],
    ['beside a baseline that has carried nothing', atLeast(0.8), [79, 10, 90], [0, 0, 0], 'void'],
    ['beside a baseline that has not answered', atMost(1.2), [12], [Number.POSITIVE_INFINITY], 'void'],
    ['at most 200 MB, in every round', atMostMb(200), [199, 201], [100, 100], 'missed'],
    ['within the limit', within(50), [50, 90, 1], [99, 99, 99], 'met'],
    ['over the limit', within(50), [51, 90, 1], [1, 1, 1], 'missed'],
    ['within the limit, beside a fast baseline', within(50, 25), [50, 50], [24, 24], 'met'],
    ['over the limit, beside a fast baseline', within(50, 25), [51, 51], [24, 24], 'missed'],
    ['over the limit, beside a slow baseline', within(50, 25), [51, 51], [25, 25], 'void'],
    ['within the limit, beside a slow baseline', within(50, 25), [1, 1], [25, 25], 'met'],
  ] as const)('%s', (_, aim, baton, baseline, verdict) => {
    expect(aim.judge({ baton, baseline })).toBe(verdict);
  });

  test('say what they are', () => {
    expect([atLeast(0.8), atMost(1.2), within(25), within(50, 25)].map(({ text }) => text)).toEqual([
      'at least 80%',
      'at most 1.2 times',
      'at most 25 ms',
      'at most 50 ms where the baseline is under 25 ms',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { median, percentile, ratiosOf, spreadOf } from '../../../../bench/report/statistics.js';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('percentiles', () => {
  test.each([
    [[5], 50, 5],
    [[5], 99, 5],
    [[1, 2, 3, 4], 50, 2],
    [[4, 1, 3, 2], 75, 3],
    [[1, 2, 3, 4], 76, 4],
    [Array.from({ length: 100 }, (_, index) => 100 - index), 99, 99],
    [[9, 100], 10, 9],
    [[3, 1, 2], 0, 1],
    [[3, 1, 2], 100, 3],
  ])('of %j, %d%%', (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  test('are values that enough of all do not exceed', () =>
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const found = percentile(values, percent);
        const share = (fits: (value: number) => boolean) => values.filter(fits).length / values.length;
        expect(values).toContain(found);
        expect(share((value) => value <= found)).toBeGreaterThanOrEqual(percent / 100);
        expect(share((value) => value < found)).toBeLessThan(percent / 100);
      }),
    ));

  test('do not stumble over fractions', () => {
    expect(
      percentile(
        Array.from({ length: 20 }, (_, index) => index + 1),
        55,
      ),
    ).toBe(11);
  });

  test('of nothing is no number', () => {
    expect(percentile([], 50)).toBeNaN();
  });
});

describe('the median', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });

  test('leaves the values in their order', () => {
    const values = Object.freeze([3, 1, 2]);
    expect(spreadOf(values)).toEqual({ median: 2, lowest: 1, highest: 3 });
  });
});

test('there is no spread without rounds', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('ratios are taken within a round', () => {
  expect(ratiosOf([80, 30], [100, 20])).toEqual([0.8, 1.5]);
  expect(() => ratiosOf([1, 2], [1])).toThrow(RangeError);
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameValue } from '../../../src/lib/same-value.js';

test.each([
  [
    { a: 1, b: [2] },
    { b: [2], a: 1 },
  ],
  [new Date(5), new Date(5)],
  [undefined, undefined],
  [Number.NaN, Number.NaN],
])('%j is the same as %j', (one, other) => {
  expect(isSameValue(one, other)).toBe(true);
});

test.each([
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [new Date(5), new Date(6)],
  [new Date(5), {}],
  [null, {}],
  ['1', 1],
])('%j is not the same as %j', (one, other) => {
  expect(isSameValue(one, other)).toBe(false);
  expect(isSameValue(other, one)).toBe(false);
});

test('a copy is the same', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => isSameValue(value, structuredClone(value))));
});

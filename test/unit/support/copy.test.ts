import { expect, test } from '@jest/globals';
import { copyOf } from '../../support/memory/copy.js';

test('a copy is equal, and shares nothing that changes', () => {
  const value = {
    at: new Date(5),
    none: null,
    absent: undefined,
    list: [{ n: 1 }, [2]],
    map: new Map([['a', { n: 3 }]]),
    bytes: Buffer.from('x'),
  };
  const copy = copyOf(value);
  expect(copy).toEqual(structuredClone(value));
  expect(Object.keys(copy)).toEqual(Object.keys(value));
  expect(copy.at).not.toBe(value.at);
  expect(copy.list[0]).not.toBe(value.list[0]);
  expect(copy.map.get('a')).not.toBe(value.map.get('a'));
});

test('what no database takes is refused', () => {
  expect(() => copyOf({ run: () => {} })).toThrow(/could not be cloned/);
});

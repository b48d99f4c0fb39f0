import { describe, expect, test } from '@jest/globals';
import { copyOf, frozen } from '../../support/memory/copy.js';

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

describe('a frozen copy', () => {
  const value = { at: new Date(5), list: [{ n: 1 }], none: null };

  test('is equal, leaves the original as it was, and refuses every change', () => {
    const copy = frozen(value);
    expect(copy).toEqual(value);
    expect(Object.isFrozen(value)).toBe(false);
    expect(() => Object.assign(copy, { none: 1 })).toThrow(TypeError);
    expect(() => copy.list.push({ n: 2 })).toThrow(TypeError);
    expect(() => Object.assign(copy.list[0] ?? {}, { n: 2 })).toThrow(TypeError);
  });

  test('shares what is frozen already', () => {
    const { list } = frozen(value);
    expect(frozen({ list }).list).toBe(list);
  });

  test('is not made of a function', () => {
    expect(() => frozen({ run: () => {} })).toThrow(/could not be cloned/);
  });
});

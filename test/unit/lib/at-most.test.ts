import { expect, test } from '@jest/globals';
import { LRUCache } from 'lru-cache';
import { atMost } from '../../../src/lib/at-most.js';

test('keeps so many entries, those that were used last', () => {
  const cache = new LRUCache<string, number>(atMost(2));
  cache.set('a', 1).set('b', 2).get('a');
  cache.set('c', 3);
  expect([...cache.keys()].sort()).toEqual(['a', 'c']);
});

test('allocates nothing in advance, however many there may be', () => {
  expect(new LRUCache<string, number>(atMost(Number.MAX_SAFE_INTEGER)).size).toBe(0);
});

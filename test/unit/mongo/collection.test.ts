import { expect, test } from '@jest/globals';
import { keyOf, keysOf } from '../../../src/mongo/collection.js';

test.each([
  [keyOf('T1', 'event-1'), true],
  [keyOf('T1', ''), true],
  [keyOf('T10', 'event-1'), false],
  [keyOf('T1A', 'event-1'), false],
  [keyOf('T0', 'event-1'), false],
])('%s is among the keys of T1: %s', (key, isAmong) => {
  const { $gte, $lt } = keysOf('T1');
  expect(key >= $gte && key < $lt).toBe(isAmong);
});

import { expect, test } from '@jest/globals';
import { watchTroubles } from '../../../jobs/troubles.js';

test('while nothing fails everybody gets a place', () => {
  const troubles = watchTroubles();
  const places = Array.from({ length: 50 }, () => troubles.enter('marketplace:T1'));
  expect(places).not.toContain(null);
});

test('after a failure two may try at once, until one succeeds', () => {
  const troubles = watchTroubles();
  troubles.enter('marketplace:T1')?.(true);
  const [first, second, third] = [1, 2, 3].map(() => troubles.enter('marketplace:T1'));
  expect([typeof first, typeof second, third]).toEqual(['function', 'function', null]);
  first?.(false);
  expect(troubles.enter('marketplace:T1')).not.toBeNull();
  expect(troubles.enter('marketplace:T1')).not.toBeNull();
});

test('one tenant in trouble takes no place from another', () => {
  const troubles = watchTroubles();
  troubles.enter('marketplace:T1')?.(true);
  for (const _ of [1, 2, 3]) troubles.enter('marketplace:T1');
  expect(troubles.enter('marketplace:T2')).not.toBeNull();
});

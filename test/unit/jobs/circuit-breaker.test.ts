import { expect, test } from '@jest/globals';
import { createCircuitBreaker } from '../../../jobs/circuit-breaker.js';

test('while nothing fails everybody gets a place', () => {
  const breaker = createCircuitBreaker();
  const places = Array.from({ length: 50 }, () => breaker.enter('marketplace:T1'));
  expect(places).not.toContain(null);
});

test('after a failure two may try at once, until one succeeds', () => {
  const breaker = createCircuitBreaker();
  breaker.enter('marketplace:T1')?.(true);
  const [first, second, third] = [1, 2, 3].map(() => breaker.enter('marketplace:T1'));
  expect([typeof first, typeof second, third]).toEqual(['function', 'function', null]);
  first?.(false);
  expect(breaker.enter('marketplace:T1')).not.toBeNull();
  expect(breaker.enter('marketplace:T1')).not.toBeNull();
});

test('a place is given back once, and without a call it says nothing of the service', () => {
  const breaker = createCircuitBreaker();
  breaker.enter('marketplace:T1')?.(true);
  const [first, second] = [1, 2].map(() => breaker.enter('marketplace:T1'));
  first?.();
  first?.(false);
  const third = breaker.enter('marketplace:T1');
  expect([typeof third, breaker.enter('marketplace:T1')]).toEqual(['function', null]);
  second?.(false);
  expect(breaker.enter('marketplace:T1')).not.toBeNull();
});

test('slow jobs of one tenant leave places to others, quick ones need not', () => {
  let now = 0;
  const breaker = createCircuitBreaker(() => now);
  const enter = (key = 'intake:T1') => breaker.enter(key, 15);
  const [first, ...others] = Array.from({ length: 40 }, () => enter());
  expect([first, ...others]).not.toContain(null);
  now = 501;
  expect(enter()).toBeNull();
  expect(enter('intake:T2')).not.toBeNull();
  for (const leave of others.slice(0, 25)) leave?.(false);
  expect(enter()).toBeNull();
  first?.(false);
  expect(enter()).not.toBeNull();
});

test('one tenant in trouble takes no place from another', () => {
  const breaker = createCircuitBreaker();
  breaker.enter('marketplace:T1')?.(true);
  for (const _ of [1, 2, 3]) breaker.enter('marketplace:T1');
  expect(breaker.enter('marketplace:T2')).not.toBeNull();
});

import { expect, test } from '@jest/globals';
import { readOptions } from '../../../bench/options.js';

const SECTIONS = ['clicks', 'webhooks'];

test('everything is measured unless told otherwise', () => {
  const { size, ...options } = readOptions([], SECTIONS);
  expect(options).toEqual({ quick: false, profile: false, counts: false });
  expect(size.many).toBe(1_000_000);
  expect(size.rounds).toBeGreaterThanOrEqual(5);
});

test('a quick run has fewer rounds and referrals', () => {
  const { size, quick } = readOptions(['--quick', '--profile', '--only', 'webhooks'], SECTIONS);
  expect(quick).toBe(true);
  expect(size.many).toBe(100_000);
  expect(size.rounds).toBeLessThan(readOptions([], SECTIONS).size.rounds);
});

test('a section that is not there is said', () => {
  expect(() => readOptions(['--only', 'click'], SECTIONS)).toThrow('There is no section click: clicks, webhooks');
});

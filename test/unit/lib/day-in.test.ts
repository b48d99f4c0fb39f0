import { expect, test } from '@jest/globals';
import { dayIn } from '../../../src/lib/day-in.js';

const LATE = new Date('2026-11-23T23:30:00Z');

test.each([
  ['Asia/Tokyo', '2026-11-24'],
  ['America/New_York', '2026-11-23'],
  [undefined, '2026-11-23'],
  ['Moon/Crater', '2026-11-23'],
])('in %s it is %s', (timeZone, day) => {
  expect(dayIn(timeZone, LATE)).toBe(day);
});

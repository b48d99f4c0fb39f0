import { expect, test } from '@jest/globals';
import { dayIn, offsetIn } from '../../../src/lib/day-in-time-zone.js';

const LATE = new Date('2026-11-23T23:30:00Z');

test.each([
  ['Asia/Tokyo', '2026-11-24'],
  ['America/New_York', '2026-11-23'],
  [undefined, '2026-11-23'],
  ['Moon/Crater', '2026-11-23'],
])('in %s it is %s', (timeZone, day) => {
  expect(dayIn(timeZone, LATE)).toBe(day);
});

test.each([
  ['Asia/Kolkata', 330],
  ['America/New_York', -300],
  [undefined, 0],
  ['Moon/Crater', 0],
])('in %s the offset is %s minutes', (timeZone, minutes) => {
  expect(offsetIn(timeZone, LATE)).toBe(minutes);
});

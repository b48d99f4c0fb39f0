import { describe, expect, test } from '@jest/globals';
import { flag, instant } from '../../../src/sources/lenient-fields.js';

const half = new Date('2026-03-01T09:30:00Z');

describe('an instant', () => {
  test.each([
    '2026-03-01T09:30:00Z',
    '2026-03-01t09:30:00z',
    '2026-03-01t09:30:00.000z',
    '2026-03-01t09:30:00',
    '2026-03-01t10:30:00+01:00',
    '2026-03-01T10:30:00+01:00',
    '2026-03-01 09:30:00',
    '2026-03-01T09:30:00.000',
    ' 2026-03-01 09:30 ',
    'Sun, 01 Mar 2026 09:30:00 GMT',
    1_772_357_400,
    '1772357400',
    1_772_357_400_000,
    '1772357400000',
  ])('%j is half past nine in UTC, wherever Baton runs', (given) => expect(instant.parse(given)).toEqual(half));

  test.each(['soon', '', 7e20, -1, null, {}, '99999999999999', '03/04/2026', '3-4-2026'])('%j is none', (given) => {
    expect(instant.parse(given)).toBeUndefined();
  });
});

test.each([
  [[true, 1, '1', 'true'], true],
  [[false, 0, '0', 'false'], false],
  [['yes', 2, '', null, undefined, {}, []], undefined],
] as const)('flags as %j are %p', (given, read) => {
  for (const one of given) expect(flag.parse(one)).toBe(read);
});

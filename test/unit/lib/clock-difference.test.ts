import { expect, test } from '@jest/globals';
import { aheadMs, readClock } from '../../../src/lib/clock-difference.js';

const heard = { askedAt: 10_000, heardAt: 10_400 };

test.each([
  ['within the way there and back', 10_200, 1, 0],
  ['ahead', 13_400, 1, 3_000],
  ['behind', 6_999, 1, -3_000],
  ['a whole second behind, by a clock of whole seconds', 9_000, 1000, 0],
  ['further behind, by a clock of whole seconds', 6_000, 1000, -3_000],
])('another clock is %s', (_name, theirs, grainMs, ahead) => {
  expect(aheadMs({ ...heard, theirs, grainMs })).toBe(ahead);
});

test('a clock that is asked here says the same', async () => {
  expect(aheadMs(await readClock(async () => new Date()))).toBe(0);
});

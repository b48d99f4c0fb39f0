import { expect, test } from '@jest/globals';
import { slackTime } from '../../../src/slack/api/slack-time.js';

test('an instant in seconds is read', () => {
  expect(slackTime(1_772_000_000)).toEqual(new Date('2026-02-25T06:13:20Z'));
  expect(slackTime(1.5)).toEqual(new Date(1500));
  expect(slackTime(253_402_300_799)).toEqual(new Date('9999-12-31T23:59:59Z'));
});

test.each([0, -1, Number.NaN, Infinity, 1e300, 253_402_300_800, 8.64e12, '1772000000', null, undefined, {}])(
  '%p is no instant',
  (given) => expect(slackTime(given)).toBeUndefined(),
);

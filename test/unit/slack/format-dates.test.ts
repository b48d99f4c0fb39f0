import { describe, expect, test } from '@jest/globals';
import { dayText, moment, shortDay } from '../../../src/slack/blocks/format-dates.js';
import { words, wordsIn } from './words.js';

const AT = new Date('2026-12-01T15:00:00Z');

describe('a moment', () => {
  test('stands in the middle of a sentence, so Slack must not begin it with a capital', () => {
    expect(moment(AT, words)).toBe('<!date^1796137200^\u200B{date_short_pretty} at {time}|Dec 1, 2026, 3:00 PM UTC>');
  });

  test('that is counted down to is named in full where Slack cannot count', () => {
    expect(moment(AT, wordsIn('de'), 'left')).toMatch(/\{time\} \(\{ago\}\)\|01\.12\.2026, 15:00 UTC>$/);
  });
});

test('a calendar day is the same for everybody, and what is none stays as it was written', () => {
  expect([dayText('2026-12-01', 'en'), shortDay('2026-12-01', 'en')]).toEqual(['Dec 1, 2026', 'Dec 1']);
  expect([dayText('2026-12-01', 'de'), shortDay('2026-12-01', 'de')]).toEqual(['01.12.2026', '1. Dez.']);
  expect([dayText('soon', 'en'), shortDay('soon', 'en')]).toEqual(['soon', 'soon']);
});

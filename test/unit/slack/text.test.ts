import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { titleOf } from '../../../src/slack/words/title-of.js';
import { escapeMrkdwn, isolate, splitText, truncate } from '../../../src/slack/words/truncate-and-escape.js';
import { words } from './words.js';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe('text that is cut', () => {
  test('never outgrows its place, and is never torn', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, max) => {
        const cut = truncate(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  test('ends between two characters as a reader sees them', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(truncate(`a${family}${family}`, family.length + 2)).toBe(`a${family}…`);
    expect(truncate(`a${family}${family}`, family.length + 1)).toBe('a…');
  });

  test('short text stays as it is, without what would break Slack', () => {
    expect(truncate('Ana & Ben 👍', 100)).toBe('Ana & Ben 👍');
    expect(truncate('a\u0000b\r\nc\u202Ed', 100)).toBe('ab\ncd');
  });
});

describe('text in pieces', () => {
  test('loses nothing but the space between two pieces', () => {
    const bare = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 100 }), (text, max) => {
        const all = splitText(text, max);
        expect(bare(all.join(''))).toBe(bare(truncate(text, 10_000)));
        for (const piece of all) expect(piece.length).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('is cut at line ends, and never through an emoji', () => {
    expect(splitText('first line\nsecond', 15)).toEqual(['first line', 'second']);
    expect(splitText('👩🏽‍💻'.repeat(5), 16).flatMap(graphemes)).toEqual(graphemes('👩🏽‍💻'.repeat(5)));
  });
});

test('only the three characters that mrkdwn reads are escaped', () => {
  expect(escapeMrkdwn('<!here> & "co" *x*')).toBe('&lt;!here&gt; &amp; "co" *x*');
});

test('right-to-left text cannot turn the sentence around it', () => {
  expect(isolate('שלום')).toBe('\u2068שלום\u2069');
  expect(isolate('Ana')).toBe('Ana');
});

test.each([
  ['\u200B\u200D\u2060', 'A job without a title'],
  [' \u3164\u00AD ', 'A job without a title'],
  ['', 'A job without a title'],
  ['👩\u200D💻 at work', '👩\u200D💻 at work'],
])('the title %j', (title, shown) => {
  expect(titleOf({ job: { title } }, words)).toBe(shown);
});

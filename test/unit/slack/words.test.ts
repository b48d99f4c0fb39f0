import { describe, expect, test } from '@jest/globals';
import { Refusal, type RefusalCode } from '../../../src/domain/model/errors.js';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { en } from '../../../src/slack/words/en.js';
import { knownName } from '../../../src/slack/words/erased-names.js';
import { failureReasonText } from '../../../src/slack/words/failure-reason-text.js';
import { refusalText } from '../../../src/slack/words/refusal-text.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { expectFits } from '../../support/block-kit.js';
import { allContents } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

function* textsOf(tree: object, path = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path} ${key}` : key;
    if (typeof value === 'string') yield [at, value];
    else yield* textsOf(value, at);
  }
}

const gaps = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).sort();

describe.each(Object.entries(catalogues))('the catalogue %s', (locale, catalogue) => {
  const texts = new Map(textsOf(catalogue));

  test('says everything that English says, with the same gaps', () => {
    const english = new Map(textsOf(en));
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) expect([key, gaps(texts.get(key) ?? '')]).toEqual([key, gaps(text)]);
  });

  test('has no empty text, and no gap that would be filled in raw but links, dates and our own text', () => {
    for (const [key, text] of texts) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      for (const gap of gaps(text))
        expect([key, gap]).toEqual([
          key,
          expect.stringMatching(
            /^\{\{(- (url|faqUrl|when|ago|deadline|release|facts|state|row|rows|note|chain|list|why|errors)|\w+)\}\}$/,
          ),
        ]);
    }
  });

  test('fits every message', () => {
    for (const { content } of allContents('Ana & <b>Ben</b>'))
      expectFits(presentMessage(content, wordsIn(locale)), 'message');
  });
});

describe('a language', () => {
  test.each([
    ['de-DE', 'de-DE'],
    ['de', 'de'],
    ['en-GB', 'en-GB'],
    ['fr-FR', 'en'],
    ['', 'en'],
    ['!!', 'en'],
    [undefined, 'en'],
  ])('%s is answered in %s', (wanted, locale) => {
    expect(wordsIn(wanted).locale).toBe(locale);
  });
});

describe('values that are filled in', () => {
  test('are escaped in mrkdwn, and stay as they are in plain text', () => {
    const params = { person: '<!channel> & co' };
    expect(words.mrkdwn('card.eyebrow.unlinked', params)).toBe(
      '*Invite for &lt;!channel&gt; &amp; co*, who is not linked to anybody here',
    );
    expect(words.plain('card.eyebrow.unlinked', params)).toBe(
      '*Invite for <!channel> & co*, who is not linked to anybody here',
    );
  });

  test('are never read as part of the catalogue', () => {
    const person = '$t(fault.text) {{command}} $& $1';
    expect(words.plain('card.eyebrow.unlinked', { person })).toBe(
      `*Invite for ${person}*, who is not linked to anybody here`,
    );
  });

  test('are cut, and right-to-left text is kept apart', () => {
    expect(words.plain('card.eyebrow.unlinked', { person: 'x'.repeat(500) })).toHaveLength(
      '*Invite for *, who is not linked to anybody here'.length + 150,
    );
    expect(words.plain('card.eyebrow.unlinked', { person: 'שלום' })).toBe(
      '*Invite for \u2068שלום\u2069*, who is not linked to anybody here',
    );
  });

  test('count in the right form', () => {
    expect([1, 2].map((count) => words.plain('team.more', { count }))).toEqual([
      '1 more member is not listed here.',
      '2 more members are not listed here.',
    ]);
  });
});

test('every refusal has words of its own, in every language', () => {
  for (const locale of Object.keys(catalogues)) {
    const said = Object.keys(en.refusal).map((code) => refusalText(new Refusal(code as RefusalCode), wordsIn(locale)));
    for (const text of said) expect(text).toMatch(/\s.*\.$/s);
    expect(new Set(said).size).toBe(said.length);
  }
});

test('a refusal fills every gap of its text', () => {
  for (const locale of Object.keys(catalogues))
    for (const code of Object.keys(en.refusal))
      expect(gaps(refusalText(new Refusal(code as RefusalCode), wordsIn(locale)))).toEqual([]);
  const params = { field: 'domains', domain: 'a.b' };
  expect(refusalText(new Refusal('connection.badDomain', params), words)).toContain('“a.b” is no domain');
});

test('a refusal always has a subject: a name that was deleted has words, and so has one that nobody knows', () => {
  const late = (params: Record<string, string>, locale = 'en') =>
    refusalText(new Refusal('invite.alreadyDecided', params), wordsIn(locale));
  expect(late({ by: 'Ana Lopez' })).toMatch(/^Too late: Ana Lopez has answered/);
  expect(late({ by: '' })).toMatch(/^Too late: a member has answered/);
  expect(late({ by: ' ' }, 'de')).toMatch(/^Zu spät: jemand aus dem Team hat/);
  expect(late({})).toMatch(/^Too late: Somebody has answered/);
  expect(refusalText(new Refusal('invite.notYours', { name: '' }), words)).toContain('addressed to a member');
});

test('what stands for a deleted name is capitalized where a sentence begins with it', () => {
  const name = knownName('', words);
  expect(name).toBe('a member');
  expect(words.mrkdwn('card.eyebrow.referred', { name })).toBe('*A member referred you*');
  expect(words.mrkdwn('card.eyebrow.unlinked', { person: name })).toBe(
    '*Invite for a member*, who is not linked to anybody here',
  );
  expect(wordsIn('de').plain('mine.state.held')).toBe(catalogues.de.mine.state.held);
});

test('a reason that is not in the catalogue has words all the same, and no code', () => {
  expect(failureReasonText({ code: 'job-closed', detail: '' }, words)).toBe('the job is closed');
  for (const code of ['constructor', 'other', 'http-422'])
    expect(failureReasonText({ code, detail: '' }, words)).toBe('the marketplace refused it');
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mrkdwnMessage } from '../../src/slack/blocks/blocks.js';
import { presentMessage } from '../../src/slack/delivery/present-message.js';
import { askModal } from '../../src/slack/features/ask/ask.js';
import { colleagueView } from '../../src/slack/features/command/colleague-counts.js';
import { help } from '../../src/slack/features/command/help.js';
import { myReferrals } from '../../src/slack/features/command/my-referrals.js';
import { teamReferrals } from '../../src/slack/features/command/team-counts.js';
import { connectedModal, setUpModal } from '../../src/slack/features/connect/set-up-form.js';
import { declineModal } from '../../src/slack/features/decline/decline.js';
import { homeView } from '../../src/slack/features/home/home.js';
import { clientLetterModal } from '../../src/slack/features/invite-card/client-letter-modal.js';
import { correctionModal } from '../../src/slack/features/invite-card/correction-modal.js';
import { linkModal } from '../../src/slack/features/link/link.js';
import { profileModal } from '../../src/slack/features/profile/profile.js';
import { availabilityText, skillsText } from '../../src/slack/features/profile/profile-text.js';
import { referModal } from '../../src/slack/features/refer/refer.js';
import { noticeModal } from '../../src/slack/reply/notice-modal.js';
import { literalMrkdwn, untrustedMrkdwn } from '../../src/slack/words/truncate-and-escape.js';
import { catalogues, type Words } from '../../src/slack/words/words.js';
import { createSources } from '../../src/sources/create-sources.js';
import { buildMember, buildPerson } from '../support/factories.js';
import { noCounts, wordyHome } from '../support/home-content.js';
import { START } from '../support/memory-ports.js';
import { propertyRuns } from '../support/property-runs.js';
import { allContents, wordyInvite, wordyReferral } from '../support/slack-content.js';
import { words, wordsIn } from '../unit/slack/words.js';

/** Everything that Baton shows, with `text` wherever somebody else writes; letters and notes are quoted as they are. */
function* everything(text: string, say: Words): Generator<[string, object]> {
  for (const { name, content } of allContents(text)) yield [name, presentMessage(content, say)];
  const invite = { ...wordyInvite(text), letter: 'letter', letterCut: true };
  const reasons = [{ id: 'a', text }];
  yield ['decline', declineModal({ invite, reasons, inPlaceOf: text }, '{}', say)];
  yield [
    'refer',
    referModal({ invite, reasons, inPlaceOf: text, picked: undefined, undoSeconds: 60, metadata: '{}' }, say),
  ];
  yield ['ask', askModal({ invite, reasons, minutes: 30, metadata: '{}' }, say)];
  yield ['letter', clientLetterModal(invite, say)];
  yield ['correction', correctionModal(invite, say)];
  for (const form of createSources().forms)
    yield ['connect', setUpModal({ form, name: 'x', answers: {}, metadata: '{}' }, say)];
  yield ['connected', connectedModal({ id: 'c1', name: text, facts: [], copy: [] }, say)];
  yield ['link', linkModal({ people: [buildPerson({ name: text }), buildPerson({ name: text })] }, say)];
  yield ['linked', noticeModal(say, say.plain('link.relinked', { name: text, person: text, before: text }))];
  yield ['home', homeView(wordyHome(text), say, START)];
  yield ['profile', profileModal(buildMember({ name: text }), say)];
  const referral = wordyReferral(text, { status: 'forwarded' });
  const listed = [referral, { ...referral, passedOnTo: { name: text } }];
  yield [
    'mine',
    myReferrals({ tallies: noCounts, sent: listed, received: listed, more: { sent: true, received: true } }, say),
  ];
  for (const withTable of [true, false])
    yield [
      'team',
      teamReferrals(
        { team: {}, members: [{ name: text, slackUserId: 'U1', counts: {} }], unshown: 1 },
        'all',
        say,
        withTable,
      ),
    ];
  yield ['colleague', colleagueView({ name: text, tallies: noCounts }, say)];
  yield ['help', help(say, true, text)];
  yield ['said', mrkdwnMessage(say.mrkdwn('availability.how', { said: text }))];
  yield [
    'skills',
    mrkdwnMessage(`${skillsText([text, text], say)}\n${availabilityText({ kind: 'full', until: text }, say)}`),
  ];
}

/** A date, shown as its fallback, which formats nothing and takes its place in the line. */
const DATE = /<!date\^[^<>|]*\|[^<>|]*>/g;
const SHOWN_DATE = '\uFFFC';

/** The id of a job in its page's address, another one with each sample. */
const JOB_ID = /\/jobs\/job-\d+/g;

/** What Slack would read in mrkdwn: line breaks, quotations, marks, emoji, mentions and links, in their order. */
const readAs = (text: string): string[] =>
  text
    .replaceAll(DATE, SHOWN_DATE)
    .replaceAll(JOB_ID, '/jobs/job')
    .match(/\n|^&gt;|^>|[*_~`]|<[^>]*>|[<>]|&(?!amp;|lt;|gt;)|:[\w+'-]+:/gm) ?? [];

interface Part {
  readonly type?: string;
  readonly text?: unknown;
}

/** The same of every text of a view: of plain text, of cells and of what is picked, the line breaks alone. */
function* skeleton(value: unknown, at = ''): Generator<[string, string[]]> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* skeleton(item, `${at}[${index}]`);
  else if (value && typeof value === 'object') {
    const { type, text } = value as Part;
    if (type === 'rich_text') return;
    const isLiteral = type === 'plain_text' || type === 'raw_text';
    if (typeof text === 'string') yield [at, isLiteral ? (text.match(/\s(?<! )/g) ?? []) : readAs(text)];
    for (const [key, item] of Object.entries(value)) yield* skeleton(item, `${at}.${key}`);
  }
}

const piece = fc.constantFrom(
  ...['\n', '\r\n', '\u2028', '\u000B', '\t', ' ', '*', '_', '~', '`', '```', '> ', '＞', '|', '&', '&gt;', '<', '>'],
  ...[
    '<!channel>',
    '<@U1>',
    '<https://evil.example|click>',
    'https://evil.example',
    ':tada:',
    ':',
    'שלום',
    'Baton',
    '.',
    '\u200B',
  ],
);
const hostile = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

/** Some letters, so that it is never taken for a title or a name that is missing. */
const wrapped = fc.tuple(hostile, hostile).map(([before, after]) => `${before}x${after}`);

describe.each(Object.keys(catalogues))('whatever stands in a title, a name or a letter (%s)', (locale) => {
  const say = wordsIn(locale);
  const shown = (text: string) => [...everything(text, say)].map(([name, view]) => [name, [...skeleton(view)]]);
  const harmless = shown('x');
  const isSame = (text: string) => expect(shown(text)).toEqual(harmless);

  test.each([
    'Nurse\n*Baton:* your account is locked, <https://evil.example|log in>',
    '*bold* _it_ ~gone~ `code` ```block```',
    '> quoted\n&gt; quoted',
    '<!channel> <@U1> <#C1> <!subteam^S1>',
    ':tada: at 10:30:45',
    'a*b',
    '* ',
    '```>x',
    'on :tada',
  ])('%j is words, and Baton’s own formatting stays', isSame);

  test('so is anything else', () => {
    fc.assert(fc.property(wrapped, isSame), { numRuns: propertyRuns(8) });
  });
});

describe('somebody else’s words in mrkdwn', () => {
  test('are shown with every character that they have, but for line breaks', () => {
    const read = (text: string) =>
      text
        .replaceAll(/<!date\^0+\^\{_\}\|([^<>|]*)>/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = text.replaceAll('\v', '').replace(/\s+/g, ' ').trim();
        expect(read(untrustedMrkdwn(text, 400)).replace(/[\u00AD\u2068\u2069]/g, '')).toBe(plain);
      }),
    );
  });

  test('never outgrow their place', () => {
    for (const text of [
      '&'.repeat(500),
      '*'.repeat(500),
      '*&'.repeat(250),
      'x'.repeat(500),
      `e${'\u0301'.repeat(500)}`,
    ])
      expect(untrustedMrkdwn(text, 150).length).toBeLessThanOrEqual(600);
  });

  test('the text that a notification shows is read as it is written', () => {
    expect(literalMrkdwn('2 * 3 <b>')).toBe('2 <!date^00000000^{_}|*> 3 &lt;b&gt;');
    expect(words.mrkdwn('decline.about', { title: 'Nurse\n*Now*' })).toBe('*Nurse <!date^00000000^{_}|*Now*>*');
  });
});

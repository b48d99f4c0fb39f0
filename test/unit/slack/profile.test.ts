import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PREFERENCES, type Member } from '../../../src/domain/model/member/member.js';
import { NEWS } from '../../../src/domain/model/referral/news-to-tell.js';
import { parseAvailability } from '../../../src/slack/features/command/parse-availability.js';
import { readSkills } from '../../../src/slack/features/profile/parse-skills.js';
import { profileModal } from '../../../src/slack/features/profile/profile.js';
import { ACTION, MODAL } from '../../../src/slack/reply/action-ids.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildMember, buildRedraw } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { TEXTS } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

describe.each(Object.keys(catalogues))('the form in %s', (locale) => {
  test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
    const text = TEXTS[name] ?? '';
    for (const muted of [[], NEWS])
      for (const hidden of [true, false]) {
        const preferences = { muted, digest: false, onLeaderboard: false, hidden };
        const availability = { kind: 'full', until: '2026-12-01' } as const;
        expectFits(
          profileModal(buildMember({ skills: [text, text], preferences, availability }), wordsIn(locale)),
          'modal',
        );
      }
  });
});

describe('skills', () => {
  test.each([
    ['TypeScript, MongoDB', ['TypeScript', 'MongoDB']],
    [' go ;Go\n rust,, ', ['Go', 'rust']],
    ['Résumé, re\u0301sume\u0301 ,\u200BGo\u200B,\u2060', ['re\u0301sume\u0301', 'Go']],
    ['• Go\n• Rust | Zig', ['Go', 'Rust', 'Zig']],
    ['• Shopify\n- Go\n* Vue.js\n1. React;2) Zig', ['Shopify', 'Go', 'Vue.js', 'React', 'Zig']],
    ['设计、前端，Vue.js；تصميم، React؛Go', ['设计', '前端', 'Vue.js', 'تصميم', 'React', 'Go']],
    ['UI/UX, C++, .NET, CI & CD', ['UI/UX', 'C++', '.NET', 'CI & CD']],
    ['"TypeScript", “Go”, «\u00a0Rust\u00a0»', ['TypeScript', 'Go', 'Rust']],
    ['', []],
    ['none', []],
    ['  None. ', []],
    ['keine', []],
    ['LEER!', []],
    ['l\u00F6schen', []],
    ['loeschen', []],
    ['-', []],
    ['\u2013\u200B', []],
    ['\u201E\u201C', []],
    ['Go, -, \u2026', ['Go']],
    ['NoneJS', ['NoneJS']],
    ['\u{1F3A8}', ['\u{1F3A8}']],
    [Array.from({ length: 21 }, (_, index) => `s${index}`).join(), 'tooMany'],
    ['x'.repeat(41), 'tooLong'],
  ])('%j', (text, read) => {
    expect(readSkills(text)).toEqual(read);
  });
});

describe('availability, as people write it on Monday 23 November 2026', () => {
  test.each([
    ['open', { kind: 'open' }],
    [' OPEN ', { kind: 'open' }],
    ['unknown', { kind: 'unknown' }],
    ['none', { kind: 'unknown' }],
    ['keine', { kind: 'unknown' }],
    ['leer.', { kind: 'unknown' }],
    ['\u2014', { kind: 'unknown' }],
    ['full', { kind: 'full' }],
    ['busy', { kind: 'full' }],
    ['full until 2026-12-01', { kind: 'full', until: '2026-12-01' }],
    ['full until tomorrow', { kind: 'full', until: '2026-11-24' }],
    ['full until Friday', { kind: 'full', until: '2026-11-27' }],
    ['full until mon', { kind: 'full', until: '2026-11-30' }],
    ['full until next week', { kind: 'full', until: '2026-11-30' }],
    ['full until next month', { kind: 'full', until: '2026-12-01' }],
    ['full until 1 Dec', { kind: 'full', until: '2026-12-01' }],
    ['full until December 1, 2027', { kind: 'full', until: '2027-12-01' }],
    ['full until 3 January', { kind: 'full', until: '2027-01-03' }],
    ['full till 1.12.', { kind: 'full', until: '2026-12-01' }],
    ['ausgelastet bis 3. März 2027', { kind: 'full', until: '2027-03-03' }],
    ['voll bis Freitag', { kind: 'full', until: '2026-11-27' }],
    ['voll bis na\u0308chste Woche', { kind: 'full', until: '2026-11-30' }],
    ['voll bis naechste woche!', { kind: 'full', until: '2026-11-30' }],
    ['voll bis 3. Maerz', { kind: 'full', until: '2027-03-03' }],
    ['full\u00A0until\u200B tomorrow.', { kind: 'full', until: '2026-11-24' }],
    ['full until this Friday', { kind: 'full', until: '2026-11-27' }],
    ['full until next Friday', { kind: 'full', until: '2026-12-04' }],
    ['voll bis nächsten Montag', { kind: 'full', until: '2026-11-30' }],
    ['voll bis kommenden Freitag', { kind: 'full', until: '2026-11-27' }],
    ['full until Fri, Dec 4', { kind: 'full', until: '2026-12-04' }],
    ['full until Friday 4 December 2026', { kind: 'full', until: '2026-12-04' }],
    ['voll bis Fr., 4.12.', { kind: 'full', until: '2026-12-04' }],
    ['voll bis 3.1.27', { kind: 'full', until: '2027-01-03' }],
    ['full, until tomorrow', { kind: 'full', until: '2026-11-24' }],
    ['full \u2013 until tomorrow', { kind: 'full', until: '2026-11-24' }],
    ['\u201Cfull until tomorrow\u201D', { kind: 'full', until: '2026-11-24' }],
    ['away', { kind: 'full' }],
    ['on vacation until 3 January', { kind: 'full', until: '2027-01-03' }],
    ['im Urlaub bis 3.1.2027', { kind: 'full', until: '2027-01-03' }],
    ['nicht verfuegbar', { kind: 'full' }],
    ['full until today', { wrong: 'past', day: '2026-11-23' }],
    ['voll bis heute', { wrong: 'past', day: '2026-11-23' }],
    ['voll bis uebermorgen', { kind: 'full', until: '2026-11-25' }],
    ['full until the day after tomorrow', { kind: 'full', until: '2026-11-25' }],
    ['full until 29 Feb', { kind: 'full', until: '2028-02-29' }],
    ['voll bis 29.2.', { kind: 'full', until: '2028-02-29' }],
    ['full until 2026-11-23', { wrong: 'past', day: '2026-11-23' }],
    ['full until 1999-01-01', { wrong: 'past', day: '1999-01-01' }],
    ['full until 2040-01-01', { wrong: 'far', day: '2040-01-01' }],
    ['full until 2026-02-30', { wrong: 'how' }],
    ['full until 31 Feb', { wrong: 'how' }],
    ['full until the cows come home', { wrong: 'how' }],
    ['full until', { wrong: 'how' }],
    ['maybe', { wrong: 'how' }],
    ['<!channel>', { wrong: 'how' }],
  ])('%s', (text, read) => {
    expect(parseAvailability(text, '2026-11-23', 'de')).toEqual(read);
  });
});

describe('the form', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
  });
  afterEach(() => world.close());
  const option = (value: string) => ({ value, text: { type: 'plain_text', text: 'x' } });
  const boxes = (...values: string[]) => ({ value: { selected_options: values.map(option) } });
  const written = (given: object = {}) => ({
    time: { value: { selected_option: option('full') } },
    until: { value: { selected_date: '2028-11-25' } },
    skills: { value: { value: 'Go, Rust' } },
    hear: boxes('hired', 'failed'),
    more: boxes('onLeaderboard'),
    ...given,
  });
  const member = () => world.ports.members.get('T1', 'UANA');

  test('opens from the Home tab', async () => {
    await world.click('UANA', ACTION.profile, 'profile', { response_url: undefined, view: { type: 'home', id: 'VH' } });
    await world.made.stop();
    expect(world.slack.of('views.open')[0]?.args.view.callback_id).toBe(MODAL.profile);
  });

  test('saves what I say, and which classes of news I want', async () => {
    expect(await world.submit('UANA', MODAL.profile, written())).toMatchObject({ body: '' });
    expect(await member()).toMatchObject({
      availability: { kind: 'full', until: '2028-11-25' },
      skills: ['Go', 'Rust'],
      preferences: {
        muted: NEWS.filter((event) => event !== 'hired' && event !== 'failed'),
        digest: false,
        onLeaderboard: true,
        hidden: false,
      },
    });
  });

  test('what the payload lacks stays as it is: one field, or all of them', async () => {
    await world.submit('UANA', MODAL.profile, written());
    const before = await member();
    await world.submit('UANA', MODAL.profile, {});
    expect(await member()).toEqual(before);
    for (const field of Object.keys(written())) {
      await world.submit('UANA', MODAL.profile, written({ [field]: undefined }));
      const { skills, availability, preferences } = (await member()) as Member;
      expect([field, { skills, availability, preferences }]).toEqual([
        field,
        { skills: before?.skills, availability: before?.availability, preferences: before?.preferences },
      ]);
    }
    await world.submit('UANA', MODAL.profile, { skills: { value: { value: null } } });
    expect(await member()).toMatchObject({ skills: [], preferences: before?.preferences });
  });

  test('a form without any value brings nobody back who was forgotten', async () => {
    await world.ports.members.forget('T1', 'UANA', START, buildRedraw);
    expect(await world.submit('UANA', MODAL.profile, {})).toMatchObject({ status: 200, body: '' });
    expect(await member()).toHaveProperty('forgottenAt');
  });

  test('ends that I am forgotten', async () => {
    await world.ports.members.forget('T1', 'UANA', START, buildRedraw);
    await world.submit('UANA', MODAL.profile, written());
    expect(await member()).not.toHaveProperty('forgottenAt');
  });

  test('presets what everybody begins with to whoever was forgotten', async () => {
    await world.ports.members.forget('T1', 'UANA', START, buildRedraw);
    const ticked = (block: unknown) =>
      (block as { element: { initial_options?: { value: string }[] } }).element.initial_options?.map(
        ({ value }) => value,
      );
    const { blocks } = profileModal((await member()) as Member, words);
    const of = (id: string) => ticked(blocks.find(({ block_id }) => block_id === id));
    expect([of('hear'), of('more')]).toEqual([['accepted', 'hired', 'failed'], ['digest']]);
  });

  test('hides nobody who wants to be on the board', async () => {
    const { body } = await world.submit('UANA', MODAL.profile, written({ more: boxes('onLeaderboard', 'hidden') }));
    expect(body.errors).toEqual({ more: words.plain('profile.hiddenOnBoard') });
    expect((await member())?.preferences).toEqual(DEFAULT_PREFERENCES);
  });

  test('takes no day of somebody who is open', async () => {
    await world.submit('UANA', MODAL.profile, written({ time: { value: { selected_option: option('open') } } }));
    expect((await member())?.availability).toEqual({ kind: 'open' });
  });

  test.each([
    ['until', { value: { selected_date: '2000-01-01' } }],
    ['until', { value: { selected_date: '2028-11-26' } }],
    ['skills', { value: { value: 'x'.repeat(50) } }],
  ])('what is wrong stands beside %s', async (field, value) => {
    const { body } = await world.submit('UANA', MODAL.profile, written({ [field]: value }));
    expect(Object.keys(body.errors)).toEqual([field]);
    expect((await member())?.skills).toEqual([]);
  });
});

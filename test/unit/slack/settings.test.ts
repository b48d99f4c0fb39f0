import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Settings } from '../../../src/domain/model/tenant/tenant.js';
import { SUBJECTS } from '../../../src/slack/features/settings/settings-field-ids.js';
import { settingsMenu } from '../../../src/slack/features/settings/settings-menu.js';
import { settingsModal } from '../../../src/slack/features/settings/settings-modal.js';
import { ACTION, LOOKUP, MODAL } from '../../../src/slack/reply/action-ids.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildProfile, buildSettings } from '../../support/factories.js';
import { slackError } from '../../support/fake-slack.js';
import { words, wordsIn } from './words.js';

const people = (count: number) => Array.from({ length: count }, (_, index) => `U${index}`);
const bare = buildSettings({
  nudgeHours: [],
  working: { from: 0, to: 24, days: [] },
  guests: true,
  digest: false,
  undoSeconds: 0,
});
const full = buildSettings({
  fallbackChannel: 'C1',
  feedbackChannel: 'C2',
  managers: people(150),
  release: { percent: 0, always: people(3), never: people(100) },
  nudgeHours: Array.from({ length: 30 }, (_, hour) => hour + 1),
  working: { from: 23, to: 24, days: [1, 2, 3, 4, 5, 6, 7] },
  maxChain: 10,
  askMinutes: 1440,
});

test.each(Object.keys(catalogues))('the form fits in %s, whatever is set', (locale) => {
  for (const settings of [buildSettings(), bare, full]) {
    expectFits(settingsMenu(settings, wordsIn(locale)), 'modal');
    for (const subject of SUBJECTS) expectFits(settingsModal(subject, settings, wordsIn(locale)), 'modal');
  }
});

test('days and hours are written as the reader writes them', () => {
  const german = JSON.stringify(settingsModal('reminders', buildSettings(), wordsIn('de')));
  expect(german).toMatch(/Montag.*Sonntag/);
  expect(german).toContain('09:00');
  expect(JSON.stringify(settingsModal('reminders', buildSettings(), words))).toMatch(
    /9:00.AM.*11:00.PM.*midnight.*Monday/,
  );
  expect(german).toContain('24:00');
});

describe('the form', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
  });
  afterEach(() => world.close());

  const option = (value: string) => ({ selected_option: { value, text: { type: 'plain_text', text: 'x' } } });
  const boxes = (...values: string[]) => ({
    value: { selected_options: values.map((value) => option(value).selected_option) },
  });
  const users = (...ids: string[]) => ({ value: { selected_users: ids } });
  const written = (given: object = {}) => ({
    undo: { value: { value: '0' } },
    zone: { [LOOKUP.timeZone]: option('America/New_York') },
    channel: { value: { selected_conversation: 'C9' } },
    feedback: { value: { selected_conversation: null } },
    managers: users('UBEN'),
    percent: { value: { value: '25' } },
    always: users('UANA'),
    never: users(),
    chain: { value: { value: '3' } },
    ask: { value: { value: '45' } },
    nudges: { value: { value: '12, 4; 12 20' } },
    from: { value: option('8') },
    to: { value: option('17') },
    days: boxes('1', '3', '5'),
    guests: boxes('guests'),
    digest: boxes(),
    language: { value: option('de') },
    ...given,
  });
  const saved = async () => (await world.ports.tenants.get('T1'))?.settings;
  const submit = (given: object = {}, user = 'UADMIN') => world.submit(user, MODAL.settings, written(given));

  test('shows what is set', async () => {
    await world.command('UADMIN', 'settings');
    await world.made.stop();
    const menu = JSON.stringify(world.slack.of('views.open')[0]?.args.view);
    expect(menu).toMatch(/Undo for 60 seconds.*100% of members.*After 4, 12, 20 hours.*Europe\/Oslo/);
    await world.click('UADMIN', ACTION.settings, 'settings', { view: { type: 'home', id: 'VH' } });
    await world.made.stop();
    expect(world.slack.of('views.open')).toHaveLength(2);
  });

  test('has a short form for each subject above the menu, which shows what was saved', async () => {
    const inMenu = { response_url: undefined, view: { type: 'modal', id: 'VMENU', state: { values: {} } } };
    for (const subject of SUBJECTS) await world.click('UADMIN', ACTION.settingsSubject, subject, inMenu);
    await world.click('UANA', ACTION.settingsSubject, 'referring', inMenu);
    const forms = world.slack.of('views.push').map(({ args }) => args.view);
    const fields = forms.map(({ blocks }) => (blocks as { block_id: string }[]).map(({ block_id: id }) => id));
    expect(fields.slice(0, 4)).toEqual([
      ['undo', 'ask', 'chain', 'language'],
      ['percent', 'always', 'never', 'guests'],
      ['nudges', 'from', 'to', 'days', 'managers', 'digest'],
      ['channel', 'feedback', 'zone'],
    ]);
    expect(JSON.stringify(forms[4])).toContain('Only a workspace admin');
    const { private_metadata: metadata } = forms[0] as { private_metadata: string };
    await world.submit('UADMIN', MODAL.settings, { undo: { value: { value: '90' } } }, JSON.parse(metadata));
    await world.made.stop();
    expect((await saved())?.undoSeconds).toBe(90);
    const renewed = world.slack.of('views.update').map(({ args }) => args);
    expect(renewed).toMatchObject([{ view_id: 'VMENU' }]);
    expect(JSON.stringify(renewed)).toContain('Undo for 90 seconds');
  });

  test('saves everything that it asks', async () => {
    expect(await submit()).toMatchObject({ body: '' });
    const settings: Settings = {
      undoSeconds: 0,
      timeZone: 'America/New_York',
      fallbackChannel: 'C9',
      feedbackChannel: '',
      managers: ['UBEN'],
      release: { percent: 25, always: ['UANA'], never: [] },
      maxChain: 3,
      askMinutes: 45,
      nudgeHours: [4, 12, 20],
      working: { from: 8, to: 17, days: [1, 3, 5] },
      guests: true,
      digest: false,
      clientLanguage: 'de',
    };
    expect(await saved()).toEqual(settings);
  });

  test('sets what was changed alone: a default that nobody touched stays one', async () => {
    const configured: object[] = [];
    const { configure } = world.ports.tenants;
    world.ports.tenants.configure = (tenantId, settings) => {
      configured.push(settings);
      return configure(tenantId, settings);
    };
    await submit();
    await submit({ ask: { value: { value: '50' } } });
    expect(configured[1]).toEqual({ askMinutes: 50 });
  });

  test('takes no reminders, and channels back', async () => {
    await submit({ nudges: { value: { value: 'keine' } }, channel: { value: { selected_conversation: null } } });
    expect(await saved()).toMatchObject({ nudgeHours: [], fallbackChannel: '' });
  });

  test('takes hours of a pasted list', async () => {
    await submit({ nudges: { value: { value: '• 5\n- 13\n•21' } } });
    expect(await saved()).toMatchObject({ nudgeHours: [5, 13, 21] });
  });

  test('a new channel is told, once; one that Baton is not in is refused beside the field', async () => {
    await submit();
    await submit();
    expect(world.slack.of('chat.postMessage').map(({ args }) => args.channel)).toEqual(['C9']);
    world.slack.replies('chat.postMessage', slackError('not_in_channel'));
    const { body } = await submit({ feedback: { value: { selected_conversation: 'C8' } } });
    expect(body.errors).toEqual({ feedback: expect.stringContaining('Invite it there first') });
    expect((await saved())?.feedbackChannel).toBe('');
  });

  const number = (value: string) => ({ value: { value } });
  test.each([
    ['undo', number('-1')],
    ['undo', number('1.5')],
    ['undo', number('3601')],
    ['undo', number('x')],
    ['percent', number('101')],
    ['chain', number('0')],
    ['ask', number('1')],
    ['nudges', number('4, soon')],
    ['nudges', number('0')],
    ['nudges', number('721')],
    ['to', { value: option('8') }],
    ['days', boxes('8')],
    ['never', users('UANA')],
    ['zone', { [LOOKUP.timeZone]: option('Mars/Olympus') }],
  ])('a wrong %s is refused beside its field, and nothing is saved', async (field, value) => {
    const before = await saved();
    const { body } = await submit({ [field]: value });
    expect(body).toEqual({ response_action: 'errors', errors: { [field]: expect.stringMatching(/\S/) } });
    expect(await saved()).toEqual(before);
  });

  test.each(['undo', 'percent', 'chain', 'ask', 'nudges'])(
    '%s takes plain digits alone, and says so beside its field',
    async (field) => {
      for (const odd of ['0x5', '5e0', '5.0', '+5', '٥', '５', '5 s', '0b101', '1_0', '5,0.', '']) {
        if (odd === '' && field === 'nudges') continue;
        const { body } = await submit({ [field]: number(odd) });
        expect([odd, body.errors]).toEqual([odd, { [field]: expect.stringContaining('plain digits') }]);
      }
      expect((await submit({ [field]: number(' 5 ') })).body).toBe('');
    },
  );

  test('a number that is out of bounds is one: its error names the bounds alone', async () => {
    expect((await submit({ undo: number('3601') })).body.errors).toEqual({
      undo: expect.not.stringContaining('plain digits'),
    });
    for (const hours of ['0', '721', '1,2,3,4,5,6,7,8,9,10,11'])
      expect((await submit({ nudges: number(hours) })).body.errors).toEqual({
        nudges: expect.stringMatching(/^Up to ten times, from 1 to 720 hours/),
      });
  });

  test('people of other workspaces, bots, leavers and strangers are in no list, and the error says why', async () => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UEXT', name: 'Eva Else', isExternal: true }),
      buildProfile({ slackUserId: 'UGONE', name: 'Lea', isDeactivated: true }),
      buildProfile({ slackUserId: 'UGUEST', name: 'Gus', isGuest: true }),
    ]);
    const before = await saved();
    const managers = users('UEXT', 'USTRANGER');
    const { body } = await submit({ managers, always: users('UGONE', 'UGUEST'), never: users('USTRANGER') });
    expect(body.errors).toEqual({
      managers: expect.stringMatching(/^People of other workspaces.*: Eva Else\. Baton does not know everybody/),
      always: 'Only people of this workspace who are still here refer anything. Take out: Lea.',
      never: expect.stringMatching(/^Baton does not know everybody/),
    });
    expect(await saved()).toEqual(before);
  });

  test('bots, guests and leavers are refused as managers by name, and why', async () => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UROBO', name: 'Robo', isBot: true }),
      buildProfile({ slackUserId: 'UGUEST', name: 'Gus', isGuest: true }),
      buildProfile({ slackUserId: 'UGONE', name: 'Lea', isDeactivated: true }),
    ]);
    const before = await saved();
    const { body } = await submit({ managers: users('UBEN', 'UROBO', 'UGUEST', 'UGONE') });
    expect(body.errors).toEqual({
      managers: expect.stringMatching(/Bots decide nothing.*: Robo\. .*has left.*: Lea\. Guests cannot.*: Gus\./),
    });
    expect(await saved()).toEqual(before);
  });

  test('what the payload lacks stays as it is: one field, or all of them', async () => {
    await submit({ feedback: { value: { selected_conversation: 'C8' } } });
    const before = await saved();
    await world.submit('UADMIN', MODAL.settings, {});
    expect(await saved()).toEqual(before);
    for (const field of Object.keys(written())) {
      await world.submit('UADMIN', MODAL.settings, { ...written(), feedback: undefined, [field]: undefined });
      expect([field, await saved()]).toEqual([field, before]);
      await world.submit('UADMIN', MODAL.settings, { ...written(), feedback: undefined, [field]: {} });
      expect([field, await saved()]).toEqual([field, before]);
    }
  });

  test('is for admins', async () => {
    const { body } = await submit({}, 'UANA');
    expect(JSON.stringify(body.view)).toContain('Only a workspace admin');
  });

  test.each([
    ['kolkata', 'Asia/Kolkata'],
    ['Calcutta', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['ho chi minh', 'Asia/Ho Chi Minh'],
    ['nuuk', 'America/Nuuk'],
    ['buenos', 'America/Argentina/Buenos Aires'],
    ['indianapolis', 'America/Indiana/Indianapolis'],
    ['chatham', 'Pacific/Chatham'],
  ])('the zone of %s is found, and called %s', async (city, shown) => {
    const { body } = await world.lookUp('UADMIN', LOOKUP.timeZone, 'zone', city);
    expect(body.options).toMatchObject([{ text: { text: shown } }]);
  });

  test('time zones are found as people write them', async () => {
    const { body } = await world.lookUp('UADMIN', LOOKUP.timeZone, 'zone', 'new york');
    expect(body.options).toMatchObject([{ value: 'America/New_York' }]);
    expect((await world.lookUp('UADMIN', LOOKUP.timeZone, 'zone')).body.options).toHaveLength(100);
    const typed = await world.lookUp('UADMIN', LOOKUP.timeZone, 'zone', 'São Paulo');
    expect(typed.body.options).toMatchObject([{ value: 'America/Sao_Paulo' }]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../sandbox/demo/eventually.js';
import type { HomeContent } from '../../../src/domain/model/views/home-content.js';
import { homeView, unknownMemberView } from '../../../src/slack/features/home/home.js';
import { privacyModal } from '../../../src/slack/features/privacy/privacy.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits, repeatedButtons } from '../../support/block-kit.js';
import {
  buildInvite,
  buildJob,
  buildMember,
  buildPerson,
  buildReferral,
  buildRelay,
  buildTenant,
} from '../../support/factories.js';
import { slackError } from '../../support/fake-slack.js';
import { buildHome, wordyHome } from '../../support/home-content.js';
import { START } from '../../support/memory-ports.js';
import { TEXTS } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const shown = (given: Partial<HomeContent> = {}, locale = 'en') =>
  JSON.stringify(homeView(buildHome(given), wordsIn(locale), START));
const LINKED = { id: 'p-ana', name: 'Ana Lopez', linkedBy: 'email' } as const;
const openInvites = [{ invite: buildInvite(), whyNotRefer: null, whyNotAsk: null, relay: null }];

describe.each(Object.keys(catalogues))('in %s', (locale) => {
  test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
    const text = TEXTS[name] ?? '';
    for (const connected of [true, false])
      for (const role of ['owner', 'member'] as const)
        expectFits(homeView(wordyHome(text, { connected, role }), wordsIn(locale), START), 'home');
    expectFits(homeView(buildHome(), wordsIn(locale), START), 'home');
    expectFits(unknownMemberView(wordsIn(locale)), 'home');
  });
});

describe('what it says', () => {
  test('who sets it up, and what is missing', () => {
    expect(shown({ connected: false, role: 'admin' })).toContain(ACTION.connect);
    expect(shown({ connected: false })).toMatch(/Ask an admin to run `\/referrals connect`/);
    expect(shown({ connected: false })).not.toContain(ACTION.connect);
    expect(shown()).toContain('not linked');
    expect(shown({ connected: false, role: 'admin' })).toMatch(/1\. Connect.*2\. Link.*3\. Try/);
    expect(shown({ member: buildMember({ accounts: [LINKED] }) })).not.toContain('Get started');
    expect(shown({ member: buildMember({ accounts: [LINKED] }) })).toContain('On the marketplace you are Ana Lopez');
    const forgotten = shown({ member: buildMember({ forgottenAt: START }) });
    expect(forgotten).toContain('Your data is deleted');
    expect(forgotten).not.toContain('not linked');
    expect(shown({ role: 'owner' })).toContain(ACTION.settings);
    expect(shown({ role: 'manager' })).not.toContain(ACTION.settings);
  });

  test('nothing that a guest is refused, unless they are linked, act for others, or guests count', () => {
    const guest = buildMember({ isGuest: true, accounts: [] });
    const offers = (given: Parameters<typeof shown>[0]) =>
      [ACTION.practice, ACTION.add].filter((action) => shown({ connected: false, ...given }).includes(`"${action}"`));
    const all = [ACTION.practice, ACTION.add];
    expect(offers({ member: guest })).toEqual([]);
    expect(shown({ member: guest })).toContain('Ask an admin to run `/referrals link`');
    expect(offers({ member: buildMember({ isGuest: true, accounts: [LINKED] }) })).toEqual(all);
    expect(offers({ member: guest, role: 'manager' })).toEqual(all);
    const settings = { ...buildTenant().settings, guests: true };
    expect(offers({ member: guest, tenant: buildTenant({ settings }) })).toEqual(all);
    expect(offers({ member: buildMember({ accounts: [] }) })).toEqual(all);
  });

  test('how long there is to answer an open invite, in the reader’s language', () => {
    expect(shown({ openInvites })).toContain('in 24 hours');
    expect(shown({ openInvites }, 'de')).toContain('in 24 Stunden');
    expect(shown({ openInvites })).not.toContain(' more. ');
    expect(shown({ openInvites, moreInvites: 14 })).toContain('And 14 more. Their cards are');
    const some = shown({ openInvites, moreInvites: 14, withoutCard: 10 });
    expect(some).toContain('And 10 more without messages of their own');
    expect(some).toContain('And 4 more. Their cards are');
    expect(shown({ openInvites, moreInvites: 10, withoutCard: 10 })).not.toContain('cards are');
  });

  test('to screen readers which invite each button is about', () => {
    const of = (title: string, more: object) => ({
      ...{ invite: buildInvite({ job: buildJob({ title }) }), whyNotRefer: null, relay: null, whyNotAsk: null },
      ...more,
    });
    const asking = (id: string) => ({ whyNotAsk: 'relay.running' as const, relay: buildRelay({ id }) });
    const titles = ['Lamps', 'Chairs', 'A table '.repeat(40)];
    const people = titles.map((name, at) => ({ person: buildPerson({ id: `p${at}`, name }) }));
    const home = buildHome({
      role: 'owner',
      anyLinked: true,
      openInvites: titles.flatMap((title) => [
        of(title, {}),
        of(`${title.slice(0, 20)} again`, asking(title.slice(0, 9))),
      ]),
      strangers: people,
    });
    for (const locale of ['en', 'de']) {
      const view = homeView(home, wordsIn(locale), START);
      expect(repeatedButtons(view)).toEqual([]);
      expectFits(view, 'home');
    }
  });

  test('the buttons of the card, and who is being asked first', () => {
    const offered = [ACTION.openJob, ACTION.accept, ACTION.decline, ACTION.refer, ACTION.ask];
    for (const action of offered) expect(shown({ openInvites })).toContain(`"${action}"`);
    const asking = shown({
      openInvites: [{ invite: buildInvite(), whyNotRefer: null, whyNotAsk: 'relay.running', relay: buildRelay() }],
    });
    expect(asking).toContain(ACTION.stopAsking);
    expect(asking).not.toContain(`"${ACTION.ask}"`);
  });

  test('why Refer is missing', () => {
    expect(shown({ openInvites })).toContain(ACTION.refer);
    const why = 'referral.privateJob';
    const closed = shown({ openInvites: [{ invite: buildInvite(), whyNotRefer: why, whyNotAsk: why, relay: null }] });
    expect(closed).toMatch(/Why Refer is missing:\* This job is private/);
    expect(closed).toContain(ACTION.decline);
    expect(closed).not.toContain(ACTION.refer);
  });

  test('how somebody who is not linked gets there: an admin does not have to ask an admin', () => {
    expect(shown()).toContain('Ask an admin to run `/referrals link`');
    expect(shown({ role: 'admin', anyLinked: true })).toContain('link yourself with `/referrals link`');
    expect(shown({ role: 'admin' })).toContain('"first-link"');
    for (const anyLinked of [true, false]) expect(shown({ role: 'admin', anyLinked })).not.toContain('Ask an admin');
  });

  test('that Slack takes no message to me, for a day after it refused one', () => {
    const refused = (ago: number) =>
      shown({ member: buildMember({ unreachedAt: new Date(START.getTime() - ago * 3_600_000) }) });
    expect(refused(1)).toContain('Slack does not deliver Baton’s messages to you');
    for (const view of [refused(25), shown()]) expect(view).not.toContain('Slack does not deliver');
  });

  test('whom to ask, of many the first five', () => {
    expect(shown()).not.toContain('Questions?');
    expect(shown({ whomToAsk: ['Olga <3'] })).toContain('Ask Olga &lt;3, who looks after Baton here');
    const many = ['Ana', 'Ben', 'Cem', 'Dea', 'Eli', 'Finn'];
    expect(shown({ whomToAsk: many })).toContain('Ask Ana, Ben, Cem, Dea, or Eli, who look after Baton here');
  });

  test('one line while nothing is counted', () => {
    const tallies = { week: {}, month: {}, quarter: {}, all: {} };
    expect(shown({ tallies })).toContain('Nothing has been counted yet');
    expect(shown({ tallies })).not.toContain('*0* referred');
  });

  test('my counts of the period that I chose, in one line', () => {
    const tallies = { week: {}, month: { sent: 2 }, quarter: { sent: 7, hired: 1 }, all: {} };
    expect(shown({ tallies })).toMatch(/\*2\* referred → .*"initial_option":\{"value":"month"/);
    const member = buildMember({ homeView: { list: 'sent', filter: 'all', span: 'quarter' } });
    expect(shown({ tallies, member })).toMatch(
      /\*7\* referred → .* → \*1\* hired.*"initial_option":\{"value":"quarter"/,
    );
  });

  test('the list that I chose, how far each got, and who has left', () => {
    const member = buildMember({ homeView: { list: 'received', filter: 'won' } });
    const referrals = [
      buildReferral({ status: 'forwarded', milestones: ['viewed', 'interviewed'] }),
      buildReferral({ status: 'hired', from: { slackUserId: 'UGONE', name: '' } }),
      { ...buildReferral({ status: 'hired' }), from: { slackUserId: 'ULEFT', name: '', hasLeft: true } } as const,
    ];
    const view = shown({ member, referrals });
    expect(view).toMatch(
      /from Ana Lopez: the client is talking to them.*from a member: hired.*from Former member: hired/,
    );
    expect(view).toMatch(/"header","text":\{"type":"plain_text","text":"Referred to me"/);
    expect(view).toContain(ACTION.listSent);
    expect(view).toMatch(/"initial_option":\{"value":"won"/);
  });

  test('a way on where there is more, and a way back', () => {
    expect(shown()).not.toContain(ACTION.nextPage);
    expect(shown({ next: START })).toContain(`"value":"${START.toISOString()}"`);
    const before = START;
    expect(shown({ member: buildMember({ homeView: { list: 'sent', filter: 'all', before } }) })).toContain(
      ACTION.firstPage,
    );
  });

  test('what others see of me, from my own day on', () => {
    const full = (until: string) => shown({ member: buildMember({ availability: { kind: 'full', until } }) });
    expect(full('2999-12-01')).toContain('You are full until Dec 1, 2999');
    expect(full('2000-01-01')).toContain('You are open to work');
    const preferences = { muted: [], digest: true, onLeaderboard: true, hidden: true };
    expect(shown({ member: buildMember({ preferences }) })).toContain('You are hidden');
  });

  test('that deleting cannot be taken back', () => {
    expect(JSON.stringify(privacyModal(words))).toMatch(/"style":"danger","confirm":\{.*Nobody/);
    expect(shown()).not.toContain('danger');
  });
});

describe('the tab', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.invites.insert(buildInvite({ id: 'i1' }));
  });
  afterEach(() => world.close());
  const onHome = { response_url: undefined, view: { type: 'home', id: 'VH', state: { values: {} } } };
  const homes = async () => {
    await world.made.stop();
    return world.ports.messenger.homes;
  };
  const choice = async () => (await world.ports.members.get('T1', 'UANA'))?.homeView;

  test('is published when it is opened, to whoever opens it, and kept up to date from then on', async () => {
    await world.event({ type: 'app_home_opened', user: 'UANA', tab: 'home' });
    await world.event({ type: 'app_home_opened', user: 'UANA', tab: 'messages' });
    const [shown, ...more] = await homes();
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ slackUserId: 'UANA', home: { openInvites: [{ invite: { id: 'i1' } }] } });
    expect((await world.ports.members.get('T1', 'UANA'))?.homeOpenedAt).toBeTruthy();
  });

  test('asks somebody who is not known yet to come back', async () => {
    await world.event({ type: 'app_home_opened', user: 'UNEW', tab: 'home' });
    expect(await homes()).toEqual([]);
    expect(JSON.stringify(world.slack.of('views.publish')[0]?.args)).toMatch(/UNEW.*in a minute/);
  });

  test('is shown to nobody where Slack knows no such person, and no error is reported', async () => {
    world.slack.replies('views.publish', slackError('user_not_found'));
    const { status } = await world.event({ type: 'app_home_opened', user: 'UNOBODY', tab: 'home' });
    expect(status).toBe(200);
    const told = () => world.ports.log.lines.filter(({ level }) => level !== 'info');
    await eventually('it is told', async () => told().length > 0);
    expect(told()).toMatchObject([{ level: 'warn', event: 'home.not-shown', fields: { slack: 'user_not_found' } }]);
  });

  test('is not shown to people of other workspaces', async () => {
    await world.ports.members.save('T1', [buildMember({ slackUserId: 'UEXT', isExternal: true })]);
    await world.event({ type: 'app_home_opened', user: 'UEXT', tab: 'home' });
    expect(await homes()).toEqual([]);
    expect(world.slack.of('views.publish')).toEqual([]);
  });

  test('loses an invite once it is answered there', async () => {
    await world.click('UANA', ACTION.accept, 'i1', onHome);
    expect((await homes()).at(-1)?.home.openInvites).toEqual([]);
  });

  test('remembers that a modal came from it', async () => {
    await world.click('UANA', ACTION.refer, 'i1', onHome);
    await world.made.stop();
    expect(world.slack.of('views.open')[0]?.args.view.private_metadata).toContain('"fromHome":true');
  });

  test('keeps the list, the filter and the page that I choose', async () => {
    await world.click('UANA', ACTION.listReceived, 'received', onHome);
    expect(await choice()).toEqual({ list: 'received', filter: 'all' });
    const picked = { type: 'static_select', action_id: ACTION.filter, block_id: 'lists', action_ts: '1' };
    await world.click('UANA', ACTION.filter, '', {
      ...onHome,
      actions: [{ ...picked, selected_option: { value: 'won', text: { type: 'plain_text', text: 'x' } } }],
    });
    expect(await choice()).toEqual({ list: 'received', filter: 'won' });
    await world.click('UANA', ACTION.nextPage, START.toISOString(), onHome);
    expect(await choice()).toEqual({ list: 'received', filter: 'won', before: START });
    await world.click('UANA', ACTION.firstPage, 'first', onHome);
    expect(await choice()).toEqual({ list: 'received', filter: 'won' });
    await world.click('UANA', ACTION.nextPage, 'soon', onHome);
    await world.click('UANA', ACTION.listSent, 'sent', onHome);
    expect(await choice()).toEqual({ list: 'sent', filter: 'won' });
    const span = { type: 'static_select', action_id: ACTION.span, block_id: 'numbers', action_ts: '1' };
    await world.click('UANA', ACTION.span, '', {
      ...onHome,
      actions: [{ ...span, selected_option: { value: 'week', text: { type: 'plain_text', text: 'x' } } }],
    });
    expect(await choice()).toEqual({ list: 'sent', filter: 'won', span: 'week' });
    expect((await homes()).length).toBe(7);
  });

  test('opens what is kept about me, and confirms above it', async () => {
    await world.click('UANA', ACTION.privacy, 'privacy', onHome);
    const inModal = { response_url: undefined, view: { type: 'modal', id: 'VM', state: { values: {} } } };
    await world.click('UANA', ACTION.exportData, 'export-data', inModal);
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain(ACTION.deleteData);
    expect(JSON.stringify(world.slack.of('views.push')[0]?.args.view)).toContain('direct message');
  });

  test('sends a practice invite, and says so', async () => {
    await world.click('UANA', ACTION.practice, 'practice', onHome);
    await world.made.stop();
    expect(await world.ports.invites.openFor('T1', 'UANA', 5)).toContainEqual(
      expect.objectContaining({ practice: true }),
    );
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain('practice invite is on its way');
  });

  test('plans my files, and says so', async () => {
    await world.click('UANA', ACTION.exportData, 'export-data', onHome);
    await world.click('UANA', ACTION.exportReferrals, 'export-referrals', onHome);
    await world.made.stop();
    expect((await world.ports.members.get('T1', 'UANA'))?.work.map(({ job }) => job)).toEqual([
      'export-data',
      'export-referrals',
    ]);
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain('direct message');
  });

  test.each([
    [ACTION.exportData, 'export-data'],
    [ACTION.exportReferrals, 'export-referrals'],
    [ACTION.practice, 'practice'],
  ])('%s says at once where Slack refuses a direct message', async (action, value) => {
    world.slack.replies('conversations.open', slackError('messages_tab_disabled'));
    await world.click('UANA', action, value, onHome);
    await world.made.stop();
    const [shown] = world.slack.of('views.open').map(({ args }) => JSON.stringify(args.view));
    expect(shown).toContain('does not let Baton write to you in a direct message');
  });

  test('plans that my data is deleted before Slack is answered, and says so', async () => {
    const { status } = await world.click('UANA', ACTION.deleteData, 'delete-data', onHome);
    const work = (await world.ports.members.get('T1', 'UANA'))?.work;
    expect([status, work]).toMatchObject([200, [{ job: 'forget-member' }]]);
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain('Your data will be deleted');
  });
});

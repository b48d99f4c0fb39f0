import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HomeContent } from '../../../src/domain/model/views/home.js';
import { homeView, unknownMemberView } from '../../../src/slack/features/home/home.js';
import { ACTION } from '../../../src/slack/reply/ids.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { expectFits } from '../../support/block-kit.js';
import { buildInvite, buildMember, buildReferral, buildRelay } from '../../support/factories.js';
import { buildHome, wordyHome } from '../../support/home-content.js';
import { START } from '../../support/memory-ports.js';
import { TEXTS } from '../../support/slack-content.js';
import { type SlackWorld, slackWorld } from '../../support/slack-world.js';
import { words, wordsIn } from './words.js';

const shown = (given: Partial<HomeContent> = {}, locale = 'en') =>
  JSON.stringify(homeView(buildHome(given), wordsIn(locale), START));
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
    const forgotten = shown({ member: buildMember({ forgottenAt: START }) });
    expect(forgotten).toContain('Your data is deleted');
    expect(forgotten).not.toContain('not linked');
    expect(shown({ role: 'owner' })).toContain(ACTION.settings);
    expect(shown({ role: 'manager' })).not.toContain(ACTION.settings);
  });

  test('how long there is to answer an open invite, in the reader’s language', () => {
    expect(shown({ openInvites })).toContain('in 24 hours');
    expect(shown({ openInvites }, 'de')).toContain('in 24 Stunden');
    expect(shown({ openInvites })).not.toContain('more, which');
    expect(shown({ openInvites, moreInvites: 14 })).toContain('And 14 more, which expire later');
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
    expect(shown({ role: 'admin' })).toContain('Link yourself with `/referrals link`');
    expect(shown({ role: 'admin' })).not.toContain('Ask an admin');
  });

  test('one line while nothing is counted', () => {
    const tallies = { week: {}, month: {}, quarter: {}, all: {} };
    expect(shown({ tallies })).toContain('Nothing has been counted yet');
    expect(shown({ tallies })).not.toContain('Sent: 0');
  });

  test('my counts of four periods', () => {
    expect(shown({ tallies: { week: {}, month: {}, quarter: { sent: 7 }, all: {} } })).toMatch(
      /This week.*This month.*This quarter\*\\nSent: 7.*All time/,
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
    expect(view).toMatch(/"value":"received","style":"primary"/);
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
    expect(JSON.stringify(homeView(buildHome(), words, START).blocks)).toMatch(/"style":"danger","confirm":\{.*Nobody/);
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
    expect((await homes()).length).toBe(6);
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

  test('plans that my data is deleted before Slack is answered, and says so', async () => {
    const { status } = await world.click('UANA', ACTION.deleteData, 'delete-data', onHome);
    const work = (await world.ports.members.get('T1', 'UANA'))?.work;
    expect([status, work]).toMatchObject([200, [{ job: 'forget-member' }]]);
    await world.made.stop();
    expect(JSON.stringify(world.slack.of('views.open')[0]?.args.view)).toContain('Your data will be deleted');
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { homeView } from '../../../src/slack/home/home.js';
import { ACTION } from '../../../src/slack/ids.js';
import { expectFits } from '../../support/block-kit.js';
import { buildConnection, buildInvite, buildJob, buildMember } from '../../support/factories.js';
import { TEXTS, wordyInvite, wordyReferral } from '../../support/slack-content.js';
import { type SlackWorld, slackWorld } from '../../support/slack-world.js';
import { words } from './words.js';

const mine = { tallies: { week: {}, month: {}, all: {} }, sent: [], received: [], openInvites: [] };
const home = { mine, member: buildMember(), connection: buildConnection(), isAdmin: false };
const shown = (given: object) => JSON.stringify(homeView({ ...home, ...given }, words));

test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const openInvites = Array.from({ length: 10 }, () => wordyInvite(text));
  const sent = Array.from({ length: 5 }, () => wordyReferral(text));
  const member = buildMember({ person: { id: 'p', name: text, linkedBy: 'hand' } });
  const full = { mine: { ...mine, openInvites, sent, received: sent }, member };
  for (const connection of [null, buildConnection({ name: text })])
    for (const isAdmin of [true, false]) expectFits(homeView({ ...full, connection, isAdmin }, words), 'home');
});

describe('what it says', () => {
  test('who sets it up, and what is missing', () => {
    expect(shown({ connection: null, isAdmin: true })).toContain(ACTION.connect);
    expect(shown({ connection: null })).toMatch(/Ask an admin to run `\/referrals connect`/);
    expect(shown({ connection: null })).not.toContain(ACTION.connect);
    expect(shown({})).toContain('not linked');
    expect(shown({ isAdmin: true })).toContain(ACTION.settings);
  });

  test('the answers to an open invite, without Refer for a private job', () => {
    const open = shown({ mine: { ...mine, openInvites: [buildInvite()] } });
    expect(open).toContain(ACTION.refer);
    const closed = shown({ mine: { ...mine, openInvites: [buildInvite({ job: buildJob({ private: true }) })] } });
    expect(closed).toContain(ACTION.decline);
    expect(closed).not.toContain(ACTION.refer);
  });
});

describe('the tab', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.invites.insert(buildInvite({ id: 'i1' }));
  });
  afterEach(() => world.close());
  const published = async () => {
    await world.made.stop();
    return world.slack.of('views.publish').map(({ args }) => args);
  };

  test('is published when it is opened, to whoever opens it', async () => {
    await world.event({ type: 'app_home_opened', user: 'UANA', tab: 'home' });
    await world.event({ type: 'app_home_opened', user: 'UANA', tab: 'messages' });
    const [view, ...more] = await published();
    expect(more).toEqual([]);
    expect(view).toMatchObject({ user_id: 'UANA' });
    expect(JSON.stringify(view)).toContain('"i1"');
  });

  test('is not shown to people of other workspaces', async () => {
    await world.ports.members.save('T1', [buildMember({ slackUserId: 'UEXT', isExternal: true })]);
    await world.event({ type: 'app_home_opened', user: 'UEXT', tab: 'home' });
    expect(await published()).toEqual([]);
  });

  test('loses an invite once it is answered there', async () => {
    await world.click('UANA', ACTION.accept, 'i1', { response_url: undefined, view: { type: 'home', id: 'VH' } });
    const [view] = await published();
    expect(JSON.stringify(view)).not.toContain('"i1"');
  });

  test('remembers that a modal came from it', async () => {
    await world.click('UANA', ACTION.refer, 'i1', { view: { type: 'home', id: 'VH', state: { values: {} } } });
    await world.made.stop();
    expect(world.slack.of('views.open')[0]?.args.view.private_metadata).toContain('"fromHome":true');
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { help } from '../../../src/slack/referrals-command/help.js';
import { myReferrals } from '../../../src/slack/referrals-command/my-referrals.js';
import { teamReferrals } from '../../../src/slack/referrals-command/team-referrals.js';
import { expectFits } from '../../support/block-kit.js';
import { buildReferral } from '../../support/factories.js';
import { REFERRAL_STATUSES, TEXTS, wordyReferral } from '../../support/slack-content.js';
import { type SlackWorld, slackWorld } from '../../support/slack-world.js';
import { words } from './words.js';

const counts = { sent: 12, forwarded: 10, accepted: 4, hired: 2, received: 7 };
const none = { tallies: { week: {}, month: {}, all: {} }, sent: [], received: [], openInvites: [] };

test.each(Object.keys(TEXTS))('every answer fits with %s text', (name) => {
  const text = TEXTS[name] ?? '';
  const referrals = REFERRAL_STATUSES.map((status) => wordyReferral(text, { status }));
  expectFits(myReferrals({ ...none, sent: referrals, received: referrals }, words), 'message');
  const members = Array.from({ length: 200 }, () => ({ name: text, counts }));
  expectFits(teamReferrals({ team: counts, members }, 'all', words), 'message');
  expectFits(help(words, text), 'message');
});

describe('what it says', () => {
  test('my counts by period, as text too', () => {
    const { text, blocks } = myReferrals({ ...none, tallies: { ...none.tallies, all: counts } }, words);
    expect(text).toContain('12 sent, 10 forwarded, 4 accepted, 2 hired, 7 received');
    expect(JSON.stringify(blocks)).toMatch(/This week\*\\nSent: 0.*This month.*All time\*\\nSent: 12/);
  });

  test('names, never mentions', () => {
    const referral = buildReferral({ status: 'hired' });
    const said = JSON.stringify(myReferrals({ ...none, sent: [referral], received: [referral] }, words));
    expect(said).toMatch(/to Ben Okoro: hired.*from Ana Lopez: hired/);
    expect(said).not.toContain('<@');
  });

  test('how many of the team are not shown', () => {
    const members = Array.from({ length: 200 }, (_, i) => ({ name: '&'.repeat(150) + i, counts }));
    const { blocks } = teamReferrals({ team: counts, members }, 'week', words);
    const shown = JSON.stringify(blocks).match(/12 sent/g)?.length ?? 0;
    expect(JSON.stringify(blocks)).toContain(`${200 - (shown - 1)} more members are not shown`);
  });

  test('who has left has no name', () => {
    const members = [{ name: '', counts }];
    expect(JSON.stringify(teamReferrals({ team: counts, members }, 'all', words))).toContain('Former member');
  });
});

describe('the command', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await slackWorld();
    await world.ports.referrals.insert(buildReferral({ status: 'forwarded' }));
    const move = { member: 'UANA', period: 'all', count: 'sent', by: 3 } as const;
    await world.ports.tallies.add('T1', [move, { ...move, member: '*' }]);
  });
  afterEach(() => world.close());

  test('alone shows my referrals, to me alone', async () => {
    const { status, body } = await world.command('UANA', '  ');
    expect(status).toBe(200);
    expect(body).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('3 sent') });
    expect(JSON.stringify(body.blocks)).toContain('to Ben Okoro: sent, no answer yet');
    expect((await world.command('UBEN', '')).body.text).toContain('0 sent');
  });

  test.each([
    ['team all', '3 sent'],
    ['TEAM', 'this month: 0 sent'],
    ['team week', 'this week: 0 sent'],
    ['help', 'What you can do'],
  ])('%s', async (text, said) => {
    expect((await world.command('UANA', text)).body.text).toContain(said);
  });

  test.each(['dance', 'team tomorrow', 'constructor', '<!channel>'])('%s is answered with help', async (text) => {
    const { body } = await world.command('UANA', text);
    expect(JSON.stringify(body.blocks[0])).toMatch(/I do not know “.*”/);
  });

  test.each(['connect', 'link', 'settings'])('%s is for admins', async (text) => {
    expect((await world.command('UANA', text)).body.text).toContain('Only a workspace admin');
    expect(await world.command('UADMIN', text)).toMatchObject({ status: 200, body: '' });
    expect(world.slack.of('views.open')).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PREFERENCES } from '../../../src/domain/model/member/member.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import { colleagueView } from '../../../src/slack/features/command/colleague-counts.js';
import { help } from '../../../src/slack/features/command/help.js';
import { myReferrals } from '../../../src/slack/features/command/my-referrals.js';
import { parseAvailability } from '../../../src/slack/features/command/parse-availability.js';
import { secretMessage } from '../../../src/slack/features/command/rotate-secret.js';
import { teamReferrals } from '../../../src/slack/features/command/team-counts.js';
import { privacyView } from '../../../src/slack/features/privacy/privacy.js';
import { catalogues } from '../../../src/slack/words/words.js';
import { RESPONSE_URL, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { expectFits } from '../../support/block-kit.js';
import { buildConnection, buildProfile, buildReferral, contractConfig } from '../../support/factories.js';
import { rateLimited, slackError } from '../../support/fake-slack.js';
import { noCounts } from '../../support/home-content.js';
import { REFERRAL_STATUSES, TEXTS, wordyReferral } from '../../support/slack-content.js';
import { words, wordsIn } from './words.js';

const counts = { sent: 12, forwarded: 10, seen: 6, accepted: 4, hired: 2, received: 7 };
const none = { tallies: noCounts, sent: [], received: [], more: { sent: false, received: false } };
const board = { team: counts, members: [], unshown: 0 };

describe.each(Object.keys(catalogues))('every answer in %s', (locale) => {
  test.each(Object.keys(TEXTS))('fits with %s text', (name) => {
    const text = TEXTS[name] ?? '';
    const said = wordsIn(locale);
    const referrals = REFERRAL_STATUSES.map((status) => wordyReferral(text, { status }));
    expectFits(myReferrals({ ...none, sent: referrals, received: referrals }, said), 'message');
    const members = Array.from({ length: 200 }, (_, at) => ({
      name: text,
      slackUserId: `U${at}`,
      handle: text,
      counts,
    }));
    for (const withTable of [true, false]) {
      expectFits(teamReferrals({ ...board, members, unshown: 3 }, 'all', said, withTable), 'message');
      expectFits(teamReferrals({ team: {}, members: [], unshown: 0 }, 'quarter', said, withTable), 'message');
    }
    expectFits(colleagueView({ name: text, tallies: noCounts }, said), 'message');
    for (const isAdmin of [true, false]) expectFits(help(said, isAdmin, text), 'message');
    expectFits(privacyView(said), 'message');
    expectFits(
      secretMessage('Sandbox', [{ label: { en: 'Secret', de: 'Geheimnis' }, value: 'whsec_x' }], said),
      'message',
    );
  });
});

describe('what it says', () => {
  test('my counts by period, as text too', () => {
    const { text, blocks } = myReferrals({ ...none, tallies: { ...noCounts, all: counts } }, words);
    expect(text).toContain('12 referred, 10 sent, 4 accepted, 2 hired, 7 received');
    expect(JSON.stringify(blocks)).toMatch(
      /This week:\* \*0\* referred.*This month.*This quarter:\* \*0\* referred.*All time:\* \*12\* referred/,
    );
  });

  test('names, never mentions', () => {
    const referral = buildReferral({ status: 'hired' });
    const said = JSON.stringify(myReferrals({ ...none, sent: [referral], received: [referral] }, words));
    expect(said).toMatch(/to Ben Okoro: hired.*from Ana Lopez: hired/);
    expect(said).not.toContain('<@');
  });

  test('how many of the team are not shown, for want of room or because they chose so', () => {
    const members = Array.from({ length: 200 }, (_, i) => ({
      name: i + '&'.repeat(150),
      slackUserId: `U${i}`,
      counts,
    }));
    const { blocks } = teamReferrals({ ...board, members, unshown: 1 }, 'week', words, false);
    const shown = JSON.stringify(blocks).match(/12 referred/g)?.length ?? 0;
    expect(JSON.stringify(blocks)).toContain(`${200 - shown} more members are not listed here`);
    expect(JSON.stringify(blocks)).toContain('1 more member has numbers and does not show them');
    const table = JSON.stringify(teamReferrals({ ...board, members, unshown: 1 }, 'week', words, true).blocks);
    expect(table).toContain('101 more members are not listed here');
  });

  test('says where the older ones are, where there are any', () => {
    const latest = words.mrkdwn('mine.latest', { count: 1 });
    const mine = { ...none, sent: [buildReferral()], received: [buildReferral()] };
    expect(JSON.stringify(myReferrals(mine, words))).not.toContain(latest);
    const some = JSON.stringify(myReferrals({ ...mine, more: { sent: true, received: false } }, words));
    expect(some.split(latest)).toHaveLength(2);
  });

  test('the way from referral to hire, and its shares of all time', () => {
    const all = JSON.stringify(teamReferrals(board, 'all', words, true));
    expect(all).toContain('*12* referred → *6* seen → *4* accepted → *2* hired');
    expect(all).toContain('50% were seen, 33% accepted and 17% hired');
    expect(JSON.stringify(teamReferrals(board, 'week', words, true))).not.toContain('%');
  });

  test('people of the same name are told apart, by their handles or else their ids', () => {
    const named = (at: number) => ({ name: at % 2 ? 'Max Müller' : 'max muller', slackUserId: `U${at}`, counts });
    const members = Array.from({ length: 20 }, (_, at) => ({ ...named(at), ...(at > 4 && { handle: `max${at}` }) }));
    for (const withTable of [true, false]) {
      const shown = JSON.stringify(teamReferrals({ ...board, members }, 'all', words, withTable).blocks);
      for (const mark of ['U0', 'U4', '@max5', '@max19']) expect(shown).toContain(` · ${mark}`);
    }
    const alone = JSON.stringify(teamReferrals({ ...board, members: [named(1)] }, 'all', words, true).blocks);
    expect(alone).toContain('"Max Müller"');
  });

  test('who has left has no name', () => {
    const members = [
      { name: '', hasLeft: true, slackUserId: 'U1', handle: 'ana', counts },
      { name: '', hasLeft: true, slackUserId: 'U2', counts },
    ] as const;
    for (const withTable of [true, false])
      expect(JSON.stringify(teamReferrals({ ...board, members }, 'all', words, withTable))).toContain('Former member');
    expect(JSON.stringify(teamReferrals({ ...board, members }, 'all', words, true))).not.toMatch(/@ana|U1|U2/);
    expect(JSON.stringify(colleagueView({ name: '', hasLeft: true, tallies: noCounts }, wordsIn('de')))).toContain(
      'Ehemaliges',
    );
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
  const says = async (user: string, text: string): Promise<string> => {
    const { body } = await world.command(user, text);
    return body.text ?? (await toldLater());
  };
  const toldLater = async () => {
    await world.made.stop();
    return String(world.slack.of(RESPONSE_URL)[0]?.args.text);
  };

  test('alone shows my referrals, to me alone', async () => {
    const { status, body } = await world.command('UANA', '  ');
    expect(status).toBe(200);
    expect(body).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('3 referred') });
    expect(JSON.stringify(body.blocks)).toContain('to Ben Okoro: sent, no answer yet');
    expect(await says('UBEN', '')).toContain('0 referred');
  });

  test('names nobody who has left', async () => {
    await world.ports.members.save('T1', [
      { ...(await world.ports.members.get('T1', 'UBEN')), isDeactivated: true } as never,
    ]);
    expect(JSON.stringify((await world.command('UANA', '')).body.blocks)).toContain('to Former member');
  });

  test.each([
    ['team all', '3 referred'],
    ['TEAM', 'this month: 0 referred'],
    ['team Quarter', 'this quarter: 0 referred'],
    ['team week', 'this week: 0 referred'],
    ['team Woche', 'this week: 0 referred'],
    ['team diesen Monat!', 'this month: 0 referred'],
    ['team ｑｕａｒｔｅｒ', 'this quarter: 0 referred'],
    ['/referrals team week', 'this week: 0 referred'],
    ['/referrals', 'My referrals. All time'],
    ['ｔｅａｍ', 'this month: 0 referred'],
    ['help', 'What you can do'],
    ['privacy', 'What Baton keeps'],
    ['feedback', 'Write what you want to say'],
    ['skills', 'You have named no skills yet'],
    ['available', 'does not know yet whether you have time'],
    ['available maybe', 'I did not understand'],
    ['team\u200B all\u200B.', '3 referred'],
    ['team\u200Bweek\u2060', 'this week: 0 referred'],
    ['\uFEFFteam: quarter!', 'this quarter: 0 referred'],
    ['help,', 'What you can do'],
    ['\u200B', 'My referrals'],
    ['available full until tomorrow\u200B.', 'You are full until'],
    ['available open!', 'You are open to work'],
    ['available full until 2000-01-01', 'This day is not in the future'],
    ['available full until Dec 1st', 'You are full until Dec 1'],
    ['available full until the 2nd of December', 'You are full until Dec 2'],
    ['available full until 3rd Dec.', 'You are full until Dec 3'],
    ['@ben', 'Name somebody from the list'],
    ['“@ben”', 'Name somebody from the list'],
  ])('%s', async (text, said) => {
    expect(await says('UANA', text)).toContain(said);
  });

  test.each([
    ['en-US', '2028-02-29'],
    ['de-DE', '2026-12-24'],
    ['en-GB', '2027-03-15'],
    ['de-AT', '2029-12-31'],
  ])('the examples of when I have time again are understood in %s on %s', (locale, today) => {
    const how = wordsIn(locale).mrkdwn('availability.how', { said: '', day: '' });
    const [open, full, until = '', ...days] = [...how.matchAll(/`([^`]+)`/g)].map(([, example]) => example);
    const said = (text = '') => parseAvailability(text.replace('/referrals available ', ''), today, locale);
    expect([said(open), said(full)]).toEqual([{ kind: 'open' }, { kind: 'full' }]);
    expect(days).toHaveLength(3);
    for (const day of days) expect(said(`${until} ${day}`)).toEqual({ kind: 'full', until: expect.any(String) });
  });

  test.each([
    ['en-US', 'Practice:', 'A practice invite is on its way'],
    ['de-DE', 'Zum Üben:', 'Eine Einladung zum Üben ist'],
  ])('demo sends a practice invite, in the language of whoever asked (%s)', async (locale, title, answer) => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', locale })]);
    expect(await says('UANA', 'demo')).toContain(answer);
    const [invite] = (await world.ports.invites.openFor('T1', 'UANA', 9)).filter(({ practice }) => practice);
    expect(invite?.job.title).toContain(title);
    expect(invite?.work.map(({ job }) => job)).toContain('announce-invite');
  });

  test.each([
    ['?', 'What you can do'],
    ['Hilfe', 'What you can do'],
    ['skill add Go', 'Your skills: Go'],
    ['F\u00E4higkeiten Go', 'Your skills: Go'],
    ['Fa\u0308higkeiten Go', 'Your skills: Go'],
    ['faehigkeiten Go', 'Your skills: Go'],
    ['verf\u00FCgbar voll bis morgen', 'You are full until'],
    ['Datenschutz', 'What Baton keeps'],
  ])('%s is understood too', async (text, said) => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', locale: 'en-US' })]);
    expect(await says('UANA', text)).toContain(said);
    const { body } = await world.command('UANA', text);
    expect(JSON.stringify(body)).not.toContain('I do not know');
  });

  test.each(['dance', 'team tomorrow', 'constructor', '<!channel>'])('%s is answered with help', async (text) => {
    const { body } = await world.command('UANA', text);
    expect(JSON.stringify(body.blocks[0])).toMatch(/I do not know “.*”/);
  });

  test('without anything behind it, or another command, is answered in plain words', async () => {
    const form = { team_id: 'T1', user_id: 'UANA', trigger_id: 'trigger', response_url: RESPONSE_URL };
    const { body } = await world.send(new URLSearchParams({ ...form, command: '/referrals' }).toString());
    expect(body.text).toContain('My referrals');
    const other = await world.command('UANA', 'help', { command: '/other' });
    expect(other).toMatchObject({ status: 200, body: { response_type: 'ephemeral' } });
    expect(other.body.text).toBe('Baton does not answer to “/other” here. Use `/referrals` instead.');
  });

  test('of a bot, or of somebody who has left, says why there are no counts', async () => {
    await world.ports.members.save('T1', [
      buildProfile({ slackUserId: 'UBEN', name: 'Ben Okoro', isDeactivated: true }),
      buildProfile({ slackUserId: 'UROBO', name: 'Robo', isBot: true }),
    ]);
    expect(await says('UANA', '<@UBEN|ben>')).toContain('not a member of the team any more');
    expect(await says('UANA', '<@UROBO|robo>')).toContain('Robo is a bot');
  });

  test.each([
    ['a guest', { isGuest: true }],
    ['somebody whom the directory does not know', null],
  ])('%s is shown nothing of the team, and told why', async (_name, given) => {
    if (given) await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', ...given })]);
    for (const text of ['', 'team', 'trend', 'demo', 'skills', 'available', 'feedback hello', '<@UANA|ana>'])
      expect(await says('UEVE', text)).toContain('Only members of the team can do that');
    expect(await says('UEVE', 'help')).toContain('What you can do');
    expect(await says('UEVE', 'privacy')).toContain('What Baton keeps');
  });

  test('somebody who has left is told that their account is deactivated', async () => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', isDeactivated: true })]);
    for (const text of ['', 'team', 'help']) expect(await says('UEVE', text)).toContain('deactivated');
  });

  test('a guest who has invites sees their own counts, and none of the team', async () => {
    await world.ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', isGuest: true })]);
    await world.ports.members.link('T1', 'UEVE', [{ id: 'p-eve', name: 'Eve', linkedBy: 'hand' }]);
    expect(await says('UEVE', '')).toContain('My referrals');
    expect(await says('UEVE', 'team')).toContain('Only members of the team');
  });

  test.each(['connect', 'link', 'settings'])('%s is for admins', async (text) => {
    expect(await says('UANA', text)).toContain('Only a workspace admin');
    expect(await world.command('UADMIN', text)).toMatchObject({ status: 200, body: '' });
    await world.made.stop();
    expect(world.slack.of('views.open')).toHaveLength(1);
  });

  test('says what I can do and whether I have time', async () => {
    expect(await says('UANA', 'skills Go,  Rust')).toContain('Your skills: Go, Rust');
    expect(await says('UANA', 'Available full until 2999-12-01')).toContain('too far away');
    expect(await says('UANA', 'available full')).toContain('You are full until you say otherwise');
    expect(await world.ports.members.get('T1', 'UANA')).toMatchObject({
      skills: ['Go', 'Rust'],
      availability: { kind: 'full' },
    });
    expect(await says('UNEW', 'skills Go')).toContain('wait a minute');
  });

  test.each(['none', 'keine', 'clear', 'leer', '-', '\u2013', '„“'])('skills %s empties the list', async (nothing) => {
    await says('UANA', 'skills Go, Rust');
    expect(await says('UANA', `skills ${nothing}`)).toBe('Your list of skills is empty now.');
    expect((await world.ports.members.get('T1', 'UANA'))?.skills).toEqual([]);
  });

  test.each([
    ['skills add Rust, go', ['Go', 'C++', 'Rust'], 'Your skills: Go, C++, Rust'],
    ['skills hinzufügen: Rust', ['Go', 'C++', 'Rust'], 'Your skills: Go, C++, Rust'],
    ['skills remove GO', ['C++'], 'Your skills: C++'],
    ['skills remove Go, Perl', ['C++'], 'Your skills: C++\nNot in your list: Perl'],
    ['skills delete all', [], 'Your list of skills is empty now.'],
    [
      'skills “Go”, ‘Rust’',
      ['Go', 'Rust'],
      'Before: Go, C++. To add to the list instead, write `/referrals skills add`',
    ],
    ['skills C++, Go, Rust', ['C++', 'Go', 'Rust'], 'Your skills: C++, Go, Rust'],
  ])('%s changes a list of Go and C++', async (text, skills, answer) => {
    await says('UANA', 'skills Go, C++');
    const said = await says('UANA', text);
    expect(said).toContain(answer);
    expect(said.includes('Before:')).toBe(answer.includes('Before:'));
    expect((await world.ports.members.get('T1', 'UANA'))?.skills).toEqual(skills);
  });

  test.each(['?', '...', '!!', 'show', 'list', 'help', 'add', 'remove'])(
    'skills %s shows the list and how to change it',
    async (text) => {
      await says('UANA', 'skills Go, Rust');
      expect(await says('UANA', `skills ${text}`)).toMatch(/Your skills: Go, Rust.*skills none/s);
      expect((await world.ports.members.get('T1', 'UANA'))?.skills).toEqual(['Go', 'Rust']);
    },
  );

  test.each(['-', '?', '…'])('feedback %s is no feedback', async (text) => {
    expect(await says('UANA', `feedback ${text}`)).not.toContain('Thank you');
    expect(world.ports.jobs.dispatched).toEqual([]);
  });

  test.each([
    ['skills R&amp;D, C++', ['R&D', 'C++'], 'Your skills: R&amp;D, C++'],
    ['skills: <http://ASP.NET|ASP.NET>, C#\u200B', ['ASP.NET', 'C#'], 'Your skills: ASP.NET, C#'],
    ['skills a&lt;b, &amp;amp', ['a<b', '&amp'], 'Your skills: a&lt;b, &amp;amp'],
  ])('%s keeps and shows what was typed', async (text, skills, answer) => {
    expect(await says('UANA', text)).toContain(answer);
    expect((await world.ports.members.get('T1', 'UANA'))?.skills).toEqual(skills);
  });

  test.each([
    ['R&amp;D', 'R&amp;D'],
    ['&lt;b&gt;', '&lt;b&gt;'],
    ['team R&amp;D', 'team R&amp;D'],
    ['what is <http://asp.net|asp.net>', 'what is asp.net'],
    ['tell <!channel>', 'tell @channel'],
  ])('%s is not understood, and shown as it was typed', async (text, shown) => {
    const { body } = await world.command('UANA', text);
    expect(body.blocks[0].text.text).toContain(`I do not know “${shown}”`);
    expect(await says('UANA', `available ${text}`)).toContain(`“${shown}”`);
  });

  test('keeps feedback as it was written', async () => {
    await world.ports.tenants.configure('T1', { feedbackChannel: 'C7' });
    expect(await says('UANA', 'feedback More <@U1|cake> &amp; tea')).toContain('Thank you');
    const [message] = world.ports.jobs.dispatched as Message[];
    const kept = await world.ports.feedback.get({ tenantId: 'T1', id: message?.feedbackId ?? '' });
    expect([message?.to, kept?.text]).toEqual(['C7', 'More @cake & tea']);
  });

  test('keeps no half of an emoji, and says where feedback was cut', async () => {
    const family = '👨‍👩‍👧‍👦';
    await world.ports.tenants.configure('T1', { feedbackChannel: 'C7' });
    const said = `${'a'.repeat(2_990)} ${family} and the rest`;
    expect(await says('UANA', `feedback ${said}`)).toMatch(/not all of them found room/);
    const [message] = world.ports.jobs.dispatched as Message[];
    const kept = await world.ports.feedback.get({ tenantId: 'T1', id: message?.feedbackId ?? '' });
    expect(kept?.text).toBe(`${'a'.repeat(2_990)} `);
    expect(await says('UANA', `feedback ${'words '.repeat(600)}`)).toContain('ends with “…words words');
    expect(await says('UANA', `feedback ${'a'.repeat(3_000)}`)).not.toContain('found room');
  });

  test('plans both files', async () => {
    expect(await says('UANA', 'export')).toContain('direct message');
    const jobs = (await world.ports.members.get('T1', 'UANA'))?.work.map(({ job }) => job);
    expect(jobs).toEqual(['export-referrals', 'export-data']);
    expect(await says('UANA', 'export')).toContain('Two files');
  });

  test.each([
    ['export', 'messages_tab_disabled'],
    ['export', 'cannot_dm_bot'],
    ['export', 'restricted_action'],
    ['export', 'missing_scope'],
    ['demo', 'user_not_visible'],
  ])('%s, which answers by direct message, says at once where Slack refuses one: %s', async (command, code) => {
    world.slack.replies('conversations.open', slackError(code));
    await world.command('UANA', command);
    await world.made.stop();
    const replies = world.slack.of(RESPONSE_URL).map(({ args }) => String(args.text));
    expect(replies).toEqual([expect.stringContaining('Slack does not let Baton write to you in a direct message')]);
  });

  test.each(['export', 'demo'])('%s says so too where Slack has refused a message in the last day', async (command) => {
    const { members, clock } = world.ports;
    await members.configure('T1', 'UANA', { unreachedAt: new Date(clock.now().getTime() - 60_000) });
    await members.configure('T1', 'UBEN', { unreachedAt: new Date(clock.now().getTime() - 25 * 3_600_000) });
    for (const who of ['UANA', 'UBEN']) await world.command(who, command);
    await world.made.stop();
    const replies = world.slack.of(RESPONSE_URL).map(({ args }) => String(args.text));
    expect(replies).toEqual([expect.stringContaining('Slack does not let Baton write to you in a direct message')]);
  });

  test.each([slackError('internal_error'), rateLimited(1), new Error('the line is down'), { ok: true }])(
    'of what passes, as %p, nothing more is said',
    async (reply) => {
      world.slack.replies('conversations.open', ...Array.from({ length: 5 }, () => reply));
      await world.command('UANA', 'export');
      await world.made.stop();
      expect(world.slack.of(RESPONSE_URL)).toEqual([]);
    },
  );

  test('shows a new webhook secret to admins, once', async () => {
    const before = contractConfig(await world.ports.connections.of('T1')).webhookSecrets;
    expect(await says('UANA', 'rotate')).toContain('Only a workspace admin');
    const { body } = await world.command('UADMIN', 'rotate');
    const secrets = contractConfig(await world.ports.connections.of('T1')).webhookSecrets;
    expect(secrets.slice(1)).toEqual(before);
    expect(body.response_type).toBe('ephemeral');
    expect(JSON.stringify(body.blocks)).toContain(secrets[0]);
  });

  test('says why no secret can be renewed', async () => {
    await world.ports.connections.disconnect('T1');
    expect(await says('UADMIN', 'rotate')).toContain('No marketplace is connected');
    const { bareIds: _, ...polled } = buildConnection({ id: 'c9', source: 'getmany' });
    const config = { apiToken: 'token', apiUrl: 'https://api.getmany.io/service/v1' };
    await world.ports.connections.save({ ...polled, config });
    expect(await says('UADMIN', 'rotate')).toContain('was made by Baton');
  });

  test('asks which connection’s secret shall be new where there are several, and takes its name or id', async () => {
    const secrets = async (id: string) => contractConfig(await world.ports.connections.byId(id)).webhookSecrets;
    const shows = async (text: string) => JSON.stringify((await world.command('UADMIN', text)).body.blocks);
    const [first] = await world.ports.connections.latestOf('T1');
    const known = await secrets(first?.id ?? '');
    expect(await shows('rotate another')).toContain(`/referrals rotate ${first?.name}`);
    expect(await secrets(first?.id ?? '')).toEqual(known);
    const { bareIds: _, ...second } = buildConnection({ id: 'c2', name: 'Second Hand' });
    await world.ports.connections.save(second);
    const before = [await secrets(first?.id ?? ''), await secrets('c2')];
    const asked = await shows('rotate');
    expect(asked).toContain('/referrals rotate Second Hand');
    expect(asked).toContain(`/referrals rotate ${first?.name}`);
    expect([await secrets(first?.id ?? ''), await secrets('c2')]).toEqual(before);
    expect(await shows('rotate second hand')).toContain('new webhook secret of Second Hand');
    expect(await secrets(first?.id ?? '')).toEqual(before[0]);
    expect((await secrets('c2')).slice(1)).toEqual(before[1]);
    await world.ports.connections.save({ ...second, id: 'c3' });
    expect(await shows('rotate Second Hand')).toMatch(/rotate c2.*rotate c3/s);
    expect(await shows('rotate c3')).toContain('new webhook secret');
  });

  describe('with somebody’s name', () => {
    const show = (given: object) =>
      world.ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, ...given } });

    test('shows their counts where they chose so', async () => {
      expect(await says('UBEN', '<@UANA|ana>')).toContain('Ana Lopez has not chosen to show');
      await show({ onLeaderboard: true });
      expect(await says('UBEN', '<@UANA|ana>')).toContain('Referrals of Ana Lopez. All time: 3 referred');
      await show({ onLeaderboard: true, hidden: true });
      expect(await says('UBEN', '<@UANA>')).toContain('has not chosen');
    });

    test.each([
      'stats <@UANA|ana>',
      'user: <@UANA|ana>',
      'wie geht es <@UANA|ana>?',
      '<@UANA|ana>,',
      '<@UANA|ana>’s',
      '\u200B<@UANA|ana>\u200B',
      '<@UANA> <@UANA|ana>',
      '<@UANA|ana>: please',
      '“<@UANA|ana>”',
      '(<@UANA>)',
      '- <@UANA|ana>',
    ])('whatever stands around the mention: %j', async (text) => {
      await show({ onLeaderboard: true });
      expect(await says('UBEN', text)).toContain('Referrals of Ana Lopez');
    });

    test.each(['@ana', '\uFF20ana', '\uFE6Bana', '\uFF20 ana', 'stats @ana', 'user \uFF20山田'])(
      'explains how to name somebody whom Slack did not resolve: %s',
      async (text) => {
        expect(await says('UBEN', text)).toContain('Name somebody from the list');
      },
    );

    test.each(['what@ever', 'meet @ 5', 'ana@agency.example'])('takes %s for no name', async (text) => {
      expect(await says('UBEN', text)).toContain('What you can do with /referrals');
    });

    test.each(['<@UANA> <@UBEN>', 'trend <@UANA> <@UBEN>', 'stats <@UANA>, <@UBEN>'])(
      'asks whom of several is meant: %s',
      async (text) => {
        await show({ onLeaderboard: true });
        expect(await says('UBEN', text)).toContain('you have mentioned several');
      },
    );

    test.each(['export', 'skills', 'available', 'demo', 'privacy'])(
      'behind “%s”, which is for oneself alone, it is refused, and nothing is done',
      async (word) => {
        const before = await world.ports.members.get('T1', 'UBEN');
        expect(await says('UBEN', `${word} <@UANA|ana>`)).toContain('for themselves alone, so nothing was done');
        expect(await world.ports.members.get('T1', 'UBEN')).toEqual(before);
        expect(await world.ports.invites.openFor('T1', 'UBEN', 9)).toEqual([]);
        expect(await says('UBEN', `${word} <@UBEN|ben>`)).not.toContain('for themselves alone');
      },
    );

    test('behind “trend” shows that colleague’s weeks, under the rules of their counts', async () => {
      expect(await says('UBEN', 'trend <@UANA|ana>')).toContain('Ana Lopez has not chosen to show their counts');
      expect(await says('UBEN', 'trend @ana')).toContain('trend @name');
      await world.ports.tallies.add('T1', [{ member: 'UANA', period: 'week:2026-11-23', count: 'hired', by: 7 }]);
      await show({ onLeaderboard: true });
      await world.command('UBEN', 'trend <@UANA|ana>');
      await world.command('UBEN', 'trend <@UBEN|ben>');
      await world.made.stop();
      const replies = world.slack.of(RESPONSE_URL).map(({ args }) => JSON.stringify(args));
      expect(replies).toHaveLength(2);
      expect(replies.find((one) => one.includes('Last weeks of Ana Lopez'))).toContain('7 hired');
      expect(replies.find((one) => one.includes('My last weeks'))).not.toContain('7 hired');
    });

    test('directly behind a subcommand is its argument', async () => {
      expect(await says('UBEN', 'privacy<@UANA|ana>')).toBe(await says('UBEN', 'privacy <@UANA|ana>'));
    });

    test('shows them to themselves and to managers anyway', async () => {
      expect(await says('UANA', '<@UANA|ana>')).toContain('3 referred');
      expect(await says('UADMIN', '<@UANA|ana>')).toContain('3 referred');
      await world.ports.tenants.configure('T1', { managers: ['UBEN'] });
      expect(await says('UBEN', '<@UANA|ana>')).toContain('3 referred');
      expect(await says('UBEN', '<@UNEW|new>')).toContain('Baton does not know this person');
    });
  });

  describe('shows the last weeks', () => {
    const shown = async (text: string) => {
      await world.command('UANA', text);
      await world.made.stop();
      return world.slack.of(RESPONSE_URL).map(({ args }) => args);
    };

    test('as Slack’s own chart, with the numbers as text', async () => {
      const [, chart, ...more] = await shown('team');
      expect(more).toEqual([]);
      expect(chart).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/last weeks: Nobody/) });
      expect(JSON.stringify(chart?.blocks)).toMatch(/data_visualization.*Nobody was referred in these weeks/);
    });

    test('and the team’s numbers as Slack’s own table; as lines where Slack refuses it', async () => {
      await world.ports.tallies.add('T1', [{ member: 'UBEN', period: 'all', count: 'hired', by: 2 }]);
      await world.ports.members.configure('T1', 'UBEN', {
        preferences: { muted: [], digest: true, onLeaderboard: true, hidden: false },
      });
      world.slack.replies(RESPONSE_URL, { ok: false, error: 'invalid_blocks' });
      const [asTable, asLines] = (await shown('team all')).map(({ blocks }) => JSON.stringify(blocks));
      expect(asTable).toMatch(/"type":"table".*"text":"Ben Okoro"/);
      expect(asLines).toContain('*Ben Okoro*: 0 referred, 0 sent, 0 accepted, 2 hired, 0 received');
      expect(asLines).not.toContain('"table"');
    });

    test('where Slack takes no answer any more it is a warning, and no error of Baton’s', async () => {
      const gone = () => new Response('expired_url', { status: 404 });
      world.slack.replies(RESPONSE_URL, gone(), gone(), gone());
      await shown('team all');
      expect(world.ports.log.lines.map(({ level, event }) => `${level} ${event}`)).toEqual([
        'warn slack.table-refused',
        'warn slack.listener-failed',
        'warn slack.response-refused',
      ]);
    });

    test('mine alone too', async () => {
      expect(JSON.stringify(await shown('trend'))).toContain('My last weeks');
    });

    test.each([
      ['an error', new Response('invalid_blocks', { status: 400 })],
      ['ok: false', { ok: false, error: 'invalid_blocks' }],
    ])('as a picture by direct message where Slack answers %s', async (_, answer) => {
      world.slack.replies(RESPONSE_URL, answer);
      const upload = 'https://files.slack.invalid/upload/1';
      world.slack.replies('files.getUploadURLExternal', { ok: true, upload_url: upload, file_id: 'F1' });
      const [, second, ...more] = await shown('trend');
      expect(more).toEqual([]);
      expect(JSON.stringify(second?.blocks)).not.toContain('data_visualization');
      expect(JSON.stringify(second?.blocks)).toContain('Nobody was referred');
      expect(world.slack.of('files.getUploadURLExternal')[0]?.args).toMatchObject({
        filename: 'trend.png',
        alt_text: expect.stringContaining('My last weeks'),
      });
      expect(world.slack.of(upload)).toHaveLength(1);
      expect(world.slack.of('files.completeUploadExternal')[0]?.args).toMatchObject({
        channel_id: 'D1',
        initial_comment: 'My last weeks',
      });
    });

    test('where Slack takes no picture either, the numbers stand there, and it is said that they are all', async () => {
      world.slack.replies(RESPONSE_URL, { ok: false, error: 'invalid_blocks' });
      world.slack.replies('files.getUploadURLExternal', slackError('file_uploads_disabled'));
      const [, second, third, ...more] = await shown('trend');
      expect(JSON.stringify(second?.blocks)).toContain('Nobody was referred');
      expect([third?.text, more]).toEqual([words.plain('trend.noPicture'), []]);
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { Hopeless } from '../../../src/domain/model/errors.js';
import type { SlackProfile } from '../../../src/domain/model/member/member.js';
import { forJobs } from '../../../src/slack/api/client-options.js';
import { createDirectory } from '../../../src/slack/api/directory.js';
import { mapUserToProfile } from '../../../src/slack/api/map-user-to-profile.js';
import { createTenantClients } from '../../../src/slack/api/tenant-clients.js';
import { createSlackClients } from '../../../src/slack/delivery/slack-clients.js';
import { buildInstallation, memoryInstallations, testConfig } from '../../support/app-with-fake-slack.js';
import { fakeSlack, rateLimited, slackError } from '../../support/fake-slack.js';
import { memoryPorts } from '../../support/memory-ports.js';

async function directoryOf(tenantId: string) {
  const slack = fakeSlack();
  const installations = memoryInstallations();
  const enterprise = tenantId.startsWith('E');
  const org = { isEnterpriseInstall: true, enterprise: { id: tenantId }, team: undefined } as const;
  await installations.save(tenantId, buildInstallation(tenantId, enterprise ? org : {}));
  const { directory } = createSlackClients({
    config: testConfig(),
    installations,
    log: memoryPorts().log,
    fetch: slack.fetch,
  });
  return { slack, directory };
}

const ids = async (list: AsyncIterable<readonly SlackProfile[]>) => {
  const pages: string[][] = [];
  for await (const page of list) pages.push(page.map(({ slackUserId }) => slackUserId));
  return pages;
};

test('a workspace is read a page at a time', async () => {
  const { slack, directory } = await directoryOf('T1');
  slack.replies(
    'users.list',
    { ok: true, members: [{ id: 'U1' }, { name: 'no id' }], response_metadata: { next_cursor: 'next' } },
    { ok: true, members: [{ id: 'U2' }], response_metadata: { next_cursor: '' } },
  );
  expect(await ids(directory.list('T1'))).toEqual([['U1'], ['U2']]);
  expect(slack.of('users.list').map(({ args }) => [args.limit, args.cursor])).toEqual([
    ['200', undefined],
    ['200', 'next'],
  ]);
});

test('a list that never ends is read no further at some point', async () => {
  const page = { members: [{ id: 'U1' }], response_metadata: { next_cursor: 'again' } };
  let pages = 0;
  const list = async () => {
    pages += 1;
    return page;
  };
  const client = { users: { list } } as unknown as WebClient;
  const reading = createDirectory(async () => client).list('T1');
  await expect(ids(reading)).rejects.toThrow(Hopeless);
  expect(pages).toBe(2_500);
});

test('of an organization, people come a page at a time, however many a workspace names at once', async () => {
  const { slack, directory } = await directoryOf('E1');
  slack.replies('auth.teams.list', { ok: true, teams: [{ id: 'T1' }] });
  slack.replies('users.list', { ok: true, members: Array.from({ length: 450 }, (_, index) => ({ id: `U${index}` })) });
  expect((await ids(directory.list('E1'))).map(({ length }) => length)).toEqual([200, 200, 50]);
});

test('of an organization, each workspace is read', async () => {
  const { slack, directory } = await directoryOf('E1');
  slack.replies('auth.teams.list', { ok: true, teams: [{ id: 'T1' }, { id: 'T2' }] });
  slack.replies('users.list', { ok: true, members: [{ id: 'U1' }] }, { ok: true, members: [{ id: 'U2' }] });
  expect(await ids(directory.list('E1'))).toEqual([['U1', 'U2']]);
  expect(slack.of('users.list').map(({ args }) => args.team_id)).toEqual(['T1', 'T2']);
});

test.each([
  ['has left one of two workspaces', { deleted: true }, {}, { isDeactivated: false }],
  ['has left the other', {}, { deleted: true }, { isDeactivated: false }],
  ['has left both', { deleted: true }, { deleted: true }, { isDeactivated: true }],
  ['is a guest in one', { is_restricted: true }, {}, { isGuest: false }],
  ['is a guest in the other', {}, { is_restricted: true }, { isGuest: false }],
  ['is a guest in both', { is_restricted: true }, { is_ultra_restricted: true }, { isGuest: true }],
  ['is a guest, and has left where they were none', { is_restricted: true }, { deleted: true }, { isGuest: true }],
])('of an organization: whoever %s', async (_, first, second, expected) => {
  const { slack, directory } = await directoryOf('E1');
  slack.replies('auth.teams.list', { ok: true, teams: [{ id: 'T1' }, { id: 'T2' }] });
  const entries = [first, second].map((given) => ({ ok: true, members: [{ id: 'U1', name: 'ana', ...given }] }));
  slack.replies('users.list', ...entries);
  const everybody = [];
  for await (const page of directory.list('E1')) everybody.push(...page);
  expect(everybody).toEqual([expect.objectContaining({ slackUserId: 'U1', name: 'ana', ...expected })]);
});

test('of an organization, what is known of all workspaces is as new as what one of them says last', async () => {
  const { slack, directory } = await directoryOf('E1');
  slack.replies('auth.teams.list', { ok: true, teams: [{ id: 'T1' }, { id: 'T2' }, { id: 'T3' }] });
  const entries = [{ updated: 10 }, { updated: 20, deleted: true }, {}];
  slack.replies(
    'users.list',
    ...entries.map((given) => ({ ok: true, members: [{ id: 'U1', name: 'ana', ...given }] })),
  );
  const everybody = [];
  for await (const page of directory.list('E1')) everybody.push(...page);
  expect(everybody).toMatchObject([{ isDeactivated: false, changedAt: new Date(20_000) }]);
});

test.each([
  ['an admin of one workspace', { is_admin: true, enterprise_user: {} }, { isAdmin: false, isOwner: false }],
  ['an owner of one workspace', { is_owner: true }, { isAdmin: false, isOwner: false }],
  ['an admin of it all', { enterprise_user: { is_admin: true } }, { isAdmin: true, isOwner: false }],
  ['an owner of it all', { enterprise_user: { is_owner: true } }, { isAdmin: true, isOwner: true }],
])('in an organization: %s', (_, user, expected) => {
  expect(mapUserToProfile({ id: 'U1', ...user }, 'E1')).toMatchObject(expected);
});

describe('a page that Slack does not give', () => {
  const page = (id: string, next = '') => ({ ok: true, members: [{ id }], response_metadata: { next_cursor: next } });
  const paged = () => {
    const slack = fakeSlack();
    const waits: number[] = [];
    const tokens = ['old', 'new'].map((name) => ['xoxb', name].join('-'));
    const { log } = memoryPorts();
    const options = forJobs({ config: testConfig(), log, fetch: slack.fetch });
    const clientOf = createTenantClients(async () => ({ botToken: tokens[waits.length ? 1 : 0] ?? '' }), options);
    const directory = createDirectory(clientOf, async (ms) => void waits.push(ms));
    return { slack, waits, list: () => ids(directory.list('T1')) };
  };

  test('for a short while is asked for again, and none before it', async () => {
    const { slack, waits, list } = paged();
    slack.replies('users.list', page('U1', 'next'), rateLimited(20), rateLimited(60), page('U2'));
    expect(await list()).toEqual([['U1'], ['U2']]);
    expect(waits).toEqual([20_000, 60_000]);
    expect(slack.of('users.list').map(({ args }) => args.cursor)).toEqual([undefined, 'next', 'next', 'next']);
  });

  test.each([
    ['for longer', [rateLimited(61)], []],
    ['again and again', [rateLimited(1), rateLimited(1), rateLimited(61)], [1000, 1000]],
    ['without end', [rateLimited(1), rateLimited(1), rateLimited(1)], [1000, 1000]],
  ])('%s puts it off', async (_name, replies, waited) => {
    const { slack, waits, list } = paged();
    slack.replies('users.list', ...replies);
    await expect(list()).rejects.toMatchObject({ name: 'Postponed', limitKey: 'slack:T1:users' });
    expect(waits).toEqual(waited);
  });

  test.each(['account_inactive', 'token_revoked'])('because of %s is asked for with a newer token', async (code) => {
    const { slack, waits, list } = paged();
    slack.replies('users.list', slackError(code), page('U1'));
    expect(await list()).toEqual([['U1']]);
    expect(waits).toEqual([6000]);
    expect(slack.calls.map(({ token }) => token)).toEqual(['xoxb-old', 'xoxb-new']);
    slack.replies('users.list', slackError(code), slackError(code), slackError(code));
    await expect(list()).rejects.toMatchObject({ name: 'AccessRevoked', message: expect.stringContaining(code) });
  });

  test('for another reason is not', async () => {
    const { slack, waits, list } = paged();
    slack.replies('users.list', slackError('missing_scope'));
    await expect(list()).rejects.toMatchObject({ name: 'Misconfigured' });
    expect(waits).toEqual([]);
  });
});

test.each([
  ['an admin', { is_admin: true }, { isAdmin: true }],
  ['an owner', { is_owner: true }, { isAdmin: true }],
  ['a bot', { is_bot: true }, { isBot: true }],
  ['Slack’s own bot', { id: 'USLACKBOT' }, { isBot: true }],
  ['a guest', { is_restricted: true }, { isGuest: true }],
  ['a guest of one channel', { is_ultra_restricted: true }, { isGuest: true }],
  ['somebody of another workspace', { is_stranger: true }, { isExternal: true }],
  ['somebody of another team', { team_id: 'T2' }, { isExternal: true }],
  ['one of us', { team_id: 'T1' }, { isExternal: false }],
  ['somebody who left', { deleted: true }, { isDeactivated: true }],
  ['a real name', { name: 'ana', profile: { real_name: 'Ana Lopez', display_name: 'ana!' } }, { name: 'Ana Lopez' }],
  ['no name at all', {}, { name: 'U1' }],
  ...['  ', '\n', '\u200B', '\u3164', '\u2800'].flatMap((unseen): [string, object, object][] => [
    [
      `names of which nothing is seen: ${JSON.stringify(unseen)}`,
      { name: 'ana', real_name: unseen, profile: { real_name: unseen, display_name: unseen } },
      { name: 'ana', handle: 'ana' },
    ],
    [`nothing that is seen: ${JSON.stringify(unseen)}`, { name: unseen, real_name: unseen }, { name: 'U1' }],
  ]),
  ['a name that Slack escapes', { real_name: 'R&amp;D &lt;Ana&gt;' }, { name: 'R&D <Ana>' }],
  ['what others call them', { name: 'ana', profile: { display_name: 'ana &amp; co' } }, { handle: 'ana & co' }],
  ['what others call them by their login', { name: 'ana', profile: { display_name: '' } }, { handle: 'ana' }],
  ['when they were changed', { updated: 1_700_000_000 }, { changedAt: new Date(1_700_000_000_000) }],
  [
    'address, zone and language',
    { tz: 'Europe/Oslo', locale: 'de-DE', profile: { email: 'a@b.example' } },
    { timeZone: 'Europe/Oslo', locale: 'de-DE', email: 'a@b.example' },
  ],
])('%s', (_name, user, expected) => {
  expect(mapUserToProfile({ id: 'U1', ...user }, 'T1')).toMatchObject(expected);
});

test.each([
  ['a login that is a number', { name: 7 }, { name: 'U1' }],
  ['names that are objects', { real_name: {}, profile: { real_name: [], display_name: {} } }, { name: 'U1' }],
  ['no profile', { name: 'ana', profile: null }, { name: 'ana' }],
  ['a profile that is text', { name: 'ana', profile: 'x' }, { name: 'ana' }],
  [
    'an address, a zone and a language that are no texts',
    { profile: { email: 1 }, tz: {}, locale: [] },
    { name: 'U1' },
  ],
  ['no rank in the organization', { enterprise_user: null }, { isAdmin: false }],
])('a user with %s is read without it', (_name, user, expected) => {
  const known = mapUserToProfile({ id: 'U1', ...JSON.parse(JSON.stringify(user)) }, 'E1');
  expect(known).toMatchObject(expected);
  for (const field of ['email', 'timeZone', 'locale']) expect(known).not.toHaveProperty(field);
});

test.each([{}, [], 7, ''])('a user whose id is %j is nobody', (id) => {
  expect(mapUserToProfile({ id }, 'T1')).toBeNull();
});

test('a user without a date is as new as the event that tells of them', () => {
  const at = new Date(5000);
  expect(mapUserToProfile({ id: 'U1' }, 'T1', at)?.changedAt).toEqual(at);
  expect(mapUserToProfile({ id: 'U1', updated: 0 }, 'T1', at)?.changedAt).toEqual(at);
  expect(mapUserToProfile({ id: 'U1', updated: 4 }, 'T1', at)?.changedAt).toEqual(new Date(4000));
  for (const odd of [1e300, -1, Number.NaN, '5', null])
    expect(
      mapUserToProfile({ id: 'U1', ...JSON.parse(JSON.stringify({ updated: odd })) }, 'T1', at)?.changedAt,
    ).toEqual(at);
  expect(mapUserToProfile({ id: 'U1' }, 'T1')).not.toHaveProperty('changedAt');
});

test.each([
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['Europe/Atlantis', undefined],
  ['', undefined],
])('the zone %j is kept only if it can be reckoned in', (tz, timeZone) => {
  expect(mapUserToProfile({ id: 'U1', tz }, 'T1')?.timeZone).toBe(timeZone);
});

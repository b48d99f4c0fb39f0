import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ENDPOINT_PATHS } from '../../../src/slack/app/endpoint-paths.js';
import { SCOPES } from '../../../src/slack/app/scopes.js';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { ACTION } from '../../../src/slack/reply/action-ids.js';
import { buildInstallation, type SlackWorld, slackWorld } from '../../support/app-with-fake-slack.js';
import { buildTenant } from '../../support/factories.js';
import { slackError } from '../../support/fake-slack.js';
import { START } from '../../support/memory-ports.js';
import { words } from './words.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await slackWorld();
});
afterEach(() => world.close());

describe('installing', () => {
  const begin = async () => {
    const response = await fetch(`${world.url}${ENDPOINT_PATHS.install}`, { redirect: 'manual' });
    const to = new URL(response.headers.get('location') ?? '');
    return { to, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const back = (query: Record<string, string>, cookie: string) =>
    fetch(`${world.url}${ENDPOINT_PATHS.redirect}?${new URLSearchParams(query)}`, { headers: { cookie } });
  const granted = (more: object = {}) => ({
    ok: true,
    app_id: 'A1',
    access_token: ['xoxb', 'T9'].join('-'),
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'UBOT',
    team: { id: 'T9', name: 'New <Agency>' },
    enterprise: null,
    authed_user: { id: 'UNEW' },
    is_enterprise_install: false,
    ...more,
  });

  test('asks Slack for the scopes that the code uses', async () => {
    const { to } = await begin();
    expect(to.href).toContain('https://slack.invalid/oauth/v2/authorize');
    expect(to.searchParams.get('scope')?.split(',')).toEqual(Object.keys(SCOPES));
    expect(to.searchParams.get('redirect_uri')).toBe('https://baton.example/slack/oauth_redirect');
  });

  test('keeps the tokens, makes the tenant, and greets whoever installed it', async () => {
    const { to, cookie } = await begin();
    world.slack.replies('oauth.v2.access', granted());
    world.slack.replies('auth.test', { ok: true, bot_id: 'B9' });
    const page = await back({ code: 'code', state: to.searchParams.get('state') ?? '' }, cookie);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('New &lt;Agency&gt;');
    expect(world.installations.all.get('T9')?.bot?.token).toBe('xoxb-T9');
    const tenant = await world.ports.tenants.get('T9');
    expect(tenant).toMatchObject({
      status: 'active',
      name: 'New <Agency>',
      installedBy: 'UNEW',
      settings: { undoSeconds: 60 },
    });
    expect(tenant?.work).toMatchObject([{ job: 'sync-directory' }, { job: 'send-digests' }]);
    const id = `welcome.UNEW.${tenant?.activeSince.getTime()}`;
    expect(await world.ports.messages.get({ tenantId: 'T9', id })).toMatchObject({ to: 'UNEW' });
  });

  test('an organization is kept under its own id', async () => {
    const { to, cookie } = await begin();
    world.slack.replies(
      'oauth.v2.access',
      granted({ team: null, enterprise: { id: 'E9', name: 'Org' }, is_enterprise_install: true }),
    );
    world.slack.replies('auth.test', { ok: true, bot_id: 'B9', url: 'https://org.invalid/' });
    await back({ code: 'code', state: to.searchParams.get('state') ?? '' }, cookie);
    expect([...world.installations.all.keys()]).toContain('E9');
    expect(await world.ports.tenants.get('E9')).toMatchObject({ name: 'Org' });
  });

  test.each([
    ['a cancelled one', { error: 'access_denied' }, 400, 'cancelled'],
    ['one without a code', { state: 'x' }, 400, 'too old'],
    ['one that began elsewhere', { code: 'c', state: 'x' }, 400, 'another browser'],
  ])('%s ends in plain words', async (_name, query, status, said) => {
    const page = await back(query as never, '');
    const text = await page.text();
    expect(page.status).toBe(status);
    expect(text).toContain(said);
    expect(text).not.toMatch(/at .*\.js/);
  });

  test('what is ours to mend ends in plain words, and in the log', async () => {
    const { to, cookie } = await begin();
    world.slack.replies('oauth.v2.access', slackError('bad_client_secret'));
    const page = await back({ code: 'code', state: to.searchParams.get('state') ?? '' }, cookie);
    expect(page.status).toBe(500);
    expect(await page.text()).toContain('safe to start again');
    expect(world.ports.log.lines).toMatchObject([
      { level: 'error', fields: { slack: 'bad_client_secret' }, event: 'slack.install-failed' },
    ]);
  });

  test('a second visit says that there may be nothing left to do, and changes nothing', async () => {
    const { to, cookie } = await begin();
    const query = { code: 'code', state: to.searchParams.get('state') ?? '' };
    world.slack.replies('oauth.v2.access', granted(), slackError('invalid_code'));
    world.slack.replies('auth.test', { ok: true, bot_id: 'B9' });
    expect((await back(query, cookie)).status).toBe(200);
    const tenant = await world.ports.tenants.get('T9');
    for (const again of [await back(query, cookie), await back(query, '')]) {
      expect(again.status).toBe(400);
      const text = await again.text();
      expect(text).toContain('This link no longer counts');
      expect(text).toContain('it is installed and there is nothing left to do');
    }
    expect(await world.ports.tenants.get('T9')).toEqual(tenant);
    expect(world.ports.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each<Record<string, string>>([
    {},
    { error: 'access_denied' },
    { error: 'invalid_scope' },
    { code: 'c' },
    { state: 's' },
    { code: 'c', state: 's' },
  ])('whoever comes back with %j leaves one line, and no error', async (query) => {
    expect((await back(query, '')).status).toBe(400);
    expect(world.ports.log.lines).toEqual([
      { level: 'info', fields: { reason: expect.any(String) }, event: 'slack.install-not-finished' },
    ]);
  });

  test('the cookie that ties it to a browser comes from no other site, when it is set and when it is taken back', async () => {
    const { cookie } = await begin();
    const set = await fetch(`${world.url}${ENDPOINT_PATHS.install}`, { redirect: 'manual' });
    const taken = await back({ code: 'c', state: 's' }, cookie);
    for (const { headers } of [set, taken])
      expect(headers.get('set-cookie')).toMatch(/; Secure; HttpOnly; .*; SameSite=Lax$/);
  });
});

describe('removing', () => {
  const later = Math.floor(START.getTime() / 1000) + 3600;
  const removed = (at = later) => world.event({ type: 'app_uninstalled' }, { event_time: at });
  const revoked = (tokens: object = { bot: ['UBOT'] }, at = later) =>
    world.event({ type: 'tokens_revoked', tokens }, { event_time: at });
  const state = async () => {
    await world.made.stop();
    return { installed: world.installations.all.has('T1'), status: (await world.ports.tenants.get('T1'))?.status };
  };

  test.each([
    ['app_uninstalled alone', [removed]],
    ['tokens_revoked alone', [revoked]],
    ['both', [removed, revoked]],
    ['both, the other way round', [revoked, removed]],
    ['both, repeated', [removed, revoked, removed, revoked]],
  ])('by %s', async (_name, events) => {
    for (const send of events) expect((await send()).status).toBe(200);
    expect(await state()).toEqual({ installed: false, status: 'uninstalled' });
    const purges = (await world.ports.tenants.get('T1'))?.work.filter(({ job }) => job === 'purge-tenant');
    expect(purges).toHaveLength(1);
  });

  test.each([
    ['of another bot', { bot: ['UOTHER'] }],
    ['of a person', { oauth: ['UANA'], bot: [] }],
    ['of nobody', {}],
    ['in an odd form', { bot: 'UBOT' }],
    ['of nothing', { bot: [null, 7] }],
  ])('a token %s that is revoked removes nothing', async (_name, tokens) => {
    expect((await revoked(tokens)).status).toBe(200);
    expect(await state()).toEqual({ installed: true, status: 'active' });
  });

  test('the bot’s own token among others removes it', async () => {
    expect((await revoked({ bot: ['UOTHER', 'UBOT'] })).status).toBe(200);
    expect(await state()).toEqual({ installed: false, status: 'uninstalled' });
  });

  test('a late repetition does not remove what was installed again', async () => {
    await removed(Math.floor(START.getTime() / 1000) - 3600);
    await revoked(undefined, Math.floor(START.getTime() / 1000) - 3600);
    expect(await state()).toEqual({ installed: true, status: 'active' });
  });

  test('a late repetition leaves new tokens alone, whose tenant is not there yet', async () => {
    const at = Math.floor(START.getTime() / 1000) + 10;
    await removed(at);
    world.ports.clock.advance(60_000);
    await world.installations.save('T1', buildInstallation());
    await revoked(undefined, at);
    await removed(at);
    expect(await state()).toEqual({ installed: true, status: 'uninstalled' });
    await world.ports.tenants.install(buildTenant({ installedAt: world.ports.clock.now() }));
    await removed(at);
    expect(await state()).toEqual({ installed: true, status: 'active' });
  });

  test('tokens of people do not matter', async () => {
    await revoked({ oauth: ['UANA'] });
    expect(await state()).toEqual({ installed: true, status: 'active' });
  });

  test.each([
    ['another app', 'A2', true],
    ['this app', 'A1', false],
  ])('%s', async (_name, appId, installed) => {
    const more = { event_time: later, api_app_id: appId };
    await world.event({ type: 'app_uninstalled' }, more);
    await world.event({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }, more);
    expect(await state()).toEqual({ installed, status: installed ? 'active' : 'uninstalled' });
  });

  test('is heard even where the installation cannot be opened', async () => {
    world.installations.load = () => Promise.reject(new Error('the key is gone'));
    await world.event({ type: 'app_uninstalled' }, { event_time: later, api_app_id: 'A1' });
    expect(await state()).toEqual({ installed: false, status: 'uninstalled' });
  });

  test('of an organization', async () => {
    await world.installations.save('E1', buildInstallation());
    const authorizations = [
      { enterprise_id: 'E1', team_id: 'T1', is_enterprise_install: true, user_id: 'U', is_bot: true },
    ];
    await world.event({ type: 'app_uninstalled' }, { event_time: later, authorizations });
    await world.made.stop();
    expect([...world.installations.all.keys()]).toEqual(['T1']);
  });
});

test('people who join, change or leave are known at once', async () => {
  await world.event({ type: 'team_join', user: { id: 'UNEW', team_id: 'T1', real_name: 'New One' } });
  await world.event({ type: 'user_change', user: { id: 'UBEN', team_id: 'T1', real_name: 'Ben O.', deleted: true } });
  await world.made.stop();
  expect(await world.ports.members.get('T1', 'UNEW')).toMatchObject({ name: 'New One' });
  expect(await world.ports.members.get('T1', 'UBEN')).toMatchObject({ name: 'Ben O.', isDeactivated: true });
});

test.each([
  ['is older by its own date', { updated: 90 }, { event_time: 200 }],
  ['is older by the date of its event', {}, { event_time: 90 }],
])('a change that %s brings nobody back, by whatever event', async (_, given, more) => {
  const ben = { id: 'UBEN', team_id: 'T1' };
  await world.event({ type: 'user_change', user: { ...ben, real_name: 'Ben O.', deleted: true, updated: 100 } });
  await world.event({ type: 'user_change', user: { ...ben, real_name: 'Ben before', ...given } }, more);
  await world.event({ type: 'team_join', user: { ...ben, real_name: 'Ben before', ...given } }, more);
  await world.made.stop();
  expect(await world.ports.members.get('T1', 'UBEN')).toMatchObject({ name: 'Ben O.', isDeactivated: true });
});

test('the greeting leads to the marketplace with a button, until it is connected', () => {
  const greeting = (connected: boolean) =>
    JSON.stringify(presentMessage({ kind: 'welcome', tenantName: 'Agency', connected }, words));
  expect(greeting(false)).toContain(ACTION.connect);
  expect(greeting(true)).not.toContain(ACTION.connect);
  expect(greeting(true)).toContain('Your marketplace is connected');
});

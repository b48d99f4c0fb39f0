import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { presentManagers } from '../../../../src/domain/ensuring-messages/card-recipients.js';
import { newWebhookSecret } from '../../../../src/domain/model/connection/webhook-secret.js';
import { Refusal, TokenRefused } from '../../../../src/domain/model/errors.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { DEFAULT_SETTINGS } from '../../../../src/domain/model/tenant/tenant.js';
import { requireAdmin } from '../../../../src/domain/permissions/require-role.js';
import { wasOverBeforeConnection } from '../../../../src/domain/receiving/was-over-before-connection.js';
import { nextDigest } from '../../../../src/domain/tallies/send-digests.js';
import { configureTenant } from '../../../../src/domain/workspace/configure-tenant.js';
import { connectSource } from '../../../../src/domain/workspace/connect-source.js';
import { installTenant } from '../../../../src/domain/workspace/install-tenant.js';
import { purgeTenant } from '../../../../src/domain/workspace/purge-tenant.js';
import { findRotatable, rotateWebhookSecret } from '../../../../src/domain/workspace/rotate-webhook-secret.js';
import { PURGE_AFTER_MS, uninstallTenant } from '../../../../src/domain/workspace/uninstall-tenant.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildConnection,
  buildInvitation,
  buildInvite,
  buildProfile,
  buildReferral,
  buildSettings,
  buildTenant,
  contractConfig,
} from '../../../support/factories.js';
import { hookedPorts } from '../../../support/hooked-ports.js';
import { withLatest } from '../../../support/memory/recorders.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { memoryPorts, START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const REF = { tenantId: 'T1', id: 'T1' };
const DAY = 86_400_000;
const installation = { tenantId: 'T1', name: 'Agency', installedBy: 'UADMIN' };
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

describe('installing', () => {
  test('makes an active tenant, syncs its directory, and greets who did it', async () => {
    const ports = memoryPorts();
    const tenant = await installTenant(ports, installation);
    expect(tenant).toEqual({
      id: 'T1',
      tenantId: 'T1',
      name: 'Agency',
      status: 'active',
      installedBy: 'UADMIN',
      installedAt: START,
      activeSince: START,
      settings: { ...DEFAULT_SETTINGS, timeZone: 'UTC' },
      work: [
        { id: expect.any(String), job: 'sync-directory', at: START, attempts: 0 },
        { id: expect.any(String), job: 'send-digests', at: nextDigest(START, 'T1'), attempts: 0 },
      ],
    });
    const welcome = {
      id: `welcome.UADMIN.${START.getTime()}`,
      tenantId: 'T1',
      kind: 'welcome',
      to: 'UADMIN',
      wanted: 1,
      work: [expect.objectContaining({ job: 'deliver-message', at: START })],
    };
    expect(ports.dispatched).toEqual([tenant, welcome]);
  });

  test('greets nobody where nobody is known', async () => {
    const ports = memoryPorts();
    const { installedBy: _, ...anonymous } = installation;
    expect(await installTenant(ports, anonymous)).not.toHaveProperty('installedBy');
    expect(ports.dispatched).toHaveLength(1);
  });

  test('again keeps the settings, calls off the purge, and greets whoever did it', async () => {
    const ports = memoryPorts();
    await installTenant(ports, installation);
    await ports.tenants.configure('T1', { undoSeconds: 5, timeZone: 'Europe/Oslo' });
    await uninstallTenant(ports, 'T1');
    await runWork(ports);
    ports.dispatched.length = 0;
    ports.clock.advance(DAY);
    const again = await installTenant(ports, { ...installation, name: 'Renamed' });
    expect(again).toMatchObject({
      status: 'active',
      name: 'Renamed',
      settings: { undoSeconds: 5, timeZone: 'Europe/Oslo' },
    });
    expect(again.work.map(({ job }) => job)).not.toContain('purge-tenant');
    const fresh = withLatest(again, again.work.length - 1);
    expect(ports.dispatched).toMatchObject([fresh, { kind: 'welcome', to: 'UADMIN' }]);
  });

  test('on top of another greets whoever did it once, and makes them no owner', async () => {
    const ports = memoryPorts();
    await installTenant(ports, installation);
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UANA' })]);
    ports.clock.advance(DAY);
    for (const installedBy of ['UADMIN', 'UANA', 'UANA']) await installTenant(ports, { ...installation, installedBy });
    expect(await ports.tenants.get('T1')).toMatchObject({
      installedBy: 'UADMIN',
      installedAt: ports.clock.now(),
      activeSince: START,
    });
    await expectRefusal(requireAdmin(ports, ANA), 'member.notAdmin');
    await runWork(ports);
    expect(ports.sent.map(({ channel }) => channel)).toEqual(['DADMIN', 'DANA']);
  });

  test('sets nothing: what whoever runs Baton has configured holds until an admin sets something else', async () => {
    const ports = memoryPorts({}, { undoSeconds: 30 });
    expect((await installTenant(ports, installation)).settings).toEqual({ ...DEFAULT_SETTINGS, undoSeconds: 30 });
    expect((await ports.tenants.configure('T1', { timeZone: 'Europe/Oslo' }))?.settings.undoSeconds).toBe(30);
    await ports.tenants.configure('T1', { undoSeconds: 5 });
    expect((await ports.tenants.get('T1'))?.settings).toMatchObject({ undoSeconds: 5, timeZone: 'Europe/Oslo' });
  });

  test('twenty times at once is one tenant and one greeting', async () => {
    const ports = memoryPorts();
    const { done } = await twenty(() => installTenant(ports, installation));
    expect(done).toHaveLength(20);
    await runWork(ports);
    expect(ports.sent.map(({ id }) => id)).toEqual([`welcome.UADMIN.${START.getTime()}`]);
  });
});

describe('uninstalling and purging', () => {
  test('happens in two steps, thirty days apart; the second event of Slack changes nothing', async () => {
    const ports = await agency();
    await uninstallTenant(ports, 'T1');
    ports.clock.advance(DAY);
    await uninstallTenant(ports, 'T1');
    await uninstallTenant(ports, 'T9');
    const tenant = await ports.tenants.get('T1');
    const at = new Date(START.getTime() + 30 * DAY);
    expect(PURGE_AFTER_MS).toBe(30 * DAY);
    expect(tenant).toMatchObject({ status: 'uninstalled', work: [{ job: 'purge-tenant', at }] });
  });

  test('purges everything of that tenant when the time has come, and nothing before', async () => {
    const ports = await agency();
    for (const tenantId of ['T1', 'T2']) {
      await ports.invites.insert(buildInvite({ id: 'i1', tenantId }));
      await ports.referrals.insert(buildReferral({ id: 'r1', tenantId }));
    }
    await uninstallTenant(ports, 'T1');
    await runWork(ports, { withinMs: 30 * DAY - 1 });
    expect(await ports.invites.get({ tenantId: 'T1', id: 'i1' })).not.toBeNull();
    await runWork(ports, { withinMs: 1 });
    expect(await ports.invites.get({ tenantId: 'T1', id: 'i1' })).toBeNull();
    expect(await ports.referrals.get({ tenantId: 'T1', id: 'r1' })).toBeNull();
    expect(await ports.members.all('T1')).toEqual([]);
    expect(await ports.connections.of('T1')).toBeNull();
    expect(await ports.tenants.get('T1')).toBeNull();
    expect(await ports.invites.get({ tenantId: 'T2', id: 'i1' })).not.toBeNull();
  });

  test('purges neither one that came back nor one that is gone', async () => {
    const ports = await agency();
    await purgeTenant(ports, REF);
    await purgeTenant(ports, { tenantId: 'T9', id: 'T9' });
    expect(await ports.tenants.get('T1')).toMatchObject({ status: 'active' });
    await uninstallTenant(ports, 'T1');
    await purgeTenant(ports, REF);
    expect(await ports.tenants.get('T1')).toBeNull();
  });
});

describe('connecting a marketplace', () => {
  const answers = { url: 'https://new.example/api', token: 'secret', path: 'handoff' };
  const wish = { source: 'contract', name: 'New', answers };
  const ofConnection = async (ports: MemoryPorts, id: string) => ports.connections.byId(id);

  test('tries it, keeps it under a new id with a new secret, and syncs', async () => {
    const ports = await agency();
    await ports.connections.disconnect('T1');
    const { connection } = await connectSource(ports, ADMIN, wish);
    expect(connection).toMatchObject({
      source: 'contract',
      name: 'New',
      config: { baseUrl: answers.url, token: 'secret', path: 'handoff' },
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      tenantId: 'T1',
      bareIds: true,
      connectedBy: 'UADMIN',
      connectedAt: START,
      declineReasons: [{ id: 'busy', text: 'Too busy' }],
    });
    expect(contractConfig(connection).webhookSecrets).toEqual([expect.stringMatching(SECRET)]);
    expect(connection.can).not.toContain('decide');
    expect(await ports.connections.of('T1')).toEqual(connection);
    expect(ports.dispatched).toMatchObject([{ id: 'T1', work: [{ job: 'sync-directory', at: START }] }]);
  });

  test('shows on the Home of whoever did it, if they have one open', async () => {
    const ports = await agency();
    await ports.members.configure('T1', 'UADMIN', { homeOpenedAt: START });
    await connectSource(ports, ADMIN, wish);
    await runWork(ports, { withinMs: 1000 });
    expect(ports.messenger.homes.at(-1)).toMatchObject({ slackUserId: 'UADMIN', home: { connected: true } });
  });

  test('shows in the greeting, which no longer says that it is to be done', async () => {
    const ports = await agency();
    const { activeSince } = (await ports.tenants.get('T1')) ?? { activeSince: START };
    const id = `welcome.UADMIN.${activeSince.getTime()}`;
    await connectSource(ports, ADMIN, wish);
    await runWork(ports);
    expect(ports.sent).toEqual([]);
    for (const connection of await ports.connections.latestOf('T1')) await ports.connections.remove(connection);
    const welcome = { id, tenantId: 'T1', kind: 'welcome', to: 'UADMIN', wanted: 1 } as const;
    await ports.messages.ensure(welcome, [todo('deliver-message', START)]);
    await runWork(ports);
    expect(ports.sent).toMatchObject([{ id, edits: 0, content: { connected: false } }]);
    const { connection } = await connectSource(ports, ADMIN, wish);
    await runWork(ports);
    await connectSource(ports, ADMIN, { ...wish, connectionId: connection.id });
    await runWork(ports);
    expect(ports.sent).toMatchObject([{ id, edits: 1, content: { connected: true } }]);
  });

  test('set up again it is as old as before: what came between is no history', async () => {
    const ports = await agency();
    const { connection } = await connectSource(ports, ADMIN, wish);
    ports.clock.advance(DAY);
    const { connection: again } = await connectSource(ports, ADMIN, { ...wish, connectionId: connection.id });
    expect(again).toMatchObject({ connectedAt: START, setUpAt: new Date(START.getTime() + DAY) });
    expect(connection).toMatchObject({ connectedAt: START, setUpAt: START });
    const via = { source: 'contract', trust: 100, namesInvitations: true, connectionId: connection.id } as const;
    const between = new Date(START.getTime() + DAY / 2);
    const invitation = buildInvitation({ status: 'expired', invitedAt: between });
    expect(await wasOverBeforeConnection(ports, 'T1', invitation, via)).toBe(false);
    const before = { ...invitation, invitedAt: new Date(START.getTime() - 1) };
    expect(await wasOverBeforeConnection(ports, 'T1', before, via)).toBe(true);
  });

  test('the same marketplace, set up again, keeps its webhook address and secrets', async () => {
    const ports = await agency();
    const first = await connectSource(ports, ADMIN, wish);
    await rotateWebhookSecret(ports, ADMIN, first.connection.id);
    const kept = contractConfig(await ofConnection(ports, first.connection.id));
    const again = await connectSource(ports, ADMIN, {
      ...wish,
      connectionId: first.connection.id,
      answers: { ...answers, token: 'other', path: 'native' },
    });
    expect(again.connection).toMatchObject({ id: first.connection.id, can: expect.arrayContaining(['decide']) });
    expect(contractConfig(again.connection)).toEqual({ ...kept, token: 'other', path: 'native' });
  });

  test('another marketplace is another connection, whose ids begin with its own', async () => {
    const ports = await agency();
    const first = await ports.connections.of('T1');
    const { connection } = await connectSource(ports, ADMIN, wish);
    expect(connection.id).not.toBe(first?.id);
    expect(connection).not.toHaveProperty('bareIds');
    expect(await ports.connections.latestOf('T1')).toHaveLength(2);
    expect(await ofConnection(ports, first?.id ?? '')).toEqual(first);
  });

  test('a connection is not set up again for another marketplace, nor where it is gone', async () => {
    const ports = await agency();
    const [first] = await ports.connections.latestOf('T1');
    const elsewhere = connectSource(ports, ADMIN, { ...wish, connectionId: first?.id ?? '' });
    await expectRefusal(elsewhere, 'connection.elsewhere', { name: first?.name ?? '' });
    await expectRefusal(connectSource(ports, ADMIN, { ...wish, connectionId: 'gone' }), 'connection.gone');
    expect(await ports.connections.latestOf('T1')).toEqual([first]);
  });

  test('tries at once what the connection before could not do', async () => {
    const ports = await agency();
    const invite = buildInvite();
    await ports.invites.insert(invite);
    await acceptInvite(ports, ANA, invite.id);
    ports.marketplace.failNext(new TokenRefused('401'), 7);
    const [connection] = await ports.connections.latestOf('T1');
    await runWork(ports, { withinMs: DAY / 24 });
    expect((await ports.invites.get(invite))?.decision).not.toHaveProperty('confirmedAt');
    await connectSource(ports, ADMIN, {
      ...wish,
      answers: { ...answers, url: contractConfig(connection).baseUrl, path: 'native' },
      connectionId: connection?.id ?? '',
    });
    await runWork(ports);
    expect((await ports.invites.get(invite))?.decision?.confirmedAt).toEqual(ports.clock.now());
  });

  test.each([
    ['contract', answers, { ...answers, url: 'https://NEW.example:443/api/', token: 'other' }, 'url'],
    ['vollna', { apiToken: 'token' }, { apiToken: ' token ' }, 'apiToken'],
    ['getmany', { apiToken: 'token' }, { apiToken: 'token', apiUrl: 'https://proxy.example' }, 'apiToken'],
    [
      'email',
      { address: 'in@agency.example', provider: 'postmark' },
      { address: 'IN@Agency.Example', provider: 'signed' },
      'address',
    ],
  ])(
    'by %s, what is connected already is refused at its field, and stays as it is',
    async (source, first, again, at) => {
      const ports = await agency();
      const given = { source, name: 'Ours', answers: first, unaddressedTo: 'C1' };
      const { connection } = await connectSource(ports, ADMIN, given);
      const before = await ports.connections.latestOf('T1');
      const anew = { source, name: 'Another', answers: again };
      await expectRefusal(connectSource(ports, ADMIN, anew), 'connection.alreadyThere', { name: 'Ours', field: at });
      expect(await ports.connections.latestOf('T1')).toEqual(before);
      const { connection: changed } = await connectSource(ports, ADMIN, { ...anew, connectionId: connection.id });
      expect(changed).toMatchObject({ id: connection.id, name: 'Another' });
    },
  );

  test.each([
    ['vollna', { apiToken: 'one' }, { apiToken: 'two' }],
    ['vollna', {}, {}],
    ['getmany', { apiToken: 'one' }, { apiToken: 'two' }],
    [
      'email',
      { address: 'in@agency.example', provider: 'postmark' },
      { address: 'too@agency.example', provider: 'postmark' },
    ],
  ])('by %s, two accounts are two connections, and neither becomes the other', async (source, one, two) => {
    const ports = await agency();
    const first = await connectSource(ports, ADMIN, { source, name: 'One', answers: one });
    const second = await connectSource(ports, ADMIN, { source, name: 'Two', answers: two });
    expect(second.connection.id).not.toBe(first.connection.id);
    const taking = { source, name: 'Two', answers: one, connectionId: second.connection.id };
    if (Object.keys(one).length) await expectRefusal(connectSource(ports, ADMIN, taking), 'connection.alreadyThere');
    else await expect(connectSource(ports, ADMIN, taking)).resolves.toBeDefined();
  });

  test('twice at once is one connection: the second is told that it is there', async () => {
    const ports = await agency();
    const pause = async (call: string) => void (call === 'connections.save' && (await sleep(20)));
    const paused = hookedPorts(ports, { pause });
    const twice = await Promise.allSettled([connectSource(paused, ADMIN, wish), connectSource(paused, ADMIN, wish)]);
    const [one] = twice.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'connection.alreadyThere', params: { name: 'New' } },
    });
    expect(await ofConnection(ports, one?.connection.id ?? '')).toEqual(one?.connection);
    expect(await ports.connections.latestOf('T1')).toHaveLength(2);
  });

  test('asks the marketplace once, however often the change begins anew', async () => {
    const ports = await agency();
    let probes = 0;
    const probe = async () => {
      probes += 1;
      return { declineReasons: [], facts: [] };
    };
    ports.conflict(2);
    const { connection } = await connectSource({ ...ports, marketplace: { ...ports.marketplace, probe } }, ADMIN, wish);
    expect(probes).toBe(1);
    expect(await ofConnection(ports, connection.id)).toEqual(connection);
    expect((await ports.tenants.get('T1'))?.work).toHaveLength(1);
  });

  test('is refused to others, and when the marketplace turns it down: nothing changes', async () => {
    const ports = await agency();
    const before = await ports.connections.of('T1');
    await expectRefusal(connectSource(ports, ANA, wish), 'member.notAdmin');
    ports.marketplace.failNext(new Refusal('connection.rejected'));
    await expectRefusal(connectSource(ports, ADMIN, wish), 'connection.rejected');
    expect(await ports.connections.of('T1')).toEqual(before);
    expect(ports.dispatched).toEqual([]);
  });

  test('a secret is 32 random bytes in the form of Standard Webhooks', () => {
    expect(newWebhookSecret()).toMatch(SECRET);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });
});

describe('rotating the webhook secret', () => {
  const secretsOf = async (ports: MemoryPorts) => contractConfig(await ports.connections.of('T1')).webhookSecrets;
  const idOf = async (ports: MemoryPorts) => (await ports.connections.of('T1'))?.id ?? '';
  const rotated = async (ports: MemoryPorts) =>
    contractConfig(await rotateWebhookSecret(ports, ADMIN, await idOf(ports))).webhookSecrets[0] ?? '';

  test('puts a new one in front and keeps the last one', async () => {
    const ports = await agency();
    const [old] = await secretsOf(ports);
    const second = await rotated(ports);
    expect(await secretsOf(ports)).toEqual([second, old]);
    const third = await rotated(ports);
    expect(await secretsOf(ports)).toEqual([third, second]);
    expect(third).toMatch(SECRET);
  });

  test('twice at once keeps both', async () => {
    const ports = await agency();
    const both = await Promise.all([rotated(ports), rotated(ports)]);
    expect(await secretsOf(ports)).toEqual(both.reverse());
  });

  test('is refused to others, and without a connection', async () => {
    const ports = await agency();
    const id = await idOf(ports);
    await expectRefusal(rotateWebhookSecret(ports, ANA, id), 'member.notAdmin');
    await expectRefusal(findRotatable(ports, ANA, ''), 'member.notAdmin');
    await ports.connections.disconnect('T1');
    await expectRefusal(rotateWebhookSecret(ports, ADMIN, id), 'connection.gone');
    await expectRefusal(findRotatable(ports, ADMIN, ''), 'tenant.notConnected');
  });

  test('finds the connection that is meant, by its name or its id', async () => {
    const ports = await agency();
    const own = await idOf(ports);
    const mailed = async (name: string) => {
      const config = { provider: 'postmark', address: 'jobs@in.example', domains: [], tokens: ['a'.repeat(32)] };
      const { bareIds: _, ...connection } = buildConnection({ id: `c-${name}`, source: 'email', name });
      await ports.connections.save({ ...connection, config });
      return connection.id;
    };
    const [mail, other] = [await mailed('Büro'), await mailed('Post')];
    const found = async (named: string) => (await findRotatable(ports, ADMIN, named)).meant.map(({ id }) => id).sort();
    expect(await found('')).toEqual([own, mail, other].sort());
    expect(await found('buero')).toEqual([mail]);
    expect(await found(other)).toEqual([other]);
    expect(await found('nothing like it')).toEqual([]);
    expect((await findRotatable(ports, ADMIN, 'nothing like it')).all).toHaveLength(3);
  });
});

describe('configuring', () => {
  test('changes what is given', async () => {
    const ports = await agency();
    const tenant = await configureTenant(ports, ADMIN, { undoSeconds: 0 });
    expect(tenant.settings).toEqual(buildSettings({ undoSeconds: 0 }));
    expect(await ports.tenants.get('T1')).toEqual(tenant);
  });

  test('is refused to others, and for a tenant that is not there', async () => {
    const ports = await agency();
    await expectRefusal(configureTenant(ports, ANA, { undoSeconds: 0 }), 'member.notAdmin');
    expect((await ports.tenants.get('T1'))?.settings).toEqual(buildTenant().settings);
    await ports.members.save('T9', [{ ...(await ports.members.get('T1', 'UADMIN')), slackUserId: 'UADMIN' } as never]);
    await expectRefusal(
      configureTenant(ports, buildActor({ tenantId: 'T9', slackUserId: 'UADMIN' }), {}),
      'tenant.notInstalled',
    );
  });
});

const LEFT = { isDeactivated: true };
const GUEST = { isGuest: true };
const IN_CHARGE = { isAdmin: true };

test.each([
  ['the managers', ['UM1', 'UM2'], 'UADMIN', {}, ['UM1', 'UM2']],
  ['the other managers', ['UANA', 'UM1'], 'UADMIN', {}, ['UM1']],
  ['the managers who are here and no guests', ['UM1', 'UM2', 'UM3'], 'UADMIN', { UM1: LEFT, UM2: GUEST }, ['UM3']],
  ['whoever installed it, where the only manager is a bot', ['UM1'], 'UADMIN', { UM1: { isBot: true } }, ['UADMIN']],
  ['whoever installed it, without managers', [], 'UADMIN', {}, ['UADMIN']],
  ['whoever installed it, where no manager is left', ['UM1', 'UM2'], 'UADMIN', { UM1: LEFT, UM2: GUEST }, ['UADMIN']],
  ['whoever installed it, where the only manager is the member', ['UANA'], 'UADMIN', {}, ['UADMIN']],
  ['an admin, where whoever installed it has left', [], 'UADMIN', { UADMIN: LEFT, UBOSS: IN_CHARGE }, ['UBOSS']],
  ['an admin, where whoever installed it is a guest', [], 'UADMIN', { UADMIN: GUEST, UBOSS: IN_CHARGE }, ['UBOSS']],
  ['an admin, where the member installed it', [], 'UANA', { UANA: IN_CHARGE, UBOSS: IN_CHARGE }, ['UBOSS']],
  [
    'three admins, the owners first, and none who cannot decide',
    [],
    'UADMIN',
    {
      UADMIN: LEFT,
      UA1: { ...IN_CHARGE, ...LEFT },
      UA2: { ...IN_CHARGE, isBot: true },
      UA3: IN_CHARGE,
      UA4: IN_CHARGE,
      UA5: { ...IN_CHARGE, isOwner: true },
      UA6: IN_CHARGE,
    },
    ['UA5', 'UA3', 'UA4'],
  ],
  ['nobody, where there is nobody else', [], 'UANA', {}, []],
])('in a member’s place decide %s', async (_, managers, installedBy, changed, standIns) => {
  const ports = memoryPorts();
  const flags: Readonly<Record<string, object>> = changed;
  const ids = [...new Set([...managers, installedBy, 'UANA', ...Object.keys(flags)])];
  await ports.members.save(
    'T1',
    ids.map((slackUserId) => buildProfile({ slackUserId, ...flags[slackUserId] })),
  );
  const tenant = buildTenant({ installedBy, settings: buildSettings({ managers }) });
  expect(await presentManagers(ports, tenant, 'UANA')).toEqual(standIns);
});

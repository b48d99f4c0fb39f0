import { describe, expect, test } from '@jest/globals';
import { reportFailedSync } from '../../../../src/domain/ensuring-messages/report-failed-sync.js';
import {
  AccessRevoked,
  Hopeless,
  MarketplaceRefusal,
  Refusal,
  TokenRefused,
} from '../../../../src/domain/model/errors.js';
import { isColleague } from '../../../../src/domain/model/member/member.js';
import type { Message } from '../../../../src/domain/model/message/message.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { addressWaiting } from '../../../../src/domain/people/address-waiting.js';
import { linkMember } from '../../../../src/domain/people/link-member.js';
import { matches } from '../../../../src/domain/people/link-people-by-email.js';
import { JOIN_TOGETHER_MS, updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import { SYNC_EVERY_MS, syncDirectory } from '../../../../src/domain/people/sync-directory.js';
import { requireAdmin } from '../../../../src/domain/permissions/require-role.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { connectSource } from '../../../../src/domain/workspace/connect-source.js';
import { rotateWebhookSecret } from '../../../../src/domain/workspace/rotate-webhook-secret.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvitation,
  buildInvite,
  buildMember,
  buildPerson,
  buildProfile,
  buildRedraw,
  buildTenant,
  contractConfig,
} from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const REF = { tenantId: 'T1', id: 'T1' };
const HOUR = 3_600_000;

describe('who is an admin', () => {
  test('Slack’s admins, and whoever installed Baton, also before their profile is known', async () => {
    const ports = await agency();
    await requireAdmin(ports, ADMIN);
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UBOSS', isAdmin: true })]);
    await requireAdmin(ports, buildActor({ slackUserId: 'UBOSS' }));
    await ports.tenants.uninstall('T1', []);
    await ports.tenants.install(buildTenant({ installedBy: 'UNEW' }));
    await requireAdmin(ports, buildActor({ slackUserId: 'UNEW' }));
  });

  test('nobody else, and an admin of this tenant is none of another', async () => {
    const ports = await agency();
    await expectRefusal(requireAdmin(ports, ANA), 'member.notAdmin');
    await expectRefusal(requireAdmin(ports, buildActor({ slackUserId: 'UNOBODY' })), 'member.notAdmin');
    await expectRefusal(requireAdmin(ports, { ...ADMIN, tenantId: 'T2' }), 'tenant.notInstalled');
  });
});

test.each([
  [{}, true],
  [{ isBot: true }, false],
  [{ isGuest: true }, false],
  [{ isExternal: true }, false],
  [{ isDeactivated: true }, false],
  [{ isAdmin: true }, true],
])('a member with %j is a colleague: %s', (given, colleague) => {
  expect(isColleague(buildMember(given), { guests: false })).toBe(colleague);
});

test('a changed profile is taken over, and keeps its link', async () => {
  const ports = await agency();
  await updateProfile(ports, 'T1', buildProfile({ name: 'Ana L.', isDeactivated: true }));
  expect(await ports.members.get('T1', 'UANA')).toMatchObject({
    name: 'Ana L.',
    isDeactivated: true,
    accounts: [{ id: 'p-ana' }],
  });
});

describe('somebody who joins', () => {
  const NINA = buildProfile({ slackUserId: 'UNINA', name: 'Nina', email: 'Nina@agency.example' });
  const planned = async ({ tenants }: Awaited<ReturnType<typeof agency>>) =>
    (await tenants.latest('T1'))?.work.filter(({ job }) => job === 'sync-directory').map(({ at }) => at);
  const inAMinute = new Date(START.getTime() + JOIN_TOGETHER_MS);
  const waiting = (id: string) =>
    buildInvitation({ id, freelancer: buildPerson({ id, name: 'Nina', email: 'nina@agency.example' }) });

  test('is linked within a minute, and gets the invites that waited for them', async () => {
    const ports = await agency();
    ports.marketplace.team.push(buildPerson({ id: 'p-nina', name: 'Nina', email: 'nina@agency.example' }));
    const listed = await receiveInvite(ports, 'T1', waiting('p-nina'));
    ports.directory.profiles.push(NINA);
    await updateProfile(ports, 'T1', NINA);
    await updateProfile(ports, 'T1', buildProfile({ slackUserId: 'UOLE', email: 'ole@agency.example' }));
    expect(await planned(ports)).toEqual([inAMinute]);
    await syncDirectory(ports, REF);
    expect((await ports.members.get('T1', 'UNINA'))?.accounts[0]).toMatchObject({ id: 'p-nina' });
    expect((await ports.invites.get(listed))?.invitee.slackUserId).toBe('UNINA');
  });

  test('gets the invites of mails to their address, which no marketplace lists', async () => {
    const ports = await agency();
    const [mailed, other] = [
      await receiveInvite(ports, 'T1', waiting('mailto:nina@agency.example')),
      await receiveInvite(ports, 'T1', { ...waiting('i-2'), freelancer: buildPerson({ id: 'p-zed', name: 'Zed' }) }),
    ];
    ports.directory.profiles.push(NINA);
    await syncDirectory(ports, REF);
    expect((await ports.invites.get(mailed))?.invitee.slackUserId).toBe('UNINA');
    expect((await ports.invites.get(other))?.invitee).not.toHaveProperty('slackUserId');
  });

  test('gets the invites that were left where a process crashed after linking', async () => {
    const ports = await agency();
    const freelancer = { id: 'upwork:~0ana', name: 'Ana L.' };
    const invite = await receiveInvite(ports, 'T1', { ...waiting('i-1'), freelancer });
    await ports.connections.remove({ tenantId: 'T1', id: 'connection-of-T1' });
    await ports.members.link('T1', 'UANA', [{ ...freelancer, linkedBy: 'hand' }]);
    await syncDirectory(ports, REF);
    expect((await ports.invites.get(invite))?.invitee.slackUserId).toBe('UANA');
  });

  test.each([
    ['comes back', [{ isDeactivated: true }, {}], 1],
    ['was a bot', [{ isBot: true }, {}], 1],
    ['gets another address', [{}, { email: 'ana.lopez@agency.example' }], 1],
    ['gets another name', [{}, { name: 'Ana L.' }], 0],
    ['leaves', [{}, { isDeactivated: true }], 0],
    ['comes back without an address', [{ isDeactivated: true }, { email: undefined }], 0],
  ] as const)('or %s', async (_, [before, after], many) => {
    const ports = await agency();
    const profile = (given: object) => buildProfile({ email: 'ana@agency.example', ...given });
    await ports.members.save('T1', [profile(before)]);
    await updateProfile(ports, 'T1', profile(after));
    expect(await planned(ports)).toHaveLength(many);
  });

  test('from another workspace, or as a bot, needs no sync', async () => {
    const ports = await agency();
    for (const given of [{ isExternal: true }, { isBot: true }])
      await updateProfile(ports, 'T1', buildProfile({ slackUserId: 'UNEW', email: 'new@agency.example', ...given }));
    expect(await planned(ports)).toEqual([]);
  });
});

describe('what Slack tells late', () => {
  const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
  const gone = buildProfile({ isDeactivated: true, changedAt: at(5) });

  test('brings nobody back who has left, and hands nobody over twice', async () => {
    const ports = await agency();
    await updateProfile(ports, 'T1', gone);
    await updateProfile(ports, 'T1', buildProfile({ name: 'Ana before', changedAt: at(4) }));
    expect(await ports.members.get('T1', 'UANA')).toMatchObject({ isDeactivated: true, name: 'Ana Lopez' });
    await updateProfile(ports, 'T1', gone);
    expect((await ports.members.get('T1', 'UANA'))?.work).toMatchObject([{ job: 'hand-over-member' }]);
  });

  test('hands nobody over who is back already', async () => {
    const ports = await agency();
    await updateProfile(ports, 'T1', buildProfile({ changedAt: at(6) }));
    await updateProfile(ports, 'T1', gone);
    expect(await ports.members.get('T1', 'UANA')).toMatchObject({ isDeactivated: false, work: [] });
  });

  test.each([
    ['with dates', { changedAt: at(-3600) }],
    ['without', {}],
  ])('by an event during the reading of the directory holds against a list %s', async (_, given) => {
    const ports = await agency();
    const { list } = ports.directory;
    ports.directory.profiles.push(
      buildProfile({ name: 'Ana as listed', ...given }),
      buildProfile({ slackUserId: 'UEVE' }),
    );
    const meanwhile = {
      ...ports.directory,
      list: async function* (tenantId: string) {
        await updateProfile(ports, 'T1', buildProfile({ isDeactivated: true, changedAt: at(1) }));
        yield* list(tenantId);
      },
    };
    await syncDirectory({ ...ports, directory: meanwhile }, REF);
    expect(await ports.members.get('T1', 'UANA')).toMatchObject({ name: 'Ana Lopez', isDeactivated: true });
    expect(await ports.members.get('T1', 'UEVE')).not.toHaveProperty('changedAt');
  });

  test.each(['an event', 'the directory'])(
    'with a date far in the future (%s) hides no later change',
    async (source) => {
      const ports = await agency();
      const odd = buildProfile({ name: 'Ana of 2286', changedAt: new Date(9_999_999_999_000) });
      if (source === 'an event') await updateProfile(ports, 'T1', odd);
      ports.directory.profiles.push(odd);
      if (source === 'the directory') await syncDirectory(ports, REF);
      expect(await ports.members.get('T1', 'UANA')).toMatchObject({ name: 'Ana of 2286', changedAt: START });
      ports.clock.advance(1000);
      await updateProfile(ports, 'T1', buildProfile({ name: 'Ana now', changedAt: at(1) }));
      expect(await ports.members.get('T1', 'UANA')).toMatchObject({ name: 'Ana now' });
    },
  );

  test('before the reading of the directory does not', async () => {
    const ports = await agency();
    await updateProfile(ports, 'T1', buildProfile({ isDeactivated: true, changedAt: at(-120) }));
    ports.directory.profiles.push(buildProfile({ name: 'Ana as listed' }));
    await syncDirectory(ports, REF);
    expect(await ports.members.get('T1', 'UANA')).toMatchObject({ name: 'Ana as listed', isDeactivated: false });
  });
});

describe('linking a member by hand', () => {
  async function team() {
    const ports = await agency();
    ports.marketplace.team.push(...Object.values(PEOPLE), buildPerson({ id: 'p-new', name: 'New' }));
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UNEW', name: 'New' })]);
    return ports;
  }

  test('ties them to the agency’s person', async () => {
    const ports = await team();
    const { member: linked, ...more } = await linkMember(ports, ADMIN, 'UNEW', 'p-new');
    expect(more).toEqual({ added: linked.accounts[0] });
    expect(linked).toEqual(await ports.members.get('T1', 'UNEW'));
    expect(linked.accounts[0]).toEqual({
      id: 'p-new',
      name: 'New',
      profileUrl: 'https://market.example/freelancers/p-ana',
      email: 'ana@agency.example',
      linkedBy: 'hand',
    });
  });

  test('keeps no address that the marketplace does not give', async () => {
    const ports = await team();
    expect((await linkMember(ports, ADMIN, 'UNEW', 'p-dora')).member.accounts[0]).toEqual({
      id: 'p-dora',
      name: 'Dora Weiss',
      linkedBy: 'hand',
    });
  });

  test('hands over the open invites that waited for the person, each with one card', async () => {
    const ports = await team();
    const freelancer = { id: 'p-new', name: 'New' };
    const waiting = await receiveInvite(ports, 'T1', buildInvitation({ freelancer }));
    const over = await receiveInvite(ports, 'T1', buildInvitation({ freelancer, status: 'archived' }));
    const anas = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.ana }));
    ports.dispatched.length = 0;
    await linkMember(ports, ADMIN, 'UNEW', 'p-new');
    expect(ports.dispatched).toMatchObject([{ id: waiting.id }]);
    expect(await ports.invites.get(waiting)).toMatchObject({ invitee: { slackUserId: 'UNEW' } });
    expect(ports.dispatched[0]?.work.slice(-2)).toMatchObject([
      { job: 'announce-invite', at: START },
      { job: 'nudge-invite', at: new Date(START.getTime() + 4 * 3_600_000) },
    ]);
    expect(await ports.invites.get(over)).toEqual(over);
    expect(await ports.invites.get(anas)).toEqual(anas);
  });

  test('unties them with null, and hands nothing over', async () => {
    const ports = await team();
    const { member, ...more } = await linkMember(ports, ADMIN, 'UANA', null);
    expect(more).toEqual({});
    expect(member.accounts).toEqual([]);
    expect(await ports.members.byPerson('T1', 'p-ana')).toBeNull();
    expect(ports.dispatched).toEqual([]);
  });

  test('takes the account of somebody who has left', async () => {
    const ports = await team();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', name: 'Ana Lopez', isDeactivated: true })]);
    expect((await linkMember(ports, ADMIN, 'UNEW', 'p-ana')).member.accounts[0]).toMatchObject({ id: 'p-ana' });
    expect(await ports.members.get('T1', 'UANA')).not.toHaveProperty('person');
  });

  test('is refused to others, for unknown people and members, and for a person who is taken', async () => {
    const ports = await team();
    await expectRefusal(linkMember(ports, ANA, 'UNEW', 'p-new'), 'member.notAdmin');
    await expectRefusal(linkMember(ports, ADMIN, 'UNEW', 'p-zed'), 'referral.noSuchPerson', { name: 'p-zed' });
    await expectRefusal(linkMember(ports, ADMIN, 'UNOBODY', 'p-new'), 'member.unknown');
    await expectRefusal(linkMember(ports, ADMIN, 'UNEW', 'p-ana'), 'member.personTaken', {
      name: 'Ana Lopez',
      holder: 'UANA',
    });
    expect(await ports.members.get('T1', 'UNEW')).not.toHaveProperty('person');
  });

  test('is refused to an admin about themselves in words that speak to them', async () => {
    const ports = await team();
    await linkMember(ports, ADMIN, 'UADMIN', 'p-new');
    await expectRefusal(linkMember(ports, ADMIN, 'UNEW', 'p-new'), 'member.personIsYours');
    await linkMember(ports, ADMIN, 'UADMIN', null);
    await ports.members.forget('T1', 'UADMIN', START, buildRedraw);
    await expectRefusal(linkMember(ports, ADMIN, 'UADMIN', 'p-new'), 'member.youForgotten');
  });

  test.each([
    [{ isBot: true }, 'invitee.isBot'],
    [{ isExternal: true }, 'invitee.isExternal'],
    [{ isDeactivated: true }, 'invitee.hasLeft'],
  ] as const)('is refused for whoever is none of us, who may be untied: %j', async (given, code) => {
    const ports = await team();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UANA', ...given })]);
    await expectRefusal(linkMember(ports, ADMIN, 'UANA', 'p-new'), code);
    expect((await linkMember(ports, ADMIN, 'UNEW', 'p-ana')).member.accounts[0]).toMatchObject({ id: 'p-ana' });
    await ports.members.link('T1', 'UNEW', []);
    await ports.members.link('T1', 'UANA', [{ id: 'p-ana', name: 'Ana Lopez', linkedBy: 'hand' }]);
    expect((await linkMember(ports, ADMIN, 'UANA', null)).member).not.toHaveProperty('person');
  });

  test('passes on what is nobody’s fault', async () => {
    const ports = await team();
    const link = () => Promise.reject(new Error('no primary'));
    const down = { ...ports, members: { ...ports.members, link } };
    await expect(linkMember(down, ADMIN, 'UNEW', 'p-new')).rejects.toThrow('no primary');
  });
});

describe('who is who by email address', () => {
  const member = (slackUserId: string, email?: string, given = {}) =>
    buildMember({ slackUserId, ...(email && { email }), ...given });
  const person = (id: string, email?: string) => {
    const { email: _, ...rest } = buildPerson({ id });
    return { ...rest, ...(email && { email }) };
  };
  const tied = { accounts: [{ id: 'p-1', name: 'One', linkedBy: 'hand' }] } as const;
  const pairs = (...given: Parameters<typeof matches>) => matches(...given).map(([m, p]) => [m.slackUserId, p.id]);

  test.each<[string, ...Parameters<typeof matches>, string[][]]>([
    ['nobody', [], [], []],
    ['the same address', [member('U1', 'a@x.example')], [person('p-1', 'a@x.example')], [['U1', 'p-1']]],
    ['in any case', [member('U1', 'A@x.example')], [person('p-1', 'a@X.example')], [['U1', 'p-1']]],
    ['another address', [member('U1', 'a@x.example')], [person('p-1', 'b@x.example')], []],
    ['no address on either side', [member('U1')], [person('p-1')], []],
    ['an address of ours alone', [member('U1', 'a@x.example')], [person('p-1')], []],
    ['one who left', [member('U1', 'a@x.example', { isDeactivated: true })], [person('p-1', 'a@x.example')], []],
    ['a bot', [member('U1', 'a@x.example', { isBot: true })], [person('p-1', 'a@x.example')], []],
    ['a stranger', [member('U1', 'a@x.example', { isExternal: true })], [person('p-1', 'a@x.example')], []],
    ['one who is tied', [member('U1', 'a@x.example', tied)], [person('p-2', 'a@x.example')], []],
    [
      'a person who is tied',
      [member('U1', 'a@x.example'), member('U2', 'c@x.example', tied)],
      [person('p-1', 'a@x.example')],
      [],
    ],
    [
      'two people of one address',
      [member('U1', 'a@x.example')],
      [person('p-1', 'a@x.example'), person('p-2', 'A@x.example')],
      [],
    ],
    [
      'two people of one address, one of whom is tied',
      [member('U1', 'a@x.example'), member('U2', 'c@x.example', tied)],
      [person('p-1', 'a@x.example'), person('p-2', 'a@x.example')],
      [],
    ],
    [
      'two members of one address',
      [member('U1', 'a@x.example'), member('U2', 'a@X.example')],
      [person('p-1', 'a@x.example')],
      [],
    ],
    [
      'two members of one address, one of whom has left',
      [member('U1', 'a@x.example', { isDeactivated: true }), member('U2', 'a@x.example')],
      [person('p-1', 'a@x.example')],
      [['U2', 'p-1']],
    ],
    [
      'several, in the order of the people',
      [member('U1', 'a@x.example'), member('U2', 'b@x.example'), member('U3')],
      [person('p-2', 'b@x.example'), person('p-1', 'a@x.example'), person('p-3')],
      [
        ['U2', 'p-2'],
        ['U1', 'p-1'],
      ],
    ],
  ])('%s', (_, members, people, expected) => {
    expect(pairs(members, people)).toEqual(expected);
  });
});

describe('syncing the directory', () => {
  async function workspace() {
    const ports = await agency();
    ports.directory.profiles.push(
      ...['UEVE', 'UFAY', 'UGIL'].map((slackUserId) =>
        buildProfile({ slackUserId, name: slackUserId, email: `${slackUserId}@agency.example` }),
      ),
    );
    ports.marketplace.team.push(buildPerson({ id: 'p-fay', name: 'Fay', email: 'ufay@agency.example' }));
    return ports;
  }

  test('takes over everybody, page by page, and ties them by email address', async () => {
    const ports = await workspace();
    await syncDirectory(ports, REF);
    expect((await ports.members.all('T1')).map(({ slackUserId }) => slackUserId)).toHaveLength(7);
    expect((await ports.members.get('T1', 'UFAY'))?.accounts[0]).toMatchObject({ id: 'p-fay', linkedBy: 'email' });
    expect(await ports.members.get('T1', 'UEVE')).not.toHaveProperty('person');
  });

  test('that fails for good is told to the managers, once for each connection', async () => {
    const ports = await workspace();
    const told = () => ports.sent.map(({ channel, content }) => [channel, content.kind]);
    const sync = async (error: Error) => {
      ports.directory.failNext(error);
      await ports.tenants.addWork('T1', [todo('sync-directory', ports.clock.now())]);
      await runWork(ports);
    };
    await sync(new Hopeless('a scope is missing'));
    await sync(new Hopeless('a scope is missing'));
    expect(told()).toEqual([['DADMIN', 'sync-failed']]);
    // of a refused token the sync itself has told them
    await reportFailedSync(ports, REF, new TokenRefused('401'));
    await runWork(ports);
    expect(told()).toEqual([['DADMIN', 'sync-failed']]);
  });

  test('takes over the marketplace’s reasons, and nothing else of the connection', async () => {
    const ports = await workspace();
    const before = await ports.connections.of('T1');
    ports.marketplace.reasons.splice(0, 1, { id: 'tired', text: 'Tired' });
    await syncDirectory(ports, REF);
    expect(await ports.connections.of('T1')).toEqual({ ...before, declineReasons: [{ id: 'tired', text: 'Tired' }] });
  });

  test.each([
    [
      'rotates its secret',
      async (ports: Awaited<ReturnType<typeof workspace>>) =>
        void (await rotateWebhookSecret(ports, ADMIN, (await ports.connections.of('T1'))?.id ?? '')),
    ],
    [
      'sets it up again',
      async (ports: Awaited<ReturnType<typeof workspace>>) => {
        const connection = await ports.connections.of('T1');
        const answers = { url: contractConfig(connection).baseUrl, token: 't', path: 'handoff' };
        const wish = { source: 'contract', name: 'Other', answers, connectionId: connection?.id ?? '' };
        await connectSource(ports, ADMIN, wish);
      },
    ],
    ['disconnects', (ports: Awaited<ReturnType<typeof workspace>>) => ports.connections.disconnect('T1')],
  ])('writes nothing over when an admin %s meanwhile', async (_, change) => {
    const ports = await workspace();
    let changed: unknown;
    const probe = async () => {
      await change(ports);
      changed = await ports.connections.of('T1');
      return { declineReasons: [{ id: 'busy', text: 'Too busy' }], facts: [] };
    };
    await syncDirectory({ ...ports, marketplace: { ...ports.marketplace, probe } }, REF);
    expect(await ports.connections.of('T1')).toEqual(changed);
  });

  test('tells the managers that the token is turned down, and reads it all once there is another', async () => {
    const ports = await workspace();
    await ports.tenants.addWork('T1', [todo('sync-directory', START)]);
    ports.marketplace.failNext(new TokenRefused('401'), 2);
    expect(await runOne('sync-directory', REF, ports)).toBe('misconfigured');
    const told = (ports.dispatched as unknown as Message[]).filter(({ kind }) => kind === 'token-refused');
    expect(told.map(({ to }) => to)).toEqual([ADMIN.slackUserId]);
    await runWork(ports, { withinMs: HOUR });
    expect((await ports.members.get('T1', 'UFAY'))?.accounts[0]).toMatchObject({ id: 'p-fay', linkedBy: 'email' });
    expect(await ports.worklist.dead()).toEqual([]);
  });

  test('without a marketplace takes over Slack’s people alone', async () => {
    const ports = await workspace();
    await ports.connections.disconnect('T1');
    await syncDirectory(ports, REF);
    expect(await ports.members.get('T1', 'UFAY')).not.toHaveProperty('person');
    expect(await ports.connections.of('T1')).toBeNull();
  });

  test('plans the next one, once', async () => {
    const ports = await workspace();
    await syncDirectory(ports, REF);
    await syncDirectory(ports, REF);
    const at = new Date(START.getTime() + SYNC_EVERY_MS);
    expect(SYNC_EVERY_MS).toBe(6 * HOUR);
    expect((await ports.tenants.get('T1'))?.work).toMatchObject([
      { job: 'sync-directory', at, attempts: 0 },
      { job: 'restore-work' },
      { job: 'send-digests' },
    ]);
  });

  test('counts neither what is due now nor another job as the next one', async () => {
    const ports = await workspace();
    const soon = new Date(START.getTime() + SYNC_EVERY_MS / 2);
    await ports.tenants.addWork('T1', [todo('sync-directory', soon), todo('purge-tenant', new Date(8e15))]);
    await syncDirectory(ports, REF);
    expect((await ports.tenants.get('T1'))?.work).toHaveLength(5);
  });

  test('that fails is not the last', async () => {
    const ports = await workspace();
    ports.directory.failNext(new MarketplaceRefusal('x', 'y'));
    await expect(syncDirectory(ports, REF)).rejects.toMatchObject({ code: 'x', detail: 'y' });
    const at = new Date(START.getTime() + SYNC_EVERY_MS);
    expect((await ports.tenants.get('T1'))?.work).toMatchObject([
      { job: 'sync-directory', at },
      { job: 'restore-work' },
      { job: 'send-digests' },
    ]);
  });

  test('keeps the reasons it knows while the marketplace does not name them', async () => {
    const ports = await workspace();
    const before = await ports.connections.of('T1');
    const probe = () => Promise.reject(new Refusal('marketplace.unreachable'));
    await syncDirectory({ ...ports, marketplace: { ...ports.marketplace, probe } }, REF);
    expect(await ports.connections.of('T1')).toEqual(before);
    expect((await ports.members.get('T1', 'UFAY'))?.accounts[0]).toMatchObject({ id: 'p-fay' });
    expect(ports.log.lines).toMatchObject([{ level: 'warn', event: 'reasons.not-renewed' }]);
  });

  test('plans nothing for a tenant that has left or was never there', async () => {
    const ports = await workspace();
    await ports.tenants.uninstall('T1', []);
    await syncDirectory(ports, REF);
    expect((await ports.tenants.get('T1'))?.work).toEqual([]);
    await syncDirectory(ports, { tenantId: 'T9', id: 'T9' });
    expect(await ports.tenants.get('T9')).toBeNull();
  });

  describe('of a workspace that removed Baton without our hearing of it', () => {
    const revoked = () => new AccessRevoked('Slack says account_inactive');

    test('uninstalls it, and does not come again', async () => {
      const ports = await workspace();
      await ports.tenants.addWork('T1', [todo('sync-directory', START)]);
      ports.directory.failNext(revoked());
      await runWork(ports, { withinMs: 2 * SYNC_EVERY_MS });
      const { status, work } = (await ports.tenants.get('T1')) ?? {};
      expect(status).toBe('uninstalled');
      expect(work?.map(({ job, dead }) => [job, dead])).toEqual([
        ['send-digests', undefined],
        ['purge-tenant', undefined],
      ]);
    });

    test.each([
      ['a moment later', 1],
      ['a second later', 1000],
      ['a minute before, by the clock of another process', -60_000],
    ])('leaves it alone where it was installed again meanwhile, %s', async (_, ms) => {
      const ports = await workspace();
      ports.clock.advance(1000);
      const list = async function* () {
        const installedAt = new Date(ports.clock.now().getTime() + ms);
        await ports.tenants.install(buildTenant({ installedAt, activeSince: installedAt }));
        yield [];
        throw revoked();
      };
      await syncDirectory({ ...ports, directory: { list } }, REF);
      expect(await ports.tenants.get('T1')).toMatchObject({ status: 'active' });
    });

    test('asks nothing more once that is known', async () => {
      const ports = await workspace();
      await ports.tenants.uninstall('T1', []);
      ports.directory.failNext(new Error('must not be asked'));
      await syncDirectory(ports, REF);
    });
  });

  test('reads the invites that wait for their members at once, however many members are linked', async () => {
    const counted = async (linked: number) => {
      const ports = await workspace();
      for (let number = 0; number < linked; number += 1) {
        const slackUserId = `UX${number}`;
        await ports.members.save('T1', [buildProfile({ slackUserId, email: `x${number}@agency.example` })]);
        const accounts = ['vollna', 'upwork'].map((place) => ({
          id: `${place}:${number}`,
          name: 'X',
          place,
          linkedBy: 'hand' as const,
        }));
        await ports.members.link('T1', slackUserId, accounts);
        const person = { id: `mailto:x${number}@home.example`, name: 'X', email: `x${number}@home.example` };
        await ports.invites.insert(buildInvite({ invitee: { person } }));
      }
      const calls: string[] = [];
      const noting = <Port extends object>(port: Port): Port =>
        new Proxy(port, {
          get: (target, name) => {
            calls.push(String(name));
            return Reflect.get(target, name);
          },
        });
      await addressWaiting({ ...ports, invites: noting(ports.invites), members: noting(ports.members) }, 'T1');
      return calls;
    };
    expect(await counted(1)).toEqual(['all', 'unsettledOf', 'strangers']);
    expect(await counted(40)).toEqual(await counted(1));
  });

  test('somebody who was tied a moment ago by another process is no trouble', async () => {
    const ports = await workspace();
    const all = async (tenantId: string) => {
      const members = await ports.members.all(tenantId);
      await ports.members.link('T1', 'UGIL', [{ id: 'p-fay', name: 'Fay', linkedBy: 'hand' }]);
      return members;
    };
    await syncDirectory({ ...ports, members: { ...ports.members, all } }, REF);
    expect((await ports.members.byPerson('T1', 'p-fay'))?.slackUserId).toBe('UGIL');
  });

  test('other trouble is passed on', async () => {
    const ports = await workspace();
    const link = () => Promise.reject(new Error('no primary'));
    await expect(syncDirectory({ ...ports, members: { ...ports.members, link } }, REF)).rejects.toThrow('no primary');
    ports.directory.failNext(new MarketplaceRefusal('x', 'y'));
    await expect(syncDirectory(ports, REF)).rejects.toMatchObject({ code: 'x', detail: 'y' });
  });

  test('twenty at once, or one that dies anywhere, end the same', async () => {
    const ports = await workspace();
    await twenty(() => syncDirectory(ports, REF));
    const expected = await ports.members.all('T1');
    const steps = await dieAtEveryStep(async (dying) => {
      const other = await workspace();
      await other.tenants.addWork('T1', [todo('sync-directory', START)]);
      await runOne('sync-directory', REF, dying(other));
      await runWork(other, { withinMs: HOUR });
      expect(await other.members.all('T1')).toEqual(expected);
      const planned = (await other.tenants.get('T1'))?.work.map(({ job }) => job);
      expect(planned?.sort()).toEqual(['restore-work', 'send-digests', 'sync-directory']);
    });
    expect(steps).toBeGreaterThan(30);
  });

  test('that dies anywhere leaves no invite without the member it waited for', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const ports = await workspace();
      const freelancer = { id: 'p-fay', name: 'Fay' };
      const waiting = await receiveInvite(ports, 'T1', buildInvitation({ freelancer }));
      await runWork(ports);
      await syncDirectory(dying(ports), REF).catch(() => undefined);
      await syncDirectory(ports, REF);
      expect((await ports.invites.get(waiting))?.invitee).toMatchObject({ slackUserId: 'UFAY' });
    });
    expect(steps).toBeGreaterThan(30);
  });

  test('gives nothing to whoever has left', async () => {
    const ports = await workspace();
    await ports.members.save('T1', [buildProfile({ isDeactivated: true })]);
    const waiting = await receiveInvite(ports, 'T1', buildInvitation({ freelancer: PEOPLE.ana }));
    await syncDirectory(ports, REF);
    expect((await ports.invites.get(waiting))?.invitee).toEqual({ person: PEOPLE.ana });
  });

  test('touches no other tenant', async () => {
    const ports = await workspace();
    await ports.members.save('T2', [buildProfile({ slackUserId: 'UFAY', email: 'ufay@agency.example' })]);
    await syncDirectory(ports, REF);
    expect(await ports.members.all('T2')).toHaveLength(1);
    expect(await ports.members.get('T2', 'UFAY')).not.toHaveProperty('person');
    expect(BEN.tenantId).toBe('T1');
  });
});

import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { readClientLetter } from '../../../../src/domain/deciding/read-client-letter.js';
import { MarketplaceRefusal } from '../../../../src/domain/model/errors.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import type { Settings } from '../../../../src/domain/model/tenant/tenant.js';
import { link, linkTo } from '../../../../src/domain/people/link-member.js';
import { updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { restoreWork } from '../../../../src/domain/workspace/restore-lost-work.js';
import { buildInvite, buildPerson, buildProfile } from '../../../support/factories.js';
import { announceInvite, nudgeInvite } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const everyHour = { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] };

/** After so many reminders, each announced. */
async function reminded(times: number, settings: Partial<Settings> = {}) {
  const ports = await agency();
  await ports.tenants.configure('T1', { working: everyHour, ...settings });
  const invite = buildInvite();
  await ports.invites.insert(invite);
  for (let step = 0; step < times; step += 1) {
    const { work = [] } = (await ports.invites.get(invite)) ?? {};
    ports.clock.set(work.findLast(({ job }) => job === 'nudge-invite')?.at ?? START);
    await nudgeInvite(ports, invite);
    await announceInvite(ports, invite);
  }
  const message = (id: string) => ports.messages.get({ tenantId: 'T1', id });
  return {
    ports,
    invite,
    reminder: (step: number) => message(`nudge.${invite.id}.${step}.UANA`),
    toManager: (who: string) => message(`manager-nudge.${invite.id}.last.${who}`),
  };
}

describe('reminding', () => {
  test('goes to the member at every step, and to the managers after the last', async () => {
    const { reminder, toManager } = await reminded(2);
    expect(await reminder(2)).toMatchObject({ kind: 'nudge', to: 'UANA' });
    expect(await toManager(ADMIN.slackUserId)).toBeNull();
    const third = await reminded(3, { managers: ['UOLGA', 'UANA'] });
    expect(await third.toManager('UOLGA')).toMatchObject({ kind: 'manager-nudge' });
    expect(await third.toManager('UANA')).toBeNull();
  });

  test('has its last step where the working hours leave fewer than the settings name', async () => {
    const { toManager } = await reminded(2, { working: { from: 9, to: 18, days: [1, 2, 3, 4, 5] } });
    expect(await toManager(ADMIN.slackUserId)).toMatchObject({ kind: 'manager-nudge' });
  });

  test('renews every reminder once the invite is answered', async () => {
    const { ports, invite, reminder, toManager } = await reminded(3);
    const before = (await reminder(1))?.wanted ?? 0;
    await acceptInvite(ports, ANA, invite.id);
    await announceInvite(ports, invite);
    const wanted = await Promise.all([reminder(1), reminder(2), reminder(3), toManager(ADMIN.slackUserId)]);
    const now = (await ports.invites.get(invite))?.revision ?? 0;
    expect(now).toBeGreaterThan(before);
    expect(wanted.map((message) => message?.wanted)).toEqual([now, now, now, now]);
  });
});

test('an admin who heard in place of managers is told that the invite is answered, also once a manager is named', async () => {
  const ports = await agency();
  await ports.tenants.configure('T1', { working: everyHour, nudgeHours: [1] });
  await updateProfile(ports, 'T1', buildProfile({ slackUserId: ADMIN.slackUserId, isDeactivated: true }));
  await updateProfile(ports, 'T1', buildProfile({ slackUserId: 'UBOSS', isAdmin: true }));
  const invite = buildInvite({ work: [todo('nudge-invite', hours(1))] });
  await ports.invites.insert(invite);
  await runWork(ports, { withinMs: 2 * HOUR });
  const toManagers = () => ports.sent.filter(({ content }) => content.kind === 'manager-nudge');
  expect(toManagers()).toMatchObject([{ channel: 'DBOSS', content: { invite: { status: 'open' } } }]);
  await ports.tenants.configure('T1', { managers: ['UBEN'] });
  await acceptInvite(ports, ANA, invite.id);
  await runWork(ports);
  expect(toManagers()).toMatchObject([{ channel: 'DBOSS', content: { invite: { status: 'accepted' } } }]);
});

describe('a member who has left the workspace', () => {
  const gone = buildProfile({ isDeactivated: true });

  test('gets no reminders, and the managers hear that they have left, not that they are silent', async () => {
    const { ports, invite } = await reminded(1, { managers: ['UBEN'] });
    await updateProfile(ports, 'T1', gone);
    await runWork(ports, { withinMs: 48 * HOUR });
    expect(ports.sent.filter(({ content }) => content.kind === 'nudge')).toEqual([]);
    const toManagers = ports.sent.filter(({ content }) => content.kind === 'manager-nudge');
    expect(toManagers).toMatchObject([{ channel: 'DBEN', content: { unreached: 'left' } }]);
    expect(await ports.invites.get(invite)).toMatchObject({ nudges: 1 });
  });

  test('counts as nobody whose reminder was lost, and gets it once they are back', async () => {
    const timers = [todo('nudge-invite', hours(4)), todo('expire-invite', hours(200))];
    const { ports, again, told } = await waiting({ expiresAt: hours(200), work: timers });
    await updateProfile(ports, 'T1', gone);
    await runWork(ports, { withinMs: 48 * HOUR });
    await restoreWork(ports, { tenantId: 'T1', id: 'T1' });
    expect(ports.log.lines.map(({ event }) => event)).not.toContain('work.restored');
    expect(await again()).toMatchObject({ status: 'open', nudges: 0 });
    await updateProfile(ports, 'T1', { ...gone, isDeactivated: false });
    await runWork(ports, { withinMs: 24 * HOUR });
    expect(told('nudge')).toBe(1);
  });

  test('after the last reminder is no longer called silent', async () => {
    const { ports, invite } = await reminded(3, { managers: ['UBEN'] });
    await runWork(ports);
    await updateProfile(ports, 'T1', gone);
    await runWork(ports);
    await ports.invites.advance(invite, {
      from: ['open'],
      set: {},
      work: [todo('announce-invite', ports.clock.now())],
    });
    await runWork(ports);
    const told = ports.sent.filter(({ content }) => content.kind === 'manager-nudge').map(({ content }) => content);
    expect(told).toMatchObject([{ unreached: 'left' }, { unreached: 'left' }]);
  });
});

const HOUR = 3_600_000;
const hours = (count: number) => new Date(START.getTime() + count * HOUR);

/** An invite of Ana's with its first reminder planned, as when it arrived. */
async function waiting(given: Parameters<typeof buildInvite>[0] = {}) {
  const ports = await agency();
  await ports.tenants.configure('T1', { working: everyHour });
  const work = [todo('nudge-invite', hours(4))];
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, work, ...given });
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const planned = async () => (await again()).work.filter(({ job }) => job === 'nudge-invite').map(({ at }) => at);
  const told = (kind: string) => ports.sent.filter(({ content }) => content.kind === kind).length;
  return { ports, invite, again, planned, told };
}

const away = () => new Error('the marketplace is away');
const closed = () => new MarketplaceRefusal('bad-request', '');

describe('an invite that comes back', () => {
  test('after its reminder came due while it was accepted is brought to mind at once, and to the manager', async () => {
    const { ports, invite, again, told } = await waiting();
    await acceptInvite(ports, ANA, invite.id);
    ports.marketplace.failNext(away(), 9);
    await runWork(ports, { withinMs: 3 * HOUR });
    expect((await again()).status).toBe('accepted');
    ports.marketplace.failNext(closed());
    await runWork(ports, { withinMs: 6 * HOUR });
    expect(await again()).toMatchObject({ status: 'open', nudges: 1 });
    expect([told('nudge'), told('manager-nudge')]).toEqual([1, 0]);
    await runWork(ports, { withinMs: 14 * HOUR });
    expect(await again()).toMatchObject({ status: 'open', nudges: 3 });
    expect([told('nudge'), told('manager-nudge')]).toEqual([3, 1]);
  });

  test('after a referral that failed is brought to mind too', async () => {
    const { ports, invite, again, told } = await waiting({ expiresAt: hours(200) });
    await referInvite(ports, ANA, invite.id, { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' });
    ports.marketplace.failNext(away(), 99);
    await runWork(ports, { withinMs: 80 * HOUR });
    expect(await again()).toMatchObject({ status: 'open', trouble: { code: 'unreachable' }, nudges: 3 });
    expect([told('nudge'), told('manager-nudge')]).toEqual([1, 1]);
  });

  test('waits for the working hours', async () => {
    const { ports, invite, planned } = await waiting({ work: [] });
    await ports.tenants.configure('T1', { working: { from: 9, to: 12, days: [1, 2, 3, 4, 5] }, nudgeHours: [1] });
    await acceptInvite(ports, ANA, invite.id);
    ports.clock.set(hours(9));
    ports.marketplace.failNext(closed());
    await runWork(ports);
    expect(await planned()).toEqual([hours(23)]);
  });

  test('is not brought to mind after its end', async () => {
    const { ports, invite, planned } = await waiting({ work: [], expiresAt: hours(5) });
    await acceptInvite(ports, ANA, invite.id);
    ports.clock.set(hours(5));
    ports.marketplace.failNext(closed());
    await runWork(ports);
    expect(await planned()).toEqual([]);
  });
});

describe('an invite that is linked after its first step', () => {
  const person = buildPerson({ id: 'p-zed', name: 'Zed' });
  const tie = (ports: Awaited<ReturnType<typeof agency>>) => link(ports, 'T1', 'UCLEO', linkTo(person, 'hand'));

  test('is brought to mind from then on', async () => {
    const { ports, invite, again, told } = await waiting({ invitee: { person } });
    await runWork(ports, { withinMs: 6 * HOUR });
    expect((await again()).nudges).toBe(0);
    await tie(ports);
    await runWork(ports);
    expect(await again()).toMatchObject({ nudges: 1, invitee: { slackUserId: 'UCLEO' } });
    expect(told('nudge')).toBe(1);
    await runWork(ports, { withinMs: 18 * HOUR });
    expect((await ports.invites.get(invite))?.nudges).toBe(3);
  });

  test('counts each step once, although the first is planned twice', async () => {
    const { ports, again } = await waiting({ invitee: { person } });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UCLEO', timeZone: 'Asia/Tokyo' })]);
    await ports.tenants.configure('T1', { working: { from: 9, to: 18, days: [1, 2, 3, 4, 5] } });
    await tie(ports);
    await runWork(ports, { withinMs: 4 * HOUR });
    expect((await again()).nudges).toBe(0);
    await runWork(ports, { withinMs: 12 * HOUR });
    expect((await again()).nudges).toBe(1);
  });

  test('while a reminder is on its way is still reminded of', async () => {
    const { ports, invite, again } = await waiting();
    const { get } = ports.invites;
    let raised = false;
    const invites: typeof ports.invites = {
      ...ports.invites,
      get: async (ref) => {
        const found = await get(ref);
        if (!raised) await ports.invites.advance(ref, { from: ['open'], set: {}, work: [] });
        raised = true;
        return found;
      },
    };
    ports.clock.set(hours(4));
    await nudgeInvite({ ...ports, invites }, invite);
    expect((await again()).nudges).toBe(1);
  });
});

test('a manager may prepare a decision and read the letter in a member’s place', async () => {
  const { ports, invite } = await reminded(0);
  expect((await prepareDecision(ports, ADMIN, invite.id)).invite.id).toBe(invite.id);
  expect((await readClientLetter(ports, ADMIN, invite.id)).letter).toBe(invite.letter);
});

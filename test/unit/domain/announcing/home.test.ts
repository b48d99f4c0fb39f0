import { describe, expect, test } from '@jest/globals';
import { openHome } from '../../../../src/domain/announcing/open-home.js';
import { publishHome } from '../../../../src/domain/announcing/publish-home.js';
import { readHome } from '../../../../src/domain/announcing/read-home.js';
import { refreshHome } from '../../../../src/domain/ensuring-messages/refresh-home.js';
import { Hopeless } from '../../../../src/domain/model/errors.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { DEFAULT_PREFERENCES, type HomeChoice } from '../../../../src/domain/model/member/member.js';
import { HOME_FILTERS } from '../../../../src/domain/model/referral/home-list-filters.js';
import { STATUSES } from '../../../../src/domain/model/referral/transitions.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvitation,
  buildInvite,
  buildJob,
  buildProfile,
  buildReferral,
} from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const ref = { tenantId: 'T1', id: 'UANA' };
const choice = (given: Partial<HomeChoice> = {}): HomeChoice => ({ list: 'sent', filter: 'all', ...given });

/** Ana has sent one referral of every status, and received one. */
async function busy() {
  const ports = await agency();
  for (const [minutes, status] of STATUSES.entries())
    await ports.referrals.insert(buildReferral({ status, takesSlot: false, createdAt: later(minutes) }));
  const to = { name: 'Ana Lopez', slackUserId: 'UANA', target: { by: 'person', personId: 'p-ana' } } as const;
  await ports.referrals.insert(
    buildReferral({ status: 'forwarded', from: { slackUserId: 'UBEN', name: 'Ben Okoro' }, to }),
  );
  const show = async (view: HomeChoice) => {
    await ports.members.configure('T1', 'UANA', { homeView: view });
    return readHome(ports, ref);
  };
  return { ports, show };
}

describe('the Home', () => {
  test('shows the five open invites that expire first, and how many more there are', async () => {
    const ports = await agency();
    for (const minutes of [3, 8, 1, 7, 5, 2, 6, 4])
      await ports.invites.insert(
        buildInvite({ id: `i${minutes}`, expiresAt: later(minutes), invitedAt: later(-minutes) }),
      );
    const { openInvites, moreInvites } = await readHome(ports, ref);
    expect(openInvites.map(({ invite }) => invite.id)).toEqual(['i1', 'i2', 'i3', 'i4', 'i5']);
    expect(moreInvites).toBe(3);
  });

  test('names whom to ask: the managers who are here, else the installer, and never the reader', async () => {
    const ports = await agency({ settings: { managers: ['UCLEO', 'UBEN', 'UGONE'] } });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UGONE', name: 'Gone', isDeactivated: true })]);
    const named = async (id = 'UANA') => (await readHome(ports, { ...ref, id })).whomToAsk;
    const name = async (id: string) => (await ports.members.get('T1', id))?.name;
    const [ben, cleo, admin] = await Promise.all(['UBEN', 'UCLEO', 'UADMIN'].map(name));
    expect(await named()).toEqual([ben, cleo]);
    expect(await named('UBEN')).toEqual([cleo]);
    await ports.members.configure('T1', 'UCLEO', { preferences: { ...DEFAULT_PREFERENCES, hidden: true } });
    expect(await named()).toEqual([ben]);
    await ports.tenants.configure('T1', { managers: ['UGONE'] });
    expect(await named()).toEqual([admin]);
    expect(await named('UADMIN')).toEqual([]);
  });

  test('shows those without a card before the others, since they stand nowhere else', async () => {
    const ports = await agency();
    const open = (id: string, minutes: number, more: Partial<Invite> = {}) =>
      ports.invites.insert(buildInvite({ id, expiresAt: later(minutes), ...more }));
    for (const minutes of [1, 2, 3]) await open(`i${minutes}`, minutes);
    for (const minutes of [10, 20]) await open(`hidden${minutes}`, minutes, { unannounced: true });
    const shown = async () => {
      const { openInvites, moreInvites, withoutCard } = await readHome(ports, ref);
      return [openInvites.map(({ invite }) => invite.id), moreInvites, withoutCard];
    };
    expect(await shown()).toEqual([['hidden10', 'hidden20', 'i1', 'i2', 'i3'], 0, undefined]);
    for (const minutes of [30, 40, 50, 60]) await open(`hidden${minutes}`, minutes, { unannounced: true });
    expect(await shown()).toEqual([['hidden10', 'hidden20', 'hidden30', 'hidden40', 'hidden50'], 4, 1]);
  });

  test('shows who one is, one’s counts and open invites with their reasons', async () => {
    const ports = await agency();
    const open = buildInvite({ job: buildJob({ private: true }) });
    await ports.invites.insert(open);
    await ports.tallies.add('T1', [{ member: 'UANA', period: 'all', count: 'sent', by: 3 }]);
    expect(await readHome(ports, ref)).toMatchObject({
      member: { slackUserId: 'UANA' },
      role: 'member',
      tenant: { id: 'T1' },
      connected: true,
      tallies: { all: { sent: 3 }, week: {}, month: {}, quarter: {} },
      openInvites: [{ invite: { id: open.id }, whyNotRefer: 'referral.privateJob' }],
      moreInvites: 0,
      referrals: [],
    });
    await ports.connections.disconnect('T1');
    expect(await readHome(ports, { ...ref, id: 'UADMIN' })).toMatchObject({ connected: false, role: 'owner' });
  });

  test('turns page after page until the last, without a gap or a repeat', async () => {
    const { show } = await busy();
    const seen: string[] = [];
    let view = choice();
    for (let pages = 0; pages < 9; pages += 1) {
      const { referrals, next } = await show(view);
      seen.push(...referrals.map(({ status }) => status));
      if (!next) break;
      expect(referrals).toHaveLength(5);
      view = { ...view, before: next };
    }
    expect(seen).toEqual([...STATUSES].reverse());
  });

  test('has no next page where the list just fits', async () => {
    const ports = await agency();
    for (let minutes = 0; minutes < 5; minutes += 1)
      await ports.referrals.insert(buildReferral({ createdAt: later(minutes) }));
    expect(await readHome(ports, ref)).not.toHaveProperty('next');
  });

  test.each(['underway', 'won', 'over'] as const)('filters what is %s', async (filter) => {
    const { show } = await busy();
    const { referrals } = await show(choice({ filter }));
    expect(referrals.length).toBeGreaterThan(0);
    for (const { status } of referrals) expect(HOME_FILTERS[filter]).toContain(status);
  });

  test('filters let every status through once', () => {
    const { underway, won, over } = HOME_FILTERS;
    expect([...underway, ...won, ...over].sort()).toEqual([...STATUSES].sort());
  });

  test('shows what was referred to one', async () => {
    const { show } = await busy();
    expect((await show(choice({ list: 'received' }))).referrals).toMatchObject([{ from: { name: 'Ben Okoro' } }]);
  });

  test('is nobody’s whom the workspace or the directory does not know', async () => {
    const ports = await agency();
    await expectRefusal(readHome(ports, { ...ref, id: 'UNOBODY' }), 'member.youUnknown');
    await expectRefusal(readHome(ports, { ...ref, tenantId: 'T2' }), 'tenant.notInstalled');
    await publishHome(ports, { ...ref, id: 'UNOBODY' });
    expect(ports.messenger.homes).toEqual([]);
  });

  test('that Slack does not take is tried again', async () => {
    const ports = await agency();
    ports.messenger.failNext(new Error('Slack is down'));
    await expect(publishHome(ports, ref)).rejects.toThrow('Slack is down');
  });
});

describe('opening the Home', () => {
  test('shows it, and keeps the choice for the next time', async () => {
    const { ports } = await busy();
    const view = choice({ filter: 'won' });
    await openHome(ports, ANA, view);
    await openHome(ports, ANA);
    const [first, second] = ports.messenger.homes;
    expect(first).toMatchObject({ slackUserId: 'UANA', home: { member: { homeView: view, homeOpenedAt: START } } });
    expect(second?.home.referrals).toEqual(first?.home.referrals);
  });

  test('by a stranger shows nothing', async () => {
    const ports = await agency();
    await openHome(ports, buildActor({ slackUserId: 'UNEW' }));
    expect(ports.messenger.homes).toEqual([]);
  });
});

describe('a Home that was opened', () => {
  test('follows what happens, and others’ do not', async () => {
    const ports = await agency();
    await refreshHome(ports, 'T1', 'UANA');
    await refreshHome(ports, 'T1', undefined);
    expect(ports.dispatched).toEqual([]);
    await openHome(ports, ANA);
    const data = buildInvitation({ freelancer: PEOPLE.ana });
    await storeEvent(ports, 'T1', 'w1', { type: 'invitation.created', data });
    await runWork(ports, { withinMs: 1_000 });
    expect(ports.messenger.homes.map(({ slackUserId }) => slackUserId)).toEqual(['UANA', 'UANA']);
    expect(ports.messenger.homes.at(-1)?.home.openInvites).toMatchObject([{ invite: { externalId: data.id } }]);
  });

  test('is shown once for changes that come together', async () => {
    const ports = await agency();
    await openHome(ports, ANA);
    for (let change = 0; change < 5; change += 1) await refreshHome(ports, 'T1', 'UANA');
    await runWork(ports, { withinMs: 1_000 });
    expect(ports.messenger.homes).toHaveLength(2);
  });

  const planned = async (ports: Ports) =>
    (await ports.members.get('T1', 'UANA'))?.work.filter(({ job }) => job === 'publish-home');

  test('has one piece of work at a time, and a new one for what happens while that runs', async () => {
    const ports = await agency();
    await openHome(ports, ANA);
    for (let change = 0; change < 5; change += 1) await refreshHome(ports, 'T1', 'UANA');
    expect(await planned(ports)).toHaveLength(1);
    ports.clock.advance(300);
    const { items: running } = await ports.worklist.begin('publish-home', ref, ports.clock.now(), 30_000);
    await refreshHome(ports, 'T1', 'UANA');
    expect(await planned(ports)).toHaveLength(2);
    await ports.worklist.finish('publish-home', ref, running, START);
    await runWork(ports, { withinMs: 1_000 });
    expect(ports.messenger.homes).toHaveLength(2);
  });

  test('is left alone once its member has left', async () => {
    const ports = await agency();
    await openHome(ports, ANA);
    await ports.members.save('T1', [buildProfile({ isDeactivated: true })]);
    await refreshHome(ports, 'T1', 'UANA');
    expect(await planned(ports)).toEqual([]);
  });

  test('that Slack refuses for good is not shown again before it is opened again', async () => {
    const ports = await agency();
    await openHome(ports, ANA);
    ports.messenger.failNext(new Hopeless('the Home tab is off'));
    for (let change = 0; change < 5; change += 1) {
      await refreshHome(ports, 'T1', 'UANA');
      await runWork(ports, { withinMs: 1_000 });
    }
    expect(await planned(ports)).toMatchObject([{ dead: true }]);
    await openHome(ports, ANA);
    await refreshHome(ports, 'T1', 'UANA');
    await runWork(ports, { withinMs: 1_000 });
    expect(ports.messenger.homes).toHaveLength(3);
  });
});

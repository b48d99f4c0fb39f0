import { describe, expect, test } from '@jest/globals';
import { findColleagues } from '../../../../src/domain/referring/find-colleagues.js';
import { prepareReferral } from '../../../../src/domain/referring/prepare-referral.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import type { Colleague } from '../../../../src/domain/referring/resolve-colleague.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvite,
  buildJob,
  buildPerson,
  buildProfile,
  buildReferral,
} from '../../../support/factories.js';
import { Crash, dieAtEveryStep } from '../../../support/hooked-ports.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const member = (slackUserId: string): Colleague => ({ kind: 'member', slackUserId });
const person = (personId: string, name = 'Dora Weiss'): Colleague => ({ kind: 'person', personId, shown: name });
const wish = (colleague = member('UCLEO')) => ({ colleague, reasonId: 'busy' });

async function invited(given: Parameters<typeof buildInvite>[0] = {}, settings = {}) {
  const ports = await agency({ settings });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, ...given });
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  return { ports, invite, again };
}

describe('referring', () => {
  test('asks the marketplace nothing, and minds what it said a moment ago', async () => {
    const { ports, invite } = await invited();
    ports.marketplace.standings.set(invite.externalId, [{ personId: PEOPLE.ben.id, standing: 'proposed' }]);
    const { candidates } = ports.marketplace;
    ports.marketplace.candidates = () => new Promise(() => {});
    await prepareReferral(ports, ANA, invite.id);
    ports.marketplace.candidates = candidates;
    await findColleagues(ports, ANA, invite.id, 'ben');
    ports.marketplace.candidates = () => Promise.reject(new Error('it is asked again'));
    await expectRefusal(referInvite(ports, ANA, invite.id, wish(member('UBEN'))), 'referral.alreadyProposed');
    expect(await referInvite(ports, ANA, invite.id, wish())).toMatchObject({ status: 'held' });
  });

  test('declines and refers in one step, both durable', async () => {
    const { ports, invite, again } = await invited({ trouble: { code: 'x', detail: '' } });
    const words = { noteToColleague: 'Yours?', noteToClient: 'Cleo is great.' };
    const referral = await referInvite(ports, ANA, invite.id, { ...wish(), ...words });
    const releaseAt = new Date(START.getTime() + 60_000);
    expect(referral).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: 'T1',
      status: 'held',
      inviteId: invite.id,
      externalInviteId: invite.externalId,
      job: { id: invite.job.id, title: invite.job.title, url: invite.job.url },
      from: { slackUserId: 'UANA', name: 'Ana Lopez' },
      counted: [],
      to: {
        name: 'Cleo Marsh',
        slackUserId: 'UCLEO',
        target: { by: 'person', personId: 'p-cleo' },
        profileUrl: 'https://market.example/p-cleo',
      },
      reasonId: 'busy',
      ...words,
      chain: [],
      createdAt: START,
      releaseAt,
      takesSlot: true,
      milestones: [],
      revision: 1,
      history: [{ at: START, who: 'UANA', what: 'held', through: 'slack' }],
      work: [
        expect.objectContaining({ job: 'forward-referral', at: releaseAt }),
        expect.objectContaining({ job: 'keep-tallies', at: START }),
      ],
    });
    expect(await ports.referrals.get(referral)).toEqual(referral);
    const after = await again();
    expect(after).toMatchObject({
      status: 'referred',
      decision: {
        kind: 'referred',
        by: 'UANA',
        byName: 'Ana Lopez',
        at: START,
        referralId: referral.id,
        reasonId: 'busy',
      },
      history: [{ at: START, who: 'UANA', what: 'referred', through: 'slack' }],
      work: [{ job: 'announce-invite', at: START }],
    });
    expect(after).not.toHaveProperty('trouble');
    expect(ports.dispatched).toEqual([after, referral]);
  });

  test('takes the undo window from what is stored', async () => {
    const { ports, invite } = await invited({}, { undoSeconds: 0 });
    const referral = await referInvite(ports, ANA, invite.id, wish());
    expect(referral.releaseAt).toEqual(START);
    expect(referral).not.toHaveProperty('noteToClient');
  });

  test('by somebody whose profile is not known yet uses the name of the click', async () => {
    const { ports, invite } = await invited({ invitee: { person: buildPerson(), slackUserId: 'UNEW' } });
    const by = buildActor({ slackUserId: 'UNEW', name: 'New One' });
    expect((await referInvite(ports, by, invite.id, wish())).from).toEqual({ slackUserId: 'UNEW', name: 'New One' });
  });

  test('twenty times at once is one referral, one forward, one tally', async () => {
    const { ports, invite, again } = await invited();
    const { done, refused } = await twenty((index) =>
      referInvite(ports, ANA, invite.id, wish(member(index % 2 ? 'UCLEO' : 'UBEN'))),
    );
    expect(done).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'invite.youReferred' });
    await runWork(ports, { withinMs: 60_000 });
    expect(ports.marketplace.calls).toMatchObject([{ call: 'decline', idempotencyKey: done[0]?.id }]);
    expect(await ports.tallies.of('T1', 'UANA', ['all'])).toMatchObject([{ counts: { sent: 1, forwarded: 1 } }]);
    expect((await again()).history).toHaveLength(1);
  });

  test('a write conflict runs it again, and it happens once', async () => {
    const { ports, invite, again } = await invited();
    ports.conflict(2);
    const referral = await referInvite(ports, ANA, invite.id, wish());
    expect((await again()).decision?.referralId).toBe(referral.id);
    expect(await ports.referrals.page('T1', { side: 'sent', slackUserId: 'UANA', limit: 9 })).toHaveLength(1);
    expect(await again()).toMatchObject({ revision: 2 });
  });

  test('a process that dies at any step leaves both or neither', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, invite, again } = await invited();
      const act = referInvite(dying(ports), ANA, invite.id, wish());
      const died = await act.then(
        () => false,
        (error) => error instanceof Crash,
      );
      const referral = await ports.referrals.ofInvite('T1', invite.id);
      expect((await again()).status === 'referred').toBe(referral !== null);
      if (!died) expect(referral).not.toBeNull();
      await runWork(ports, { withinMs: 60_000 });
      expect(ports.marketplace.calls).toHaveLength(referral ? 1 : 0);
    });
    expect(steps).toBeGreaterThan(16);
  });
});

describe('referring is refused, and changes nothing,', () => {
  const expectUntouched = async ({ ports, invite, again }: Awaited<ReturnType<typeof invited>>) => {
    expect(await again()).toEqual(invite);
    expect(await ports.referrals.ofInvite('T1', invite.id)).toBeNull();
    expect(ports.dispatched).toEqual([]);
  };

  test('on a private job', async () => {
    const given = await invited({ job: buildJob({ private: true }) });
    await expectRefusal(referInvite(given.ports, ANA, given.invite.id, wish()), 'referral.privateJob');
    await expectUntouched(given);
  });

  test('once its time is over, to the millisecond', async () => {
    const given = await invited({ expiresAt: START });
    await expectRefusal(referInvite(given.ports, ANA, given.invite.id, wish()), 'invite.expired');
    await expectUntouched(given);
    given.ports.clock.advance(-1);
    await referInvite(given.ports, ANA, given.invite.id, wish());
  });

  test('when it is another’s invite, whatever else is wrong with it', async () => {
    const given = await invited({ job: buildJob({ private: true }), expiresAt: START });
    await expectRefusal(referInvite(given.ports, BEN, given.invite.id, wish()), 'invite.notYours', {
      name: 'Ana Lopez',
    });
    await expectUntouched(given);
  });

  test('when it was decided or closed before', async () => {
    const decision = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana', at: START } as const;
    for (const [more, code] of [
      [{ status: 'accepted', decision }, 'invite.youAccepted'],
      [{ status: 'withdrawn' }, 'invite.closed'],
      [{ status: 'expired' }, 'invite.expired'],
    ] as const) {
      const given = await invited(more);
      await expectRefusal(referInvite(given.ports, ANA, given.invite.id, wish()), code);
      await expectUntouched(given);
    }
  });

  test('for no invite, one of another tenant, or a tenant that is gone', async () => {
    const { ports, invite } = await invited();
    await expectRefusal(referInvite(ports, ANA, 'none', wish()), 'invite.notFound');
    await expectRefusal(referInvite(ports, buildActor({ tenantId: 'T2' }), invite.id, wish()), 'invite.notFound');
    const other = buildInvite({ tenantId: 'T2' });
    await ports.invites.insert(other);
    await expectRefusal(referInvite(ports, buildActor({ tenantId: 'T2' }), other.id, wish()), 'tenant.notInstalled');
  });

  test('when the job’s one referral is taken, also by a colleague a moment ago', async () => {
    const job = buildJob({ id: 'job-7' });
    const given = await invited({ job });
    const bens = buildInvite({ job, invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' } });
    await given.ports.invites.insert(bens);
    const both = await Promise.allSettled([
      referInvite(given.ports, BEN, bens.id, wish()),
      referInvite(given.ports, ANA, given.invite.id, wish()),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'referral.jobTaken', params: { title: job.title } } });
    expect(await given.again()).toEqual(given.invite);
  });

  test('but not when it is taken in another tenant, or was given back', async () => {
    const { ports, invite, again } = await invited();
    const { job } = invite;
    await ports.referrals.insert(buildReferral({ tenantId: 'T2', job }));
    await ports.referrals.insert(buildReferral({ status: 'undone', takesSlot: false, job }));
    const referral = await referInvite(ports, ANA, invite.id, wish());
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'held', inviteId: invite.id, takesSlot: true });
    expect(await again()).toMatchObject({ status: 'referred', decision: { referralId: referral.id } });
  });
});

describe('whom one may refer', () => {
  const others = [
    buildProfile({ slackUserId: 'UBOT', isBot: true }),
    buildProfile({ slackUserId: 'UGUEST', isGuest: true }),
    buildProfile({ slackUserId: 'UEXT', isExternal: true }),
    buildProfile({ slackUserId: 'UGONE', isDeactivated: true }),
    buildProfile({ slackUserId: 'UMAIL', name: 'Mia', email: 'mia@agency.example' }),
    buildProfile({ slackUserId: 'UNONE', name: 'Nils' }),
  ];
  const refer = async (colleague: Colleague, by = ANA, given: Parameters<typeof invited>[0] = {}) => {
    const { ports, invite } = await invited(given);
    await ports.members.save('T1', others);
    ports.marketplace.people.push(buildPerson({ id: 'p-mia', name: 'Mia', email: 'mia@agency.example' }));
    await ports.members.save('T2', [buildProfile({ slackUserId: 'UELSE', email: 'e@x.example' })]);
    return referInvite(ports, by, invite.id, wish(colleague));
  };

  test('a colleague by their marketplace person, or else by their email address', async () => {
    expect((await refer(member('UBEN'))).to.target).toEqual({ by: 'person', personId: 'p-ben' });
    expect((await refer(member('UMAIL'))).to).toEqual({
      name: 'Mia',
      slackUserId: 'UMAIL',
      target: { by: 'email', email: 'mia@agency.example' },
    });
  });

  test('somebody found on the marketplace, who may turn out to be a colleague', async () => {
    expect((await refer(person('p-dora'))).to).toEqual({
      name: 'Dora Weiss',
      target: { by: 'person', personId: 'p-dora' },
    });
    expect((await refer(person('p-ben', 'B. O.'))).to).toMatchObject({ name: 'Ben Okoro', slackUserId: 'UBEN' });
  });

  test('never oneself, in no guise', async () => {
    await expectRefusal(refer(member('UANA')), 'referral.toYourself');
    await expectRefusal(refer(person('p-ana')), 'referral.toYourself');
    const unlinked = { invitee: { person: buildPerson({ id: 'p-zed' }) } };
    await expectRefusal(refer(person('p-zed'), ADMIN, unlinked), 'referral.toAddressee');
  });

  test.each([
    ['UBOT', 'referral.isBot'],
    ['UGUEST', 'referral.isGuest'],
    ['UEXT', 'referral.isExternal'],
    ['UGONE', 'referral.hasLeft'],
    ['UELSE', 'referral.notEligible'],
    ['UNOBODY', 'referral.notEligible'],
  ] as const)('never %s', async (slackUserId, code) => {
    await expectRefusal(refer(member(slackUserId)), code);
  });

  test('nobody whom the marketplace cannot know', async () => {
    await expectRefusal(refer(member('UNONE')), 'referral.noSuchPerson', { name: 'Nils' });
  });
});

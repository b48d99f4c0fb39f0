import { describe, expect, test } from '@jest/globals';
import { createCircuitBreaker } from '../../../../jobs/circuit-breaker.js';
import { JOBS } from '../../../../jobs/job-definitions.js';
import { createMutex } from '../../../../jobs/mutex.js';
import { runJob } from '../../../../jobs/run-job.js';
import { ONLY_WAY } from '../../../../src/domain/model/connection/connection.js';
import { MarketplaceRefusal, TokenRefused, TooEarly } from '../../../../src/domain/model/errors.js';
import type { MarketplaceEvent, ProposalStatus } from '../../../../src/domain/model/event/event.js';
import type { ProposalStep } from '../../../../src/domain/model/invite/proposal-steps.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { findReportSubject } from '../../../../src/domain/receiving/find-report-subject.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { twenty } from '../../../support/expect-refusal.js';
import { buildEvent, buildInvitation, buildInvite, buildJob, buildReferral } from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { announceInvite, processEvent } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const HOURS = 3_600_000;
const created = (given = {}): MarketplaceEvent => ({
  type: 'invitation.created',
  data: buildInvitation({ freelancer: PEOPLE.ana, ...given }),
});

describe('taking in an event', () => {
  test('keeps it under its webhook id, with its work, before it answers', async () => {
    const ports = await agency();
    const event = created();
    expect(await storeEvent(ports, 'T1', 'msg_1', event)).toBe('new');
    const stored = await ports.events.get({ tenantId: 'T1', id: 'msg_1' });
    expect(stored).toEqual({
      ...event,
      tenantId: 'T1',
      id: 'msg_1',
      receivedAt: START,
      work: [{ id: expect.any(String), job: 'receive-event', at: START, attempts: 0 }],
    });
    expect(ports.dispatched).toEqual([stored]);
  });

  test('five times, or twenty times at once, is one event, one invite and one card', async () => {
    const ports = await agency();
    const event = created();
    const { done } = await twenty(() => storeEvent(ports, 'T1', 'msg_1', event));
    expect(done.filter((answer) => answer === 'new')).toHaveLength(1);
    expect(done.filter((answer) => answer === 'repeated')).toHaveLength(19);
    expect(ports.dispatched).toHaveLength(1);
    await runWork(ports);
    expect(ports.sent).toHaveLength(1);
  });

  test('under another id is another event, but still one invite and one card', async () => {
    const ports = await agency();
    const event = created();
    for (const id of ['msg_1', 'msg_2', 'msg_3']) expect(await storeEvent(ports, 'T1', id, event)).toBe('new');
    await runWork(ports);
    expect(ports.sent).toHaveLength(1);
  });

  test('of another tenant under the same id is another event', async () => {
    const ports = await agency();
    expect(await storeEvent(ports, 'T1', 'msg_1', created())).toBe('new');
    expect(await storeEvent(ports, 'T2', 'msg_1', created())).toBe('new');
  });

  test('does not answer when it could not be kept', async () => {
    const ports = await agency();
    const down = { ...ports, events: { ...ports.events, insert: () => Promise.reject(new Error('no primary')) } };
    await expect(storeEvent(down, 'T1', 'msg_1', created())).rejects.toThrow('no primary');
    expect(ports.dispatched).toEqual([]);
  });
});

describe('receiving an event', () => {
  test('an invitation becomes an invite', async () => {
    const ports = await agency();
    const event = buildEvent({ data: buildInvitation({ id: 'inv-1' }) } as never);
    await ports.events.insert(event);
    await processEvent(ports, event);
    expect(await ports.invites.byExternalId('T1', 'inv-1')).toMatchObject({ status: 'open' });
  });

  test('a status reaches its invite, a proposal its referral', async () => {
    const ports = await agency();
    await ports.referrals.insert(buildReferral({ id: 'r1', status: 'forwarded' }));
    const invite = buildInvite({ externalId: 'inv-1', referredIn: { byName: 'Ana', referralId: 'r1' } });
    await ports.invites.insert(invite);
    const status = { id: 'inv-1', status: 'archived', changedAt: START } as const;
    const proposal = { id: 'prop-1', invitationId: 'inv-1', status: 'hired', changedAt: START } as const;
    await storeEvent(ports, 'T1', 'msg_1', { type: 'proposal.status_changed', data: proposal });
    await storeEvent(ports, 'T1', 'msg_2', { type: 'invitation.status_changed', data: status });
    await runWork(ports);
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'accepted' });
    expect(await ports.referrals.get({ tenantId: 'T1', id: 'r1' })).toMatchObject({ status: 'hired' });
  });

  describe('of a proposal, about an invite that no referral led to', () => {
    async function heard(...said: ProposalStatus[]) {
      const ports = await agency();
      const invite = buildInvite({ externalId: 'inv-1', invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
      await ports.invites.insert(invite);
      await announceInvite(ports, invite);
      await runWork(ports);
      for (const [at, status] of said.entries()) {
        const data = { id: 'prop-1', invitationId: 'inv-1', status, changedAt: START };
        await storeEvent(ports, 'T1', `msg_${at}`, { type: 'proposal.status_changed', data });
        await runWork(ports);
      }
      return { ports, invite: await ports.invites.get(invite) };
    }

    test.each<[ProposalStatus[], ProposalStep]>([
      [['submitted', 'viewed'], 'viewed'],
      [['viewed', 'interviewed'], 'interviewed'],
      [['hired', 'interviewed', 'archived'], 'hired'],
      [['declined', 'hired'], 'hired'],
      [['withdrawn', 'viewed'], 'proposal-withdrawn'],
      [['archived'], 'job-closed'],
    ])('%j: the card shows the furthest', async (said, proposal) => {
      const { ports, invite } = await heard(...said);
      expect(invite).toMatchObject({ status: 'accepted', proposal });
      expect(ports.sent).toMatchObject([{ content: { invite: { status: 'accepted', proposal } } }]);
    });

    test('a repeat writes nothing', async () => {
      const once = await heard('viewed');
      const twice = await heard('viewed', 'viewed');
      expect(twice.invite?.revision).toBe(once.invite?.revision);
      expect((await twice.ports.events.get({ tenantId: 'T1', id: 'msg_1' }))?.doneAt).toBeDefined();
    });
  });

  describe('that says what is known', () => {
    async function accepted() {
      const ports = await agency();
      await ports.referrals.insert(buildReferral({ id: 'r1', status: 'accepted', milestones: ['viewed'] }));
      const decision = {
        id: 'd1',
        kind: 'accepted',
        by: 'UBEN',
        byName: 'Ben',
        at: START,
        confirmedAt: START,
      } as const;
      const referredIn = { byName: 'Ana', referralId: 'r1' };
      await ports.invites.insert(buildInvite({ externalId: 'inv-1', status: 'accepted', decision, referredIn }));
      await ports.invites.insert(buildInvite({ id: 'i2', externalId: 'inv-2', status: 'referred' }));
      await ports.referrals.insert(buildReferral({ id: 'r2', inviteId: 'i2', status: 'forwarded', job: buildJob() }));
      return ports;
    }
    const proposal = (status: 'submitted' | 'viewed' | 'hired') => ({
      type: 'proposal.status_changed' as const,
      data: { id: 'prop-1', invitationId: 'inv-1', status, changedAt: START },
    });
    const status = (id: string, said: 'accepted' | 'declined' | 'withdrawn') => ({
      type: 'invitation.status_changed' as const,
      data: { id, status: said, changedAt: START },
    });

    test.each([
      ['an accept', status('inv-1', 'accepted')],
      ['a weaker status', status('inv-1', 'withdrawn')],
      ['a decline that passed on a referral', status('inv-2', 'declined')],
      ['a proposal that is submitted', proposal('submitted')],
      ['a milestone', proposal('viewed')],
    ])('is stored as done, once: %s', async (_, event) => {
      const ports = await accepted();
      expect(await storeEvent(ports, 'T1', 'msg_1', event)).toBe('new');
      expect(await storeEvent(ports, 'T1', 'msg_1', event)).toBe('repeated');
      expect(await ports.events.get({ tenantId: 'T1', id: 'msg_1' })).toMatchObject({ work: [], doneAt: START });
      expect(ports.dispatched.flatMap(({ work }) => work)).toEqual([]);
    });

    test.each([
      ['a status that nobody knew', status('inv-2', 'accepted')],
      ['a hire', proposal('hired')],
      ['something about an unknown invitation', status('inv-3', 'accepted')],
    ])('is not taken for it: %s', async (_, event) => {
      const ports = await accepted();
      await storeEvent(ports, 'T1', 'msg_1', event);
      expect(await ports.events.get({ tenantId: 'T1', id: 'msg_1' })).toMatchObject({
        work: [{ job: 'receive-event' }],
      });
      expect(ports.marketplace.calls).toEqual([]);
    });
  });

  test('a process that dies at any step of an outcome is finished by another: one line, and the event is done', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const ports = await agency();
      await ports.referrals.insert(buildReferral({ id: 'r1', status: 'accepted' }));
      await ports.invites.insert(
        buildInvite({ externalId: 'inv-1', status: 'accepted', referredIn: { byName: 'Ana', referralId: 'r1' } }),
      );
      const data = { id: 'prop-1', invitationId: 'inv-1', status: 'hired', changedAt: START } as const;
      await storeEvent(ports, 'T1', 'msg_1', { type: 'proposal.status_changed', data });
      await runOne('receive-event', { tenantId: 'T1', id: 'msg_1' }, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      const { history = [] } = (await ports.referrals.get({ tenantId: 'T1', id: 'r1' })) ?? {};
      expect(history.filter(({ what }) => what === 'hired')).toHaveLength(1);
      expect((await ports.events.get({ tenantId: 'T1', id: 'msg_1' }))?.work).toEqual([]);
    });
    expect(steps).toBeGreaterThan(8);
  });

  test('of nothing, or of another tenant’s, does nothing', async () => {
    const ports = await agency();
    const event = buildEvent();
    await ports.events.insert(event);
    await processEvent(ports, { tenantId: 'T1', id: 'none' });
    await processEvent(ports, { tenantId: 'T2', id: event.id });
    expect(ports.dispatched).toEqual([]);
  });

  test('a process that dies at any step is finished by another: one invite, one card', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const ports = await agency();
      await storeEvent(ports, 'T1', 'msg_1', created({ expiresAt: undefined }));
      await runOne('receive-event', { tenantId: 'T1', id: 'msg_1' }, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(ports.sent).toHaveLength(1);
      expect((await ports.events.get({ tenantId: 'T1', id: 'msg_1' }))?.work).toEqual([]);
    });
    expect(steps).toBeGreaterThan(10);
  });
});

describe('a word that overtakes its invitation', () => {
  async function referred(freelancer: { id: string; name: string; email?: string } = PEOPLE.cleo) {
    const ports = await agency();
    const source = buildInvite({ id: 'i1', externalId: 'inv-1', status: 'referred' });
    await ports.invites.insert(source);
    const target = { by: 'person', personId: freelancer.id } as const;
    await ports.referrals.insert(
      buildReferral({
        id: 'r1',
        inviteId: 'i1',
        job: source.job,
        status: 'forwarding',
        to: { name: freelancer.name, target },
      }),
    );
    const referral = { fromInvitationId: 'inv-1', referredBy: { name: 'Ana Lopez' } };
    ports.marketplace.invitations.set(
      'inv-2',
      buildInvitation({ id: 'inv-2', freelancer, referral, status: 'accepted' }),
    );
    const again = () => ports.referrals.get({ tenantId: 'T1', id: 'r1' });
    return { ports, again };
  }
  const word = { id: 'prop-2', invitationId: 'inv-2', status: 'viewed', changedAt: START } as const;

  test('brings the invitation with it', async () => {
    const { ports, again } = await referred();
    const { invite, referralId } = await findReportSubject(ports, 'T1', 'inv-2', ONLY_WAY);
    expect(invite).toMatchObject({ externalId: 'inv-2', status: 'accepted', invitee: { slackUserId: 'UCLEO' } });
    expect(referralId).toBe('r1');
    expect(await again()).toMatchObject({ status: 'forwarded', receivedExternalId: 'inv-2' });
  });

  test('about somebody outside reaches the referral, and makes no invite of ours', async () => {
    const { ports, again } = await referred(PEOPLE.dora);
    await ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, muted: [] } });
    await storeEvent(ports, 'T1', 'msg_1', { type: 'proposal.status_changed', data: word });
    const accepted = { id: 'inv-2', status: 'accepted', changedAt: START } as const;
    await storeEvent(ports, 'T1', 'msg_2', { type: 'invitation.status_changed', data: accepted });
    await runWork(ports);
    expect(await ports.invites.byExternalId('T1', 'inv-2')).toBeNull();
    expect(await again()).toMatchObject({ status: 'accepted', milestones: ['viewed'], receivedExternalId: 'inv-2' });
    expect(ports.sent.map(({ id }) => id).sort()).toEqual(['news.r1.accepted', 'news.r1.forwarded', 'news.r1.viewed']);
  });

  test.each([
    ['has an email address', { ...PEOPLE.dora, email: 'dora@agency.example' }, false],
    ['is named by the marketplace', PEOPLE.dora, true],
  ])('about one of ours who is no member yet, but %s, is an invite of ours', async (_, freelancer, named) => {
    const { ports } = await referred(freelancer);
    if (named) ports.marketplace.team.push(freelancer);
    expect(await findReportSubject(ports, 'T1', 'inv-2', ONLY_WAY)).toMatchObject({
      invite: { externalId: 'inv-2' },
      referralId: 'r1',
    });
  });

  test('about somebody outside whom none of ours referred concerns nobody', async () => {
    const { ports } = await referred(PEOPLE.dora);
    const referral = { fromInvitationId: 'unknown', referredBy: { name: 'Zoe' } };
    ports.marketplace.invitations.set('inv-3', buildInvitation({ freelancer: PEOPLE.dora, referral }));
    expect(await findReportSubject(ports, 'T1', 'inv-3', ONLY_WAY)).toEqual({});
    expect(ports.dispatched).toEqual([]);
  });

  test('without a referral is about one of ours', async () => {
    const { ports } = await referred();
    const { referral: _, ...invitation } = buildInvitation({ id: 'inv-4', freelancer: PEOPLE.dora });
    ports.marketplace.invitations.set('inv-4', invitation);
    const subject = await findReportSubject(ports, 'T1', 'inv-4', ONLY_WAY);
    expect(subject).toMatchObject({ invite: { externalId: 'inv-4' } });
    expect(subject).not.toHaveProperty('referralId');
  });

  test.each(['not-yours', 'invitation-not-found'])(
    'about somebody outside reaches the referral that made it although the marketplace answers %s',
    async (code) => {
      const { ports, again } = await referred(PEOPLE.dora);
      await ports.referrals.advance(
        { tenantId: 'T1', id: 'r1' },
        { from: ['forwarding'], set: { status: 'forwarded', receivedExternalId: 'inv-2' }, work: [] },
      );
      ports.marketplace.failNext(new MarketplaceRefusal(code, 'No.'), 2);
      const accepted = { id: 'inv-2', status: 'accepted', changedAt: START } as const;
      await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: accepted });
      await storeEvent(ports, 'T1', 'msg_2', { type: 'proposal.status_changed', data: word });
      await runWork(ports);
      expect(await again()).toMatchObject({ status: 'accepted', milestones: ['viewed'] });
      expect(await ports.worklist.dead()).toEqual([]);
    },
  );

  test.each([1, 2])('waits for a new token, whichever call (%i) the old one is refused for', async (call) => {
    const { ports, again } = await referred(PEOPLE.dora);
    const refuse = () => ports.marketplace.failNext(new TokenRefused('401'));
    const { invitation } = ports.marketplace;
    const marketplace = {
      ...ports.marketplace,
      invitation: async (...asked: Parameters<typeof invitation>) => {
        const found = await invitation(...asked);
        refuse();
        return found;
      },
    };
    if (call === 1) refuse();
    await storeEvent(ports, 'T1', 'msg_1', { type: 'proposal.status_changed', data: word });
    const ref = { tenantId: 'T1', id: 'msg_1' };
    expect(await runOne('receive-event', ref, call === 1 ? ports : { ...ports, marketplace })).toBe('retry');
    await runWork(ports, { withinMs: HOURS });
    expect(await again()).toMatchObject({ status: 'forwarded', milestones: ['viewed'] });
  });

  test('that nobody knows yet is tried again, as is one without an answer', async () => {
    const { ports } = await referred();
    ports.marketplace.failNext(new MarketplaceRefusal('invitation-not-found', 'No.'));
    await expect(findReportSubject(ports, 'T1', 'inv-9', ONLY_WAY)).rejects.toThrow(
      new TooEarly('nobody knows this invitation yet: invitation-not-found'),
    );
    ports.marketplace.failNext(new Error('down'));
    await expect(findReportSubject(ports, 'T1', 'inv-9', ONLY_WAY)).rejects.toThrow('down');
  });

  test('while the marketplace is asked in vain, the invitation itself may come', async () => {
    const { ports } = await referred();
    const marketplace = {
      ...ports.marketplace,
      invitation: async () => {
        await receiveInvite(ports, 'T1', buildInvitation({ id: 'inv-9', freelancer: PEOPLE.ben }));
        throw new MarketplaceRefusal('invitation-not-found', 'No.');
      },
    };
    expect(await findReportSubject({ ...ports, marketplace }, 'T1', 'inv-9', ONLY_WAY)).toMatchObject({
      invite: { externalId: 'inv-9' },
    });
  });
});

describe('a word that comes before anybody knows its invitation', () => {
  const SECOND = 1000;
  const withdrawn = { id: 'inv-1', status: 'withdrawn', changedAt: START } as const;
  const hide = (ports: Awaited<ReturnType<typeof agency>>, times: number) =>
    ports.marketplace.failNext(new MarketplaceRefusal('invitation-not-found', 'No.'), times);
  const workOf = async (ports: Awaited<ReturnType<typeof agency>>, id: string) =>
    (await ports.events.get({ tenantId: 'T1', id }))?.work;

  test.each([
    ['half a second', SECOND / 2],
    ['an hour', HOURS],
    ['four days, when it was given up,', 96 * HOURS],
  ])('is applied as soon as the invitation comes, %s later', async (_, ms) => {
    const ports = await agency();
    hide(ports, 20);
    await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: withdrawn });
    await runWork(ports, { withinMs: ms });
    expect(await workOf(ports, 'msg_1')).toMatchObject([
      { job: 'receive-event', error: expect.stringContaining('yet') },
    ]);
    await storeEvent(ports, 'T1', 'msg_2', created({ id: 'inv-1', expiresAt: undefined }));
    await runWork(ports);
    expect(await ports.invites.byExternalId('T1', 'inv-1')).toMatchObject({ status: 'withdrawn' });
    expect(await workOf(ports, 'msg_1')).toEqual([]);
    expect(await ports.worklist.dead()).toEqual([]);
    expect(ports.sent.map(({ content }) => content)).toMatchObject([
      { kind: 'invite-card', invite: { status: 'withdrawn' } },
    ]);
  });

  test('comes back with another word that finds the invitation, and after a crash in between', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const ports = await agency();
      hide(ports, 1);
      await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: withdrawn });
      await runWork(ports);
      await storeEvent(ports, 'T1', 'msg_2', created({ id: 'inv-1', expiresAt: undefined }));
      await runOne('receive-event', { tenantId: 'T1', id: 'msg_2' }, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(await ports.invites.byExternalId('T1', 'inv-1')).toMatchObject({ status: 'withdrawn' });
      expect(await workOf(ports, 'msg_1')).toEqual([]);
    });
    expect(steps).toBeGreaterThan(12);
  });

  test('is read again with the invitation where only the referral was known', async () => {
    const ports = await agency();
    const source = buildInvite({ id: 'i1', externalId: 'inv-1', status: 'referred', job: buildJob({ id: 'job-1' }) });
    await ports.invites.insert(source);
    await ports.referrals.insert(
      buildReferral({ id: 'r1', inviteId: 'i1', job: source.job, status: 'forwarded', receivedExternalId: 'inv-2' }),
    );
    hide(ports, 1);
    const word = { id: 'inv-2', status: 'accepted', changedAt: START } as const;
    await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: word });
    await runWork(ports);
    expect(await ports.referrals.get({ tenantId: 'T1', id: 'r1' })).toMatchObject({ status: 'accepted' });
    const referral = { fromInvitationId: 'inv-1', referredBy: { name: 'Ana Lopez' } };
    await storeEvent(ports, 'T1', 'msg_2', created({ id: 'inv-2', freelancer: PEOPLE.ben, referral }));
    await runWork(ports);
    expect(await ports.invites.byExternalId('T1', 'inv-2')).toMatchObject({ status: 'accepted' });
  });

  test('about the colleague’s invitation waits for the lost answer of the decline that made it', async () => {
    const ports = await agency();
    await ports.invites.insert(buildInvite({ id: 'i1', externalId: 'inv-1' }));
    const dora = { kind: 'person', personId: PEOPLE.dora.id, shown: PEOPLE.dora.name } as const;
    const { id } = await referInvite(ports, ANA, 'i1', { colleague: dora, reasonId: 'busy' });
    ports.marketplace.failNext(new Error('no answer'));
    ports.clock.advance(60 * SECOND);
    await runOne('forward-referral', { tenantId: 'T1', id }, ports);
    hide(ports, 2);
    const word = { id: 'received-inv-1', status: 'accepted', changedAt: START } as const;
    await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: word });
    const proposal = { id: 'p', invitationId: 'received-inv-1', status: 'hired', changedAt: START } as const;
    await storeEvent(ports, 'T1', 'msg_2', { type: 'proposal.status_changed', data: proposal });
    for (const event of ['msg_1', 'msg_2']) await runOne('receive-event', { tenantId: 'T1', id: event }, ports);
    expect(await ports.referrals.get({ tenantId: 'T1', id })).toMatchObject({ status: 'forwarding' });
    ports.clock.advance(5 * SECOND);
    await runOne('forward-referral', { tenantId: 'T1', id }, ports);
    hide(ports, 2);
    await runWork(ports);
    expect(await ports.referrals.get({ tenantId: 'T1', id })).toMatchObject({ status: 'hired' });
    for (const event of ['msg_1', 'msg_2']) expect(await workOf(ports, event)).toEqual([]);
  });

  test('does not count as a service that fails', async () => {
    const ports = await agency();
    hide(ports, 3);
    const breaker = createCircuitBreaker();
    const run = { ports, job: 'receive-event', definition: JOBS['receive-event'], breaker, random: () => 0 } as const;
    const suspects = createMutex();
    const limiter = { take: async () => 0, block: async () => {} };
    await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.status_changed', data: withdrawn });
    expect(await runJob({ ...run, limiter, suspects }, { tenantId: 'T1', id: 'msg_1' })).toMatchObject({
      outcome: 'retry',
    });
    const places = [1, 2, 3].map(() => breaker.enter('intake:T1'));
    expect(places).not.toContain(null);
  });
});

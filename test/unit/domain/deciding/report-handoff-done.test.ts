import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { handoffReportedBy } from '../../../../src/domain/lifecycle/referral-handoff.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildActor, buildConnection, buildInvitation, buildInvite } from '../../../support/factories.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { withLatest } from '../../../support/memory/recorders.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;

async function byHand(path: 'native' | 'handoff' = 'handoff') {
  const ports = await agency({ path });
  const invite = buildInvite();
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const referral = async () => ports.referrals.ofInvite('T1', invite.id);
  return { ports, invite, again, referral };
}

const connect = (ports: Ports, path: 'native' | 'handoff') => ports.connections.save(buildConnection({ path }));

const toBen = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;

describe('“I’ve done it”', () => {
  test.each(['accepted', 'declined'] as const)('confirms what was %s, by the word of who did it', async (kind) => {
    const { ports, invite, again } = await byHand();
    if (kind === 'accepted') await acceptInvite(ports, ANA, invite.id);
    else await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    const confirmed = await reportHandoffDone(ports, ANA, invite.id);
    expect(confirmed).toEqual(await again());
    expect(confirmed).toMatchObject({ status: kind, decision: { kind, confirmedAt: START, confirmedBy: 'UANA' } });
    expect(confirmed.history.at(-1)).toEqual({ at: START, who: 'UANA', what: 'confirmed', through: 'slack' });
    expect(ports.dispatched.at(-1)).toEqual(withLatest(confirmed, 2));
  });

  test('forwards a referral that waits for it', async () => {
    const { ports, invite, again, referral } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: MINUTE });
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
    expect(await reportHandoffDone(ports, ANA, invite.id)).toEqual(await again());
    expect(await referral()).toMatchObject({ status: 'forwarded' });
    expect((await referral())?.history.at(-1)).toMatchObject({ who: 'UANA', what: 'forwarded', through: 'slack' });
  });

  test.each(['accepted', 'declined'] as const)(
    '%s: once the marketplace says so too, its word stands',
    async (kind) => {
      const { ports, invite, again } = await byHand();
      if (kind === 'accepted') await acceptInvite(ports, ANA, invite.id);
      else await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
      await reportHandoffDone(ports, ANA, invite.id);
      for (let times = 0; times < 2; times += 1)
        await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: kind, changedAt: START });
      const verified = await again();
      expect(verified).toMatchObject({ status: kind, decision: { confirmedAt: START } });
      expect(verified.decision).not.toHaveProperty('confirmedBy');
      expect(verified.history.filter(({ who }) => who === 'marketplace')).toHaveLength(1);
    },
  );

  test('of a referral is the word of whoever says it, until the marketplace says so too', async () => {
    const { ports, invite, referral } = await byHand();
    await referInvite(ports, ADMIN, invite.id, toBen);
    await runWork(ports, { withinMs: MINUTE });
    await reportHandoffDone(ports, ADMIN, invite.id);
    const said = async () => {
      const now = await referral();
      return now && handoffReportedBy(now);
    };
    expect(await said()).toMatchObject({ slackUserId: ADMIN.slackUserId, name: 'Ada Min' });
    for (let times = 0; times < 2; times += 1)
      await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'declined', changedAt: START });
    expect(await said()).toBeUndefined();
    expect((await referral())?.history.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
    expect(await referral()).toMatchObject({ status: 'forwarded' });
  });

  test('tells the colleague who recommended them, with the note', async () => {
    const { ports, invite } = await byHand();
    await referInvite(ports, ANA, invite.id, { ...toBen, noteToColleague: 'You know Kafka' });
    await runWork(ports, { withinMs: MINUTE });
    const toHim = () => ports.sent.flatMap(({ content }) => (content.kind === 'recommended' ? [content] : []));
    expect(toHim()).toEqual([]);
    await reportHandoffDone(ports, ANA, invite.id);
    await runWork(ports, { withinMs: MINUTE });
    expect(toHim()).toMatchObject([{ referral: { noteToColleague: 'You know Kafka' }, invite: { id: invite.id } }]);
    const known = await ports.invites.get(invite);
    const work = [todo('announce-invite', ports.clock.now())];
    const budget = { kind: 'fixed', min: 90, max: 90, currency: 'USD' } as const;
    await ports.invites.advance(invite, { from: ['referred'], set: { job: { ...invite.job, budget } }, work });
    await runWork(ports, { withinMs: MINUTE });
    expect(known?.job.budget).not.toEqual(budget);
    expect(toHim()).toMatchObject([{ invite: { job: { budget } } }]);
  });

  test.each([ADMIN, ANA])('counts from the manager who decided, and from the member in whose place: %j', async (by) => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ADMIN, invite.id);
    await expectRefusal(reportHandoffDone(ports, BEN, invite.id), 'invite.notDecider', { name: 'Ada Min' });
    expect(await reportHandoffDone(ports, by, invite.id)).toMatchObject({ decision: { confirmedAt: START } });
  });

  test('twenty times at once counts once', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    const { done, refused } = await twenty(() => reportHandoffDone(ports, ANA, invite.id));
    expect(done.length + refused.length).toBe(20);
    expect((await again()).history.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'referral.notAwaitingHandoff' });
  });

  test('is refused a second time', async () => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    await reportHandoffDone(ports, ANA, invite.id);
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
  });

  test('is refused while the referral is held, and after it was forwarded', async () => {
    const { ports, invite } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    await runWork(ports, { withinMs: MINUTE });
    await reportHandoffDone(ports, ANA, invite.id);
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
  });

  test('is refused where Baton tells the marketplace itself: only its word counts', async () => {
    const { ports, invite, again } = await byHand('native');
    const accepted = await acceptInvite(ports, ANA, invite.id);
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    await ports.connections.disconnect('T1');
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    expect(await again()).toEqual(accepted);
  });

  test('is asked for where the marketplace stopped taking answers while one was on its way', async () => {
    const { ports, invite, again } = await byHand('native');
    await acceptInvite(ports, ANA, invite.id);
    ports.marketplace.failNext(new Error('the marketplace is away'));
    await runWork(ports);
    const shown = buildInvitation({ id: invite.externalId, status: 'open' });
    ports.marketplace.invitations.set(invite.externalId, shown);
    await connect(ports, 'handoff');
    await runWork(ports, { withinMs: MINUTE });
    expect(await again()).toMatchObject({ status: 'accepted', decision: { byHand: true } });
    expect(ports.marketplace.calls).toHaveLength(1);
    expect(ports.sent.at(-1)?.content).toMatchObject({ invite: { decision: { byHand: true } } });
    expect(await reportHandoffDone(ports, ANA, invite.id)).toHaveProperty('decision.confirmedAt');
  });

  test('is still taken where the marketplace has begun to take answers', async () => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    await connect(ports, 'native');
    await runWork(ports, { withinMs: MINUTE });
    expect(ports.marketplace.calls).toEqual([]);
    expect(await reportHandoffDone(ports, ANA, invite.id)).toHaveProperty('decision.confirmedAt');
  });

  test('is asked for no more once the invitation is closed, whatever is connected by then', async () => {
    const given = await byHand();
    await acceptInvite(given.ports, ANA, given.invite.id);
    await connect(given.ports, 'native');
    await recordInvitationStatus(given.ports, 'T1', {
      id: given.invite.externalId,
      status: 'withdrawn',
      changedAt: START,
    });
    expect(await given.again()).toMatchObject({ status: 'withdrawn', trouble: { code: 'invitation-not-open' } });
    const { ports, invite, again, referral } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: MINUTE });
    await connect(ports, 'native');
    await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
    expect(await referral()).toMatchObject({ status: 'failed' });
    expect(await again()).toMatchObject({ status: 'withdrawn' });
  });

  test('is not asked for where it was closed before the way out changed', async () => {
    const { ports, invite, again } = await byHand('native');
    await acceptInvite(ports, ANA, invite.id);
    const expired = { id: invite.externalId, status: 'expired' } as const;
    ports.marketplace.invitations.set(invite.externalId, buildInvitation(expired));
    await recordInvitationStatus(ports, 'T1', { ...expired, changedAt: START });
    await connect(ports, 'handoff');
    await runWork(ports);
    expect(await again()).toMatchObject({ status: 'expired', trouble: { code: 'invitation-not-open' } });
  });

  test('is refused to anybody else, and for what was not decided', async () => {
    const { ports, invite } = await byHand();
    await expectRefusal(reportHandoffDone(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    await acceptInvite(ports, ANA, invite.id);
    await expectRefusal(reportHandoffDone(ports, BEN, invite.id), 'invite.notDecider', { name: 'Ana Lopez' });
    await expectRefusal(reportHandoffDone(ports, ANA, 'none'), 'invite.notFound');
    await expectRefusal(reportHandoffDone(ports, buildActor({ tenantId: 'T2' }), invite.id), 'invite.notFound');
  });
});

import { describe, expect, test } from '@jest/globals';
import { revertReferral } from '../../../../src/domain/lifecycle/reopen-invite.js';
import { MarketplaceRefusal } from '../../../../src/domain/model/errors.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildActor, buildInvite, buildReferral } from '../../../support/factories.js';
import { Crash, dieAtEveryStep } from '../../../support/hooked-ports.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { withLatest } from '../../../support/memory/recorders.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const wish = { colleague: { kind: 'member', slackUserId: 'UCLEO' }, reasonId: 'busy' } as const;

async function referred() {
  const ports = await agency();
  const invite = buildInvite();
  await ports.invites.insert(invite);
  const referral = await referInvite(ports, ANA, invite.id, wish);
  const again = async () => (await ports.referrals.get(referral)) ?? referral;
  const inviteAgain = async () => (await ports.invites.get(invite)) ?? invite;
  return { ports, invite, referral, again, inviteAgain };
}

describe('undoing', () => {
  test('ends the referral and reopens the invite, both or neither', async () => {
    const { ports, invite, referral, again, inviteAgain } = await referred();
    ports.clock.advance(5000);
    const at = new Date(START.getTime() + 5000);
    const undone = await undoReferral(ports, ANA, referral.id);
    expect(undone).toEqual(await again());
    expect(undone).toMatchObject({ status: 'undone', takesSlot: false, revision: 2 });
    expect(undone).not.toHaveProperty('trouble');
    expect(undone.history.at(-1)).toEqual({ at, who: 'UANA', what: 'undone', through: 'slack' });
    expect(undone.work.slice(-2)).toMatchObject([
      { job: 'announce-referral', at },
      { job: 'keep-tallies', at },
    ]);
    const reopened = await inviteAgain();
    expect(reopened).toMatchObject({ status: 'open', revision: 5 });
    expect(reopened).not.toHaveProperty('decision');
    expect(reopened).not.toHaveProperty('trouble');
    expect(reopened.history.at(-1)).toEqual({ at, who: 'UANA', what: 'open', through: 'slack' });
    expect(reopened.work.slice(-3)).toMatchObject([
      { job: 'announce-invite', at },
      { job: 'expire-invite', at: invite.expiresAt },
      { job: 'nudge-invite', at: new Date(START.getTime() + 4 * 60 * MINUTE) },
    ]);
    expect(ports.dispatched.slice(-2)).toEqual([withLatest(undone, 2), withLatest(reopened, 3)]);
  });

  test('leaves nothing at the marketplace, and no count but the undo', async () => {
    const { ports, referral } = await referred();
    await undoReferral(ports, ANA, referral.id);
    await runWork(ports, { withinMs: 2 * MINUTE });
    expect(ports.marketplace.calls).toEqual([]);
    expect(await ports.tallies.of('T1', 'UANA', ['all'])).toMatchObject([{ counts: { sent: 0, undone: 1 } }]);
  });

  test('twenty times at once is done once', async () => {
    const { ports, referral, again, inviteAgain } = await referred();
    const { done, refused } = await twenty(() => undoReferral(ports, ANA, referral.id));
    expect(done).toHaveLength(1);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'referral.alreadyUndone', params: { name: 'Cleo Marsh' } });
    expect(await again()).toMatchObject({ revision: 2 });
    expect(await inviteAgain()).toMatchObject({ revision: 5 });
  });

  test('works as long as it is held, even after its time', async () => {
    const { ports, referral, again } = await referred();
    ports.clock.advance(MINUTE);
    await undoReferral(ports, ANA, referral.id);
    expect(await again()).toMatchObject({ status: 'undone' });
  });

  test('frees the job: the same invite can be referred again, and its card goes on counting', async () => {
    const { ports, invite, referral, inviteAgain } = await referred();
    await undoReferral(ports, ANA, referral.id);
    ports.clock.advance(1);
    const second = await referInvite(ports, ANA, invite.id, wish);
    expect(second.id).not.toBe(referral.id);
    expect(await inviteAgain()).toMatchObject({ status: 'referred', revision: 6, decision: { referralId: second.id } });
  });

  test('of an invite that was closed meanwhile leaves it closed, without a timer', async () => {
    const { ports, invite, referral, inviteAgain } = await referred();
    await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
    await undoReferral(ports, ANA, referral.id);
    expect(await inviteAgain()).toMatchObject({ status: 'withdrawn' });
    expect(await inviteAgain()).not.toHaveProperty('closed');
    expect((await inviteAgain()).work.slice(-1)).toMatchObject([{ job: 'announce-invite' }]);
  });

  test('a process that dies at any step leaves both or neither', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, referral, again, inviteAgain } = await referred();
      await undoReferral(dying(ports), ANA, referral.id).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      expect((await again()).status === 'undone').toBe((await inviteAgain()).status === 'open');
    });
    expect(steps).toBeGreaterThan(12);
  });

  test('a write conflict runs it again, and it happens once', async () => {
    const { ports, referral, again } = await referred();
    ports.conflict(1);
    await undoReferral(ports, ANA, referral.id);
    expect(await again()).toMatchObject({ status: 'undone', revision: 2 });
  });
});

describe('undoing is refused', () => {
  test('when it was undone before, with that reason', async () => {
    const { ports, referral, again } = await referred();
    await undoReferral(ports, ANA, referral.id);
    const after = await again();
    await expectRefusal(undoReferral(ports, ANA, referral.id), 'referral.alreadyUndone', { name: 'Cleo Marsh' });
    expect(await again()).toEqual(after);
  });

  test('when it did not go through, with that reason', async () => {
    const { ports, referral } = await referred();
    ports.marketplace.failNext(new MarketplaceRefusal('bad-request', ''));
    await runWork(ports, { withinMs: MINUTE });
    await expectRefusal(undoReferral(ports, ANA, referral.id), 'referral.nothingToUndo', { name: 'Cleo Marsh' });
  });

  test('once it has gone out', async () => {
    const { ports, referral, again } = await referred();
    await runWork(ports, { withinMs: MINUTE });
    const after = await again();
    await expectRefusal(undoReferral(ports, ANA, referral.id), 'referral.tooLateToUndo', { name: 'Cleo Marsh' });
    expect(await again()).toEqual(after);
  });

  test('to anybody else, and for what is not there', async () => {
    const { ports, referral, again } = await referred();
    await expectRefusal(undoReferral(ports, BEN, referral.id), 'referral.notYours', { name: 'Ana Lopez' });
    await expectRefusal(undoReferral(ports, ANA, 'none'), 'referral.notFound');
    await expectRefusal(undoReferral(ports, buildActor({ tenantId: 'T2' }), referral.id), 'referral.notFound');
    expect(await again()).toEqual(referral);
  });
});

test('returning an invite that is gone ends the referral all the same', async () => {
  const ports = await agency();
  const referral = buildReferral();
  await ports.referrals.insert(referral);
  expect(await revertReferral(ports, referral, { to: 'failed', who: 'baton', through: 'job' })).toMatchObject({
    status: 'failed',
  });
  expect(ports.dispatched).toHaveLength(1);
});

import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { prepareHandoffTrouble, reportHandoffTrouble } from '../../../../src/domain/deciding/report-handoff-trouble.js';
import { takeBackDecision } from '../../../../src/domain/deciding/take-back-decision.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildInvite } from '../../../support/factories.js';
import { ADMIN, ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;

async function byHand() {
  const ports = await agency({ path: 'handoff' });
  const invite = buildInvite();
  await ports.invites.insert(invite);
  const again = () => ports.invites.get(invite);
  const referral = () => ports.referrals.ofInvite('T1', invite.id);
  const refer = async () => {
    await referInvite(ports, ANA, invite.id, { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' });
    await runWork(ports, { withinMs: MINUTE });
  };
  return { ports, invite, again, referral, refer };
}

describe('“It did not work”', () => {
  test('since there is no referral: the hand-off goes on as a decline that names the colleague', async () => {
    const { ports, invite, again, referral, refer } = await byHand();
    await refer();
    await reportHandoffTrouble(ports, ANA, invite.id, { why: 'no-referral' });
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff', byMessage: true, takesSlot: true });
    expect((await referral())?.history.at(-1)).toMatchObject({ who: 'UANA', what: 'by-message', through: 'slack' });
    expect(await again()).toMatchObject({ status: 'referred' });
    await runWork(ports, { withinMs: MINUTE });
    expect(ports.sent.at(-1)?.content).toMatchObject({ kind: 'invite-card', referral: { byMessage: true } });
    await reportHandoffDone(ports, ANA, invite.id);
    expect(await referral()).toMatchObject({ status: 'forwarded' });
  });

  test('since the colleague is invited already: the invite reopens with the reason, and others can be referred', async () => {
    const { ports, invite, again, referral, refer } = await byHand();
    await refer();
    await reportHandoffTrouble(ports, ANA, invite.id, { why: 'already-invited' });
    expect(await referral()).toMatchObject({
      status: 'failed',
      takesSlot: false,
      trouble: { code: 'already-invited' },
    });
    expect(await again()).toMatchObject({ status: 'open', trouble: { code: 'already-invited', detail: '' } });
    await refer();
    expect(await again()).toMatchObject({ status: 'referred' });
  });

  test.each(['accepted', 'declined', 'referred'] as const)(
    'since the invitation is no longer open: what was %s closes with the reason',
    async (kind) => {
      const { ports, invite, again, refer } = await byHand();
      if (kind === 'accepted') await acceptInvite(ports, ANA, invite.id);
      if (kind === 'declined') await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
      if (kind === 'referred') await refer();
      await reportHandoffTrouble(ports, ANA, invite.id, { why: 'not-open' });
      expect(await again()).toMatchObject({ status: 'archived', trouble: { code: 'invitation-not-open' } });
    },
  );

  test('for another reason: the invite reopens and keeps the member’s words', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    await reportHandoffTrouble(ports, ANA, invite.id, { why: 'other', detail: ' It asks for Connects ' });
    const reopened = await again();
    expect(reopened).toMatchObject({
      status: 'open',
      trouble: { code: 'handoff-failed', detail: 'It asks for Connects' },
    });
    expect(reopened).not.toHaveProperty('decision');
    expect(reopened?.history.at(-1)).toMatchObject({ who: 'UANA', what: 'refused', through: 'slack' });
  });

  test('counts from the manager who decided, and from nobody else', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ADMIN, invite.id);
    await expectRefusal(reportHandoffTrouble(ports, BEN, invite.id, { why: 'other' }), 'invite.notDecider', {
      name: 'Ada Min',
    });
    await reportHandoffTrouble(ports, ADMIN, invite.id, { why: 'other' });
    expect(await again()).toMatchObject({ status: 'open' });
  });

  test('twenty times at once counts once', async () => {
    const { ports, invite, again, refer } = await byHand();
    await refer();
    const { done, refused } = await twenty(() =>
      reportHandoffTrouble(ports, ANA, invite.id, { why: 'already-invited' }),
    );
    expect([done.length, refused.length]).toEqual([1, 19]);
    expect((await again())?.history.filter(({ what }) => what === 'open')).toHaveLength(1);
  });

  test('is asked about only while it waits, so that nobody fills in a form for nothing', async () => {
    const { ports, invite, refer } = await byHand();
    const ask = () => prepareHandoffTrouble(ports, ANA, invite.id);
    await expectRefusal(ask(), 'referral.notAwaitingHandoff');
    await refer();
    expect(await ask()).toMatchObject({ id: invite.id, status: 'referred' });
    await expectRefusal(prepareHandoffTrouble(ports, BEN, invite.id), 'invite.notDecider');
    await reportHandoffDone(ports, ANA, invite.id);
    await expectRefusal(ask(), 'referral.notAwaitingHandoff');
    const accepted = await byHand();
    await acceptInvite(accepted.ports, ANA, accepted.invite.id);
    expect(await prepareHandoffTrouble(accepted.ports, ANA, accepted.invite.id)).toMatchObject({ status: 'accepted' });
  });

  test('is refused once it is done, or taken back, or where nothing waits', async () => {
    const { ports, invite, refer } = await byHand();
    const report = () => reportHandoffTrouble(ports, ANA, invite.id, { why: 'no-referral' });
    await expectRefusal(report(), 'referral.notAwaitingHandoff');
    await refer();
    await takeBackDecision(ports, ANA, invite.id);
    await expectRefusal(report(), 'referral.notAwaitingHandoff');
    await refer();
    await reportHandoffDone(ports, ANA, invite.id);
    await expectRefusal(report(), 'referral.notAwaitingHandoff');
  });
});

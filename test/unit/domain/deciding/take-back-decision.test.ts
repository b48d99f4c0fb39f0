import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { prepareHandoffTrouble } from '../../../../src/domain/deciding/report-handoff-trouble.js';
import { takeBackDecision } from '../../../../src/domain/deciding/take-back-decision.js';
import { recordInvitationStatus } from '../../../../src/domain/receiving/record-invitation-status.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildInvite } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const toBen = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;

async function byHand(path: 'native' | 'handoff' = 'handoff') {
  const ports = await agency({ path });
  const invite = buildInvite();
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const shown = () => ports.sent.flatMap(({ content }) => (content.kind === 'invite-card' ? [content] : []))[0];
  return { ports, invite, again, shown };
}

describe('taking back what was not carried over yet', () => {
  test.each(['accepted', 'declined'] as const)('reopens what was %s, without a word of trouble', async (kind) => {
    const { ports, invite, again, shown } = await byHand();
    if (kind === 'accepted') await acceptInvite(ports, ANA, invite.id);
    else await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    await runWork(ports);
    if (kind === 'declined') expect(shown()).toMatchObject({ reason: { text: 'Too busy' } });
    await takeBackDecision(ports, ANA, invite.id);
    const open = await again();
    expect(open).toMatchObject({ status: 'open' });
    expect(open).not.toHaveProperty('decision');
    expect(open).not.toHaveProperty('trouble');
    expect(open.history.at(-1)).toMatchObject({ who: 'UANA', what: 'taken-back', through: 'slack' });
    await runWork(ports);
    expect(shown()).toMatchObject({ invite: { status: 'open' }, byHand: true });
    await acceptInvite(ports, ANA, invite.id);
  });

  test('undoes a referral, which then counts as never sent, and tells nobody', async () => {
    const { ports, invite, again, shown } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: 2 * MINUTE });
    expect(shown()).toMatchObject({ referral: { status: 'awaiting-handoff' }, reason: { text: 'Too busy' } });
    await takeBackDecision(ports, ANA, invite.id);
    await runWork(ports, { withinMs: MINUTE });
    expect(await again()).toMatchObject({ status: 'open' });
    expect(await ports.referrals.ofInvite('T1', invite.id)).toMatchObject({ status: 'undone', takesSlot: false });
    expect((await ports.tallies.of('T1', 'UANA', ['all']))[0]?.counts).toMatchObject({ sent: 0, undone: 1 });
    expect(ports.sent.filter(({ content }) => content.kind === 'referral-news')).toEqual([]);
    await referInvite(ports, ANA, invite.id, toBen);
  });

  test('is for whoever decided, and for the member in whose place they did', async () => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ADMIN, invite.id);
    await expectRefusal(takeBackDecision(ports, BEN, invite.id), 'invite.notDecider', { name: 'Ada Min' });
    await expectRefusal(takeBackDecision(ports, ANA, 'none'), 'invite.notFound');
    await takeBackDecision(ports, ANA, invite.id);
  });

  test('comes too late once it is confirmed, and where Baton tells the marketplace itself', async () => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    await reportHandoffDone(ports, ANA, invite.id);
    await expectRefusal(takeBackDecision(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    const referred = await byHand();
    await referInvite(referred.ports, ANA, referred.invite.id, toBen);
    await expectRefusal(takeBackDecision(referred.ports, ANA, referred.invite.id), 'referral.notAwaitingHandoff');
    await runWork(referred.ports, { withinMs: MINUTE });
    await reportHandoffDone(referred.ports, ANA, referred.invite.id);
    await expectRefusal(takeBackDecision(referred.ports, ANA, referred.invite.id), 'referral.notAwaitingHandoff');
    const native = await byHand('native');
    await acceptInvite(native.ports, ANA, native.invite.id);
    await expectRefusal(takeBackDecision(native.ports, ANA, native.invite.id), 'referral.notAwaitingHandoff');
  });

  test('comes too late where the marketplace shows another answer, which was given there', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    const { externalId: id } = invite;
    await recordInvitationStatus(ports, 'T1', { id, status: 'declined', changedAt: START });
    expect(await again()).toMatchObject({ status: 'declined' });
    for (const act of [takeBackDecision, reportHandoffDone, prepareHandoffTrouble])
      await expectRefusal(act(ports, ANA, invite.id), 'invite.decidedElsewhere', { status: 'declined' });
  });

  test('twenty times at once, or against a confirmation, one wins', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    const { done } = await twenty(() => takeBackDecision(ports, ANA, invite.id));
    expect(done).toHaveLength(1);
    await acceptInvite(ports, ANA, invite.id);
    const both = [takeBackDecision(ports, ANA, invite.id), reportHandoffDone(ports, ANA, invite.id)];
    const ends = await Promise.allSettled(both);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['open', 'accepted']).toContain((await again()).status);
  });
});

import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/invite/accept-invite.js';
import { confirmHandoff } from '../../../../src/domain/invite/confirm-handoff.js';
import { declineInvite } from '../../../../src/domain/invite/decline-invite.js';
import { referInvite } from '../../../../src/domain/referral/refer-invite.js';
import { ADMIN, ANA, agency, BEN } from '../../../support/agency.js';
import { buildActor, buildInvite } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { expectRefusal, twenty } from '../../../support/refused.js';
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

const toBen = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;

describe('“I’ve done it”', () => {
  test.each(['accepted', 'declined'] as const)('confirms what was %s, by the word of who did it', async (kind) => {
    const { ports, invite, again } = await byHand();
    if (kind === 'accepted') await acceptInvite(ports, ANA, invite.id);
    else await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    const confirmed = await confirmHandoff(ports, ANA, invite.id);
    expect(confirmed).toEqual(await again());
    expect(confirmed).toMatchObject({ status: kind, decision: { kind, confirmedAt: START } });
    expect(confirmed.history.at(-1)).toEqual({ at: START, who: 'UANA', what: 'confirmed', through: 'slack' });
    expect(ports.dispatched.at(-1)).toEqual(confirmed);
  });

  test('forwards a referral that waits for it', async () => {
    const { ports, invite, again, referral } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: MINUTE });
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
    expect(await confirmHandoff(ports, ANA, invite.id)).toEqual(await again());
    expect(await referral()).toMatchObject({ status: 'forwarded' });
    expect((await referral())?.history.at(-1)).toMatchObject({ who: 'UANA', what: 'forwarded', through: 'slack' });
  });

  test.each([ADMIN, ANA])('counts from the manager who decided, and from the member in whose place: %j', async (by) => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ADMIN, invite.id);
    await expectRefusal(confirmHandoff(ports, BEN, invite.id), 'invite.notYours', { name: 'Ada Min' });
    expect(await confirmHandoff(ports, by, invite.id)).toMatchObject({ decision: { confirmedAt: START } });
  });

  test('twenty times at once counts once', async () => {
    const { ports, invite, again } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    const { done, refused } = await twenty(() => confirmHandoff(ports, ANA, invite.id));
    expect(done.length + refused.length).toBe(20);
    expect((await again()).history.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'referral.notAwaitingHandoff' });
  });

  test('is refused a second time', async () => {
    const { ports, invite } = await byHand();
    await acceptInvite(ports, ANA, invite.id);
    await confirmHandoff(ports, ANA, invite.id);
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
  });

  test('is refused while the referral is held, and after it was forwarded', async () => {
    const { ports, invite } = await byHand();
    await referInvite(ports, ANA, invite.id, toBen);
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    await runWork(ports, { withinMs: MINUTE });
    await confirmHandoff(ports, ANA, invite.id);
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
  });

  test('is refused where Baton tells the marketplace itself: only its word counts', async () => {
    const { ports, invite, again } = await byHand('native');
    const accepted = await acceptInvite(ports, ANA, invite.id);
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    await ports.connections.remove('T1');
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'referral.notAwaitingHandoff');
    expect(await again()).toEqual(accepted);
  });

  test('is refused to anybody else, and for what was not decided', async () => {
    const { ports, invite } = await byHand();
    await expectRefusal(confirmHandoff(ports, ANA, invite.id), 'invite.notYours', { name: '' });
    await acceptInvite(ports, ANA, invite.id);
    await expectRefusal(confirmHandoff(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    await expectRefusal(confirmHandoff(ports, ANA, 'none'), 'invite.notFound');
    await expectRefusal(confirmHandoff(ports, buildActor({ tenantId: 'T2' }), invite.id), 'invite.notFound');
  });
});

import { expect, test } from '@jest/globals';
import { confirmForwarded } from '../../../src/domain/lifecycle/confirm-forwarded.js';
import { recordReferralOutcome } from '../../../src/domain/lifecycle/record-outcome.js';
import { revertReferral } from '../../../src/domain/lifecycle/reopen-invite.js';
import { buildInvite, buildJob, buildReferral, nextId } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

portSuite('a failure that the marketplace’s word lifts', (open) => {
  /** Ana referred Ben, and Ben referred Cleo, which counts as failed: Ben has his invite back. */
  async function failed() {
    const ports = { ...memoryPorts(), ...open() };
    const tenantId = nextId('T');
    const job = buildJob();
    const first = buildReferral({ tenantId, job, status: 'forwarded' });
    const chain = [{ ...first.from, referralId: first.id }];
    const invite = buildInvite({ tenantId, job, status: 'referred', chain });
    const second = buildReferral({ tenantId, job, chain, inviteId: invite.id, status: 'forwarding', takesSlot: false });
    await ports.referrals.insert(first);
    await ports.invites.insert(invite);
    await ports.referrals.insert(second);
    const trouble = { code: 'http-404', detail: '' };
    await revertReferral(ports, second, { to: 'failed', who: 'marketplace', through: 'api', trouble });
    return { ports, first, second, invite };
  }

  test('moves the referral, its invite and the job’s slot, all at once', async () => {
    const { ports, first, second, invite } = await failed();
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open', trouble: { code: 'http-404' } });
    await confirmForwarded(ports, second, 'webhook', 'inv-9');
    const lifted = await ports.referrals.get(second);
    expect(lifted).toMatchObject({ status: 'forwarded', takesSlot: true, receivedExternalId: 'inv-9' });
    expect(lifted).not.toHaveProperty('trouble');
    expect(await ports.referrals.get(first)).toMatchObject({ takesSlot: false });
    const again = await ports.invites.get(invite);
    expect(again).toMatchObject({ status: 'referred', decision: { referralId: second.id } });
    expect(again).not.toHaveProperty('trouble');
  });

  test('gives the slot back where the referral before it knows the job by another id', async () => {
    const ports = { ...memoryPorts(), ...open() };
    const tenantId = nextId('T');
    const first = buildReferral({ tenantId, job: buildJob(), status: 'forwarded', takesSlot: false });
    const chain = [{ ...first.from, referralId: first.id }];
    const invite = buildInvite({ tenantId, status: 'referred', chain });
    const second = buildReferral({ tenantId, job: invite.job, chain, inviteId: invite.id });
    await ports.invites.insert(invite);
    for (const referral of [first, second]) await ports.referrals.insert(referral);
    await revertReferral(ports, second, { to: 'undone', who: 'UBEN', through: 'slack' });
    expect(await ports.referrals.get(first)).toMatchObject({ takesSlot: true });
    expect(await ports.referrals.get(second)).toMatchObject({ status: 'undone', takesSlot: false });
  });

  test('twenty times at once is lifted once, and keeps when it happened', async () => {
    const { ports, second, invite } = await failed();
    const happenedAt = new Date(START.getTime() - 1000);
    await Promise.all(Array.from({ length: 20 }, () => recordReferralOutcome(ports, second, 'accepted', happenedAt)));
    const { history } = (await ports.referrals.get(second)) ?? {};
    expect(history?.filter(({ what }) => what === 'accepted')).toMatchObject([{ happenedAt }]);
    expect((await ports.invites.get(invite))?.history.filter(({ what }) => what === 'referred')).toHaveLength(1);
  });

  test('of an invite that was a duplicate refers the one into which it was merged, as long as that is unanswered', async () => {
    const { ports, second, invite } = await failed();
    const { tenantId, job, chain, invitee } = invite;
    const [stays, between] = [buildInvite({ tenantId, job, chain, invitee }), buildInvite({ tenantId, job })];
    await ports.invites.insert(stays);
    await ports.invites.insert({ ...between, status: 'archived', duplicateOf: stays.id });
    const set = { status: 'archived', duplicateOf: between.id } as const;
    await ports.invites.advance(invite, { from: ['open'], set, work: [] });
    await confirmForwarded(ports, second, 'webhook', 'inv-9');
    expect(await ports.referrals.get(second)).toMatchObject({ status: 'forwarded', inviteId: stays.id });
    expect(await ports.invites.get(stays)).toMatchObject({ status: 'referred', decision: { referralId: second.id } });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'archived', duplicateOf: between.id });
    await revertReferral(ports, second, { to: 'failed', who: 'marketplace', through: 'api' });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'archived' });
  });
});

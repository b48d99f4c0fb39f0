import { describe, expect, test } from '@jest/globals';
import { confirmForwarded } from '../../../../src/domain/lifecycle/confirm-forwarded.js';
import { recordMilestone, recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { verifyHandoff } from '../../../../src/domain/lifecycle/referral-handoff.js';
import { Refusal } from '../../../../src/domain/model/errors.js';
import type { Outcome, ReferralStatus } from '../../../../src/domain/model/referral/referral.js';
import { PROPOSAL_MEANS } from '../../../../src/domain/receiving/record-proposal-status.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { twenty } from '../../../support/expect-refusal.js';
import { buildInvite, buildReferral } from '../../../support/factories.js';
import { recordProposalStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';

const CHANGED = new Date('2026-11-24T08:00:00.000Z');

async function referred(status: ReferralStatus = 'forwarded') {
  const ports = await agency();
  const referral = buildReferral({ id: 'r1', status });
  await ports.referrals.insert(referral);
  const received = buildInvite({ externalId: 'inv-9', referredIn: { byName: 'Ana', referralId: 'r1' } });
  await ports.invites.insert(received);
  const again = async () => (await ports.referrals.get(referral)) ?? referral;
  return { ports, referral, again };
}

describe('an outcome', () => {
  test('moves the referral on, counts it and tells everybody', async () => {
    const { ports, referral, again } = await referred();
    await recordReferralOutcome(ports, referral, 'accepted', CHANGED);
    expect(await again()).toEqual({
      ...referral,
      status: 'accepted',
      revision: 2,
      history: [{ at: START, who: 'marketplace', what: 'accepted', through: 'webhook', happenedAt: CHANGED }],
      work: [
        expect.objectContaining({ job: 'announce-referral', at: START }),
        expect.objectContaining({ job: 'keep-tallies', at: START }),
      ],
    });
    expect(ports.dispatched).toEqual([await again()]);
  });

  test('twenty times at once is recorded once', async () => {
    const { ports, referral, again } = await referred();
    await twenty(() => recordReferralOutcome(ports, referral, 'hired', CHANGED));
    expect(await again()).toMatchObject({ status: 'hired', revision: 2 });
    expect(ports.dispatched).toHaveLength(1);
  });

  const OUTCOMES: Outcome[] = ['expired', 'withdrawn', 'declined', 'accepted', 'hired'];

  /** For each status, the outcomes that still move it. */
  test.each<[ReferralStatus, Outcome[]]>([
    ['held', OUTCOMES],
    ['undone', []],
    ['failed', OUTCOMES],
    ['forwarding', OUTCOMES],
    ['awaiting-handoff', OUTCOMES],
    ['forwarded', OUTCOMES],
    ['expired', ['withdrawn', 'declined', 'accepted', 'hired']],
    ['withdrawn', ['declined', 'accepted', 'hired']],
    ['declined', ['accepted', 'hired']],
    ['accepted', ['hired']],
    ['hired', []],
  ])('of a referral that is %s: %j', async (status, moving) => {
    for (const outcome of OUTCOMES) {
      const { ports, referral, again } = await referred(status);
      await recordReferralOutcome(ports, referral, outcome, CHANGED);
      expect((await again()).status).toBe(moving.includes(outcome) ? outcome : status);
      expect(ports.dispatched).toHaveLength(moving.includes(outcome) ? 1 : 0);
    }
  });
});

describe('a milestone', () => {
  test('is remembered once, and tells', async () => {
    const { ports, referral, again } = await referred();
    await recordMilestone(ports, referral, 'viewed', START);
    const after = await again();
    await recordMilestone(ports, referral, 'viewed', START);
    expect(await again()).toEqual(after);
    expect(after).toMatchObject({
      status: 'forwarded',
      milestones: ['viewed'],
      revision: 2,
      history: [{ at: START, who: 'marketplace', what: 'viewed', through: 'webhook' }],
      work: [
        { job: 'announce-referral', at: START },
        { job: 'keep-tallies', at: START },
      ],
    });
    expect(ports.dispatched).toEqual([after]);
  });

  test.each(['viewed', 'interviewed'] as const)(
    'counts nothing when it is %s of what was accepted',
    async (milestone) => {
      const { ports, referral, again } = await referred();
      await recordReferralOutcome(ports, referral, 'accepted', START);
      await recordMilestone(ports, referral, milestone, START);
      const jobs = (await again())?.work.map(({ job }) => job);
      expect(jobs).toEqual(['announce-referral', 'keep-tallies', 'announce-referral']);
    },
  );
});

describe('a proposal’s status', () => {
  test.each([
    ['submitted', { outcome: 'accepted' }],
    ['viewed', { milestone: 'viewed' }],
    ['interviewed', { milestone: 'interviewed' }],
    ['hired', { outcome: 'hired' }],
    ['declined', { milestone: 'proposal-declined' }],
    ['withdrawn', { milestone: 'proposal-withdrawn' }],
    ['archived', { milestone: 'job-closed' }],
  ] as const)('%s means %j', async (status, meaning) => {
    expect(PROPOSAL_MEANS[status]).toEqual(meaning);
    const { ports, again } = await referred();
    const change = { id: 'prop-1', invitationId: 'inv-9', status, changedAt: CHANGED };
    await recordProposalStatus(ports, 'T1', change);
    const { outcome, milestone } = { outcome: 'forwarded', milestone: undefined, ...meaning };
    expect(await again()).toMatchObject({ status: outcome, milestones: milestone ? [milestone] : [] });
  });

  test('covers each status that there is', () => {
    expect(Object.keys(PROPOSAL_MEANS)).toHaveLength(7);
  });

  test('of an invite that came straight from the client concerns no referral', async () => {
    const { ports, again, referral } = await referred();
    await ports.invites.insert(buildInvite({ externalId: 'inv-8' }));
    const change = { id: 'prop-1', invitationId: 'inv-8', status: 'hired', changedAt: CHANGED } as const;
    await recordProposalStatus(ports, 'T1', change);
    expect(await again()).toEqual(referral);
  });
});

describe('the proof that a referral arrived', () => {
  test('moves none that was undone, but its invitation is remembered', async () => {
    const { ports, referral, again } = await referred('undone');
    await confirmForwarded(ports, referral, 'webhook', 'inv-9');
    expect(await again()).toMatchObject({ status: 'undone', receivedExternalId: 'inv-9', history: [] });
    expect((await again()).work).toMatchObject([{ job: 'announce-referral', at: START }]);
    expect(ports.dispatched).toEqual([await again()]);
  });

  test('ends the undo window of one that somebody carried over meanwhile', async () => {
    const { ports, referral, again } = await referred('held');
    await confirmForwarded(ports, referral, 'webhook', 'inv-9');
    expect(await again()).toMatchObject({ status: 'forwarded', receivedExternalId: 'inv-9' });
    await expect(undoReferral(ports, ANA, referral.id)).rejects.toThrow(new Refusal('referral.tooLateToUndo'));
  });

  test('lifts no failure by the word of whoever carried it over', async () => {
    const { ports, referral, again } = await referred('failed');
    await confirmForwarded(ports, referral, { who: 'UANA', through: 'slack' });
    expect(await again()).toEqual(referral);
  });

  test('needs no invitation', async () => {
    const { ports, referral, again } = await referred('forwarding');
    await confirmForwarded(ports, referral, 'api');
    expect(await again()).toMatchObject({ status: 'forwarded' });
    expect(await again()).not.toHaveProperty('receivedExternalId');
    const after = await again();
    await confirmForwarded(ports, referral, 'api');
    expect(await again()).toEqual(after);
  });

  test('keeps the invitation that came first', async () => {
    const { ports, referral, again } = await referred('forwarding');
    await confirmForwarded(ports, referral, 'webhook', 'inv-9');
    const after = await again();
    await confirmForwarded(ports, referral, 'api', 'inv-10');
    expect(await again()).toEqual(after);
  });

  test('of a referral that is gone is nothing', async () => {
    const { ports } = await referred();
    await confirmForwarded(ports, buildReferral({ id: 'gone' }), 'webhook', 'inv-9');
    expect(ports.dispatched).toEqual([]);
  });

  test.each<[ReferralStatus, ReferralStatus, boolean]>([
    ['held', 'held', false],
    ['forwarding', 'forwarding', false],
    ['awaiting-handoff', 'forwarded', true],
    ['forwarded', 'forwarded', true],
    ['accepted', 'accepted', true],
  ])('by hand: %s becomes %s', async (before, after, out) => {
    const { ports, referral, again } = await referred(before);
    const source = buildInvite({ id: referral.inviteId, status: 'referred' });
    expect(await verifyHandoff(ports, source)).toBe(out);
    expect((await again()).status).toBe(after);
  });
});

import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { CONFIRMED_WITHIN_MS } from '../../../../src/domain/lifecycle/invite-timers.js';
import {
  markDecisionHandoffUnconfirmed,
  markReferralHandoffUnconfirmed,
} from '../../../../src/domain/lifecycle/mark-handoff-unconfirmed.js';
import { handoffReportedBy } from '../../../../src/domain/lifecycle/referral-handoff.js';
import { Postponed } from '../../../../src/domain/model/errors.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvite } from '../../../support/factories.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;

async function reported(kind: 'accepted' | 'referred') {
  const ports = await agency({ path: 'handoff' });
  const given = buildInvite();
  await ports.invites.insert(given);
  const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
  if (kind === 'accepted') await acceptInvite(ports, ANA, given.id);
  else await referInvite(ports, ANA, given.id, { colleague, reasonId: 'busy' });
  await runWork(ports, { withinMs: MINUTE });
  await reportHandoffDone(ports, ANA, given.id);
  const invite = async () => (await ports.invites.get(given)) ?? given;
  const referral = async () => ports.referrals.ofInvite('T1', given.id);
  const mark = async () => {
    const found = await referral();
    await (found
      ? markReferralHandoffUnconfirmed(ports, found)
      : markDecisionHandoffUnconfirmed(ports, await invite()));
  };
  const confirm = () =>
    recordInvitationStatus(ports, 'T1', {
      id: given.externalId,
      status: kind === 'accepted' ? 'accepted' : 'declined',
      changedAt: START,
    });
  return { ports, invite, referral, mark, confirm };
}

describe.each(['accepted', 'referred'] as const)('what was %s and reported done', (kind) => {
  const marked = async ({ invite, referral }: Awaited<ReturnType<typeof reported>>) =>
    kind === 'accepted' ? (await invite()).decision?.unconfirmed : (await referral())?.unconfirmed;

  test('counts as not confirmed after three days, once, and its card says so', async () => {
    const world = await reported(kind);
    const early = world.mark();
    await expect(early).rejects.toThrow(Postponed);
    await expect(early).rejects.toMatchObject({ retryAfterMs: expect.any(Number) });
    world.ports.clock.advance(CONFIRMED_WITHIN_MS);
    await runWork(world.ports, { withinMs: MINUTE });
    expect(await marked(world)).toBe(true);
    await world.mark();
    const { history } = kind === 'accepted' ? await world.invite() : ((await world.referral()) ?? { history: [] });
    expect(history.filter(({ what }) => what === 'unconfirmed')).toMatchObject([{ who: 'clock', through: 'job' }]);
    const shown =
      kind === 'accepted' ? { invite: { decision: { unconfirmed: true } } } : { referral: { unconfirmed: true } };
    const cards = world.ports.sent.filter(({ content }) => content.kind === 'invite-card');
    expect(cards.at(-1)?.content).toMatchObject(shown);
  });

  test('is confirmed after all when the marketplace says so', async () => {
    const world = await reported(kind);
    world.ports.clock.advance(CONFIRMED_WITHIN_MS);
    await runWork(world.ports, { withinMs: MINUTE });
    await world.confirm();
    expect(await marked(world)).toBeUndefined();
    const [{ decision }, referral] = [await world.invite(), await world.referral()];
    expect(referral ? handoffReportedBy(referral) : decision?.confirmedBy).toBeUndefined();
  });

  test('is left alone where the marketplace said so in time', async () => {
    const world = await reported(kind);
    await world.confirm();
    world.ports.clock.advance(CONFIRMED_WITHIN_MS);
    await runWork(world.ports, { withinMs: MINUTE });
    expect(await marked(world)).toBeUndefined();
  });

  test('is marked although it changed between the read and the update', async () => {
    const world = await reported(kind);
    const [invite, referral] = [await world.invite(), await world.referral()];
    world.ports.clock.advance(CONFIRMED_WITHIN_MS);
    const touch = { from: [invite.status], set: {}, work: [] };
    await world.ports.invites.advance(invite, touch);
    if (referral)
      await world.ports.referrals.addMilestone(
        referral,
        'viewed',
        { at: START, who: 'marketplace', what: 'viewed', through: 'webhook' },
        [],
      );
    await (referral
      ? markReferralHandoffUnconfirmed(world.ports, referral)
      : markDecisionHandoffUnconfirmed(world.ports, invite));
    expect(await marked(world)).toBe(true);
  });
});

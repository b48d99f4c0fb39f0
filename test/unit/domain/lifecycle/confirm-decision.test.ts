import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { rebuildTallies } from '../../../../src/domain/tallies/rebuild-tallies.js';
import { buildInvite, buildReferral } from '../../../support/factories.js';
import { forwardDecision, recordInvitationStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

/** Ana referred Ben, and he has his invite. */
async function passedOn(path: 'native' | 'handoff' = 'native', status: 'forwarded' | 'hired' = 'forwarded') {
  const ports = await agency({ path });
  await ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, muted: [] } });
  const history = [{ at: START, who: 'UANA', what: status, through: 'api' } as const];
  const referral = buildReferral({ status, history });
  await ports.referrals.insert(referral);
  const bens = buildInvite({
    job: { ...buildInvite().job, id: referral.job.id },
    invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' },
    referredIn: { byName: 'Ana Lopez', referralId: referral.id },
  });
  await ports.invites.insert(bens);
  const again = () => ports.referrals.get(referral);
  const say = (said: 'accepted' | 'declined') =>
    recordInvitationStatus(ports, 'T1', { id: bens.externalId, status: said, changedAt: START });
  return { ports, referral, bens, again, say };
}

describe('a decision on an invite that a colleague referred', () => {
  test.each(['accepted', 'declined'] as const)(
    'is what came of the referral once it is %s over there',
    async (kind) => {
      const { ports, bens, again, say } = await passedOn();
      if (kind === 'accepted') await acceptInvite(ports, BEN, bens.id);
      else await declineInvite(ports, BEN, bens.id, { reasonId: 'busy' });
      expect(await again()).toMatchObject({ status: 'forwarded' });
      await forwardDecision(ports, bens);
      const told = await again();
      expect(told).toMatchObject({ status: kind });
      expect(told?.history.at(-1)).toEqual({ at: START, who: 'marketplace', what: kind, through: 'api' });
      expect(ports.dispatched.slice(-2).map(({ id }) => id)).toEqual([bens.id, told?.id]);
      await runWork(ports);
      await say(kind);
      await runWork(ports);
      expect((await again())?.history).toEqual(told?.history);
      expect(await ports.tallies.of('T1', 'UANA', ['all'])).toMatchObject([{ counts: { [kind]: 1 } }]);
      expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
      expect(ports.sent.filter(({ id }) => id.endsWith(kind))).toHaveLength(1);
    },
  );

  test('counts by the word of whoever carried it over by hand', async () => {
    const { ports, bens, again } = await passedOn('handoff');
    await acceptInvite(ports, BEN, bens.id);
    await reportHandoffDone(ports, BEN, bens.id);
    expect(await again()).toMatchObject({ status: 'accepted' });
    expect((await again())?.history.at(-1)).toMatchObject({ who: 'UBEN', through: 'slack' });
  });

  test('leaves a referral that is further as it is', async () => {
    const { ports, referral, bens, again } = await passedOn('native', 'hired');
    await acceptInvite(ports, BEN, bens.id);
    await forwardDecision(ports, bens);
    expect(await again()).toEqual(referral);
    expect(await ports.invites.get(bens)).toHaveProperty('decision.confirmedAt');
  });

  test('said by the marketplace alone is told with its own time', async () => {
    const { ports, bens, again, say } = await passedOn();
    await acceptInvite(ports, BEN, bens.id);
    await say('accepted');
    expect((await again())?.history.at(-1)).toMatchObject({ through: 'webhook', happenedAt: START });
  });
});

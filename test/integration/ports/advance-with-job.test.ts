import { expect, test } from '@jest/globals';
import { advanceWithJob } from '../../../src/domain/lifecycle/advance-with-job.js';
import { storeReferral } from '../../../src/domain/lifecycle/store-referral.js';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import { buildActor, buildInvite, buildJob, buildReferral, nextId } from '../../support/factories.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { portSuite } from './port-suite.js';

portSuite('an invite whose job has another id', (open) => {
  /** Ana's invite to a job under a made-up id, which is referred, and Cleo's open one under the job's own. */
  async function referred() {
    const ports = { ...memoryPorts(), ...open() };
    const tenantId = nextId('T');
    const [madeUp, own] = [buildJob({ id: nextId('mail:') }), buildJob({ id: nextId('upwork:') })];
    const anas = buildInvite({ tenantId, job: madeUp, status: 'referred' });
    const cleos = buildInvite({ tenantId, job: own, invitee: { person: anas.invitee.person, slackUserId: 'UCLEO' } });
    const peer = buildInvite({ tenantId, job: madeUp });
    const referral = buildReferral({ tenantId, job: madeUp, inviteId: anas.id, revision: 3 });
    for (const invite of [anas, cleos, peer]) await ports.invites.insert(invite);
    await ports.referrals.insert(referral);
    const change = (invite: Invite = anas) =>
      advanceWithJob(ports, invite, { from: [invite.status], revision: invite.revision, set: { job: own }, work: [] });
    const cleo = buildActor({ tenantId, slackUserId: 'UCLEO' });
    const cleoRefers = () =>
      storeReferral(ports, cleo, cleos, buildReferral({ tenantId, job: own, inviteId: cleos.id }));
    const onJob = () => ports.referrals.ofJob(tenantId, own.id);
    return { ports, tenantId, own, madeUp, anas, peer, referral, change, cleoRefers, onJob };
  }

  test('takes its referral and the slot along, and raises what other cards count', async () => {
    const { ports, tenantId, own, madeUp, anas, peer, referral, change, cleoRefers, onJob } = await referred();
    expect(await change()).toMatchObject({ job: { id: own.id }, revision: anas.revision + 5 });
    expect(await onJob()).toMatchObject([{ id: referral.id, takesSlot: true, job: { title: referral.job.title } }]);
    expect(await ports.referrals.ofJob(tenantId, madeUp.id)).toEqual([]);
    expect(await ports.invites.get(peer)).toMatchObject({
      revision: peer.revision + 4,
      work: [{ job: 'announce-invite' }],
    });
    await expect(cleoRefers()).rejects.toMatchObject({ code: 'referral.jobTaken' });
  });

  test('changes nothing where the invite has changed meanwhile', async () => {
    const { ports, anas, referral, change } = await referred();
    expect(await change({ ...anas, revision: 9 })).toBeNull();
    expect(await ports.referrals.get(referral)).toEqual(referral);
  });

  test('leaves the slot to whoever has it', async () => {
    const { change, cleoRefers, onJob, referral } = await referred();
    const other = await cleoRefers();
    await change();
    const taking = (await onJob()).filter(({ takesSlot }) => takesSlot);
    expect(taking).toMatchObject([{ id: other.id }]);
    expect((await onJob()).map(({ id }) => id)).toContain(referral.id);
  });

  test('has one slot, also where somebody refers the job at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ports, anas, change, cleoRefers, onJob } = await referred();
      const changed = change().catch(async (error: unknown) => {
        if (!(error instanceof Duplicate)) throw error;
        return change((await ports.invites.get(anas)) ?? anas);
      });
      await Promise.allSettled([changed, cleoRefers()]);
      expect(await changed).toMatchObject({ status: 'referred' });
      expect((await onJob()).filter(({ takesSlot }) => takesSlot)).toHaveLength(1);
    }
  });
});

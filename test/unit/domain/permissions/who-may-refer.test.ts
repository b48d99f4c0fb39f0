import { describe, expect, test } from '@jest/globals';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import type { Settings } from '../../../../src/domain/model/tenant/tenant.js';
import { requireReferral, whyNoReferral } from '../../../../src/domain/permissions/who-may-refer.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildInvite, buildJob, buildReferral } from '../../../support/factories.js';
import { memoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';

const job = buildJob();
const link = { slackUserId: 'UBEN', name: 'Ben Okoro', referralId: 'r1' };

async function why(given: Partial<Invite> = {}, settings: Partial<Settings> = {}, reader: string | undefined = 'UANA') {
  const ports = await agency({ settings });
  const invite = buildInvite({ job, ...given });
  return { ports, invite, ask: () => whyNoReferral(ports, invite, reader) };
}

describe('an invite can be referred', () => {
  test('while nobody has used its job’s one referral', async () => {
    const { ports, ask } = await why();
    expect(await ask()).toBeNull();
    await ports.referrals.insert(buildReferral({ id: 'back', job, status: 'undone', takesSlot: false }));
    await ports.referrals.insert(buildReferral({ tenantId: 'T2', job }));
    expect(await ask()).toBeNull();
    await ports.referrals.insert(buildReferral({ job }));
    expect(await ask()).toBe('referral.jobTaken');
  });

  test('on, when the slot is its own chain’s, as long as the tenant allows', async () => {
    const passed = await why({ chain: [link] });
    await passed.ports.referrals.insert(buildReferral({ id: 'r1', job }));
    expect(await passed.ask()).toBeNull();
    const short = await why({ chain: [link] }, { maxChain: 1 });
    await short.ports.referrals.insert(buildReferral({ id: 'r1', job }));
    expect(await short.ask()).toBe('referral.chainTooLong');
  });

  test('but not along another chain', async () => {
    const { ports, ask } = await why({ chain: [link] });
    await ports.referrals.insert(buildReferral({ id: 'r2', job }));
    expect(await ask()).toBe('referral.jobTaken');
  });

  test('by whom it is released to; who is not linked yet is not kept off', async () => {
    const release = { percent: 0, always: [], never: [] };
    expect(await (await why({}, { release })).ask()).toBe('referral.notReleased');
    expect(await (await why({}, { release: { ...release, always: ['UANA'] } })).ask()).toBeNull();
    const { ports, invite } = await why({}, { release });
    expect(await whyNoReferral(ports, invite)).toBeNull();
  });

  test('by the default rules where nothing is set', async () => {
    expect(await whyNoReferral(memoryPorts(), buildInvite(), 'UANA')).toBeNull();
  });
});

test('the refusal says which job and what became of the invite', async () => {
  const { ports, invite } = await why({ status: 'withdrawn' });
  const params = { title: job.title, status: 'withdrawn' };
  await expectRefusal(requireReferral(ports, invite, ANA), 'invite.closed', params);
  await requireReferral(ports, buildInvite(), ANA);
});

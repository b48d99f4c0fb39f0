import { beforeEach, describe, expect, test } from '@jest/globals';
import { TooEarly } from '../../../../src/domain/model/errors.js';
import type { ProposalSubject } from '../../../../src/domain/model/event/event.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { findAnsweredInvite } from '../../../../src/domain/receiving/find-answered-invite.js';
import { buildInvite, buildJob, buildMember } from '../../../support/factories.js';
import { recordProposalStatus } from '../../../support/job-verbs.js';
import { type MemoryPorts, memoryPorts, START } from '../../../support/memory-ports.js';

const ANA = { id: 'vollna:7', name: 'Ana Silva' };
const job = buildJob({ id: 'upwork:1955676437925687781', title: 'Payment service' });
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);

let ports: MemoryPorts;
beforeEach(() => {
  ports = memoryPorts();
});

async function stored(given: Partial<Invite> = {}): Promise<Invite> {
  const invite = buildInvite({ job, invitee: { person: ANA }, ...given });
  await ports.invites.insert(invite);
  return invite;
}
const found = async (about: ProposalSubject) => (await findAnsweredInvite(ports, 'T1', about))?.id;

describe('the invite that a proposal answered', () => {
  test.each<[string, ProposalSubject]>([
    ['job and person', { jobId: job.id, freelancer: ANA }],
    ['title and person', { title: ' payment SERVICE', freelancer: ANA }],
    [
      'job and name, where sources call the person differently',
      { jobId: job.id, freelancer: { id: 'upwork:~01ab', name: 'ana silva' } },
    ],
  ])('is found by %s', async (_, about) => {
    const { id } = await stored();
    await stored({ invitee: { person: { id: 'vollna:8', name: 'Ben Okafor' } } });
    await stored({ job: buildJob({ title: 'Another job' }) });
    expect(await found(about)).toBe(id);
  });

  test('is found by the member that the person is linked to', async () => {
    await ports.members.save('T1', [buildMember({ slackUserId: 'UANA' })]);
    await ports.members.link('T1', 'UANA', [{ id: 'upwork:~01ab', name: 'A. S.', linkedBy: 'hand' }]);
    const { id } = await stored({ invitee: { person: ANA, slackUserId: 'UANA' } });
    expect(await found({ jobId: job.id, freelancer: { id: 'upwork:~01ab', name: 'A. S.' } })).toBe(id);
  });

  test('is the newest of several', async () => {
    await stored({ invitedAt: minutes(-60) });
    const { id } = await stored({ invitedAt: minutes(-1) });
    await stored({ invitedAt: minutes(-30) });
    expect(await found({ title: job.title, freelancer: ANA })).toBe(id);
  });

  test('is the accepted one where the client has invited again to the same job', async () => {
    const { id } = await stored({ invitedAt: minutes(-60), status: 'accepted' });
    await stored({ invitedAt: minutes(-90), status: 'accepted' });
    await stored({ invitedAt: minutes(-1) });
    for (const about of [{ jobId: job.id }, { title: job.title }])
      expect(await found({ ...about, freelancer: ANA })).toBe(id);
  });

  test('is the newest where an accepted one of that title is to another job', async () => {
    await stored({ invitedAt: minutes(-60), status: 'accepted', job: buildJob({ title: job.title }) });
    const { id } = await stored({ invitedAt: minutes(-1) });
    expect(await found({ title: job.title, freelancer: ANA })).toBe(id);
  });

  test('is never one that was merged into another as its duplicate', async () => {
    const { id } = await stored({ invitedAt: minutes(-60) });
    await stored({ invitedAt: minutes(-1), status: 'archived', duplicateOf: id });
    expect(await found({ jobId: job.id, freelancer: ANA })).toBe(id);
  });

  test.each<ProposalSubject>([
    {},
    { freelancer: ANA },
    { jobId: job.id },
    { jobId: 'upwork:1', freelancer: ANA },
    { title: 'Another', freelancer: ANA },
    { jobId: job.id, freelancer: { id: 'vollna:9', name: 'Cyd' } },
  ])('is none for %j', async (about) => {
    await stored();
    expect(await found(about)).toBeUndefined();
  });

  test('is none of another tenant', async () => {
    await stored({ tenantId: 'T2' });
    expect(await found({ jobId: job.id, freelancer: ANA })).toBeUndefined();
  });
});

describe('a proposal that names no invitation', () => {
  const record = (about: ProposalSubject, changedAt = START) =>
    recordProposalStatus(ports, 'T1', { id: 'p1', invitationId: 'c1:p1', status: 'interviewed', changedAt, about });

  test('shows that its invite was accepted', async () => {
    const invite = await stored();
    await record({ jobId: job.id, freelancer: ANA });
    expect((await ports.invites.get(invite))?.status).toBe('accepted');
  });

  test('waits a while for an invitation that it overtook, and is of no concern afterwards', async () => {
    await expect(record({ jobId: job.id, freelancer: ANA })).rejects.toBeInstanceOf(TooEarly);
    await record({ jobId: job.id, freelancer: ANA }, minutes(-11));
  });
});

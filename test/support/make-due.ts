import { eventually } from '../../sandbox/demo/eventually.js';
import type { Workable } from '../../src/domain/model/outbox-work.js';
import { type JobName, WORK_ON } from '../../src/domain/model/outbox-work.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { TestStage } from './stage.js';

type Timed = Pick<Workable, 'tenantId' | 'id'>;

/** Reads the document that carries a job's work. */
async function read({ truth: { ports } }: TestStage, job: JobName, { tenantId, id }: Timed): Promise<Workable | null> {
  const noun = WORK_ON[job];
  if (noun === 'invite') return ports.invites.get({ tenantId, id });
  if (noun === 'referral') return ports.referrals.get({ tenantId, id });
  if (noun === 'relay') return ports.relays.get({ tenantId, id });
  if (noun === 'member') return ports.members.get(tenantId, id);
  return noun === 'tenant' ? ports.tenants.get(tenantId) : null;
}

/** Returns when a document's work of this kind is due; undefined when it has none. */
export const timerOf = ({ work }: Pick<Workable, 'work'>, job: JobName): Date | undefined =>
  work.find((item) => item.job === job)?.at;

/** Makes a document's planned work due now. @throws Error when it has none of this kind. */
export async function makeDue(stage: TestStage, job: JobName, ref: Timed): Promise<void> {
  const { ports, queues } = stage.truth;
  const items = (await read(stage, job, ref))?.work.filter((item) => item.job === job) ?? [];
  if (items.length === 0) throw new Error(`${ref.id} has no ${job} planned`);
  await ports.worklist.postpone(job, { tenantId: ref.tenantId, id: ref.id }, items, new Date());
  const due = await read(stage, job, ref);
  if (due) queues.jobs.dispatch(due);
}

/** Makes all waiting work of these kinds due now, as a verb does after which there is nothing to wait for. */
export const hastenAll = ({ truth, tenantId }: TestStage, jobs: readonly JobName[]): Promise<void> =>
  truth.ports.worklist.hasten(tenantId, jobs, new Date(), 'all');

/** Waits until this work has failed as often, and makes its next try due now. @throws Error when it is done before */
export const hastenRetry = (stage: TestStage, job: JobName, ref: Timed, failures = 1): Promise<unknown> =>
  eventually(`${job} has failed`, async () => {
    const work = (await read(stage, job, ref))?.work.find((item) => item.job === job);
    if (!work) throw new Error(`${ref.id} has no ${job} planned`);
    if (work.attempts < failures) return false;
    await stage.truth.ports.worklist.hasten(ref.tenantId, [job], new Date());
    return true;
  });

/**
 * Ends the undo window of a held referral now, in the database alone: the sweeper finds the work.
 * @returns the window's new end
 */
export async function endUndoWindow({ truth, stored }: TestStage, { tenantId, id, work }: Referral): Promise<Date> {
  const releaseAt = new Date();
  const items = work.filter(({ job }) => job === 'forward-referral');
  await stored.collection('referrals').updateOne({ tenantId, id }, { $set: { releaseAt } });
  await truth.ports.worklist.postpone('forward-referral', { tenantId, id }, items, releaseAt);
  return releaseAt;
}

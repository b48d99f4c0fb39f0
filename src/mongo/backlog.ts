import type { Model, PipelineStage } from 'mongoose';
import type { JobName, Workable } from '../domain/model/work.js';
import type { Stored } from './collection.js';
import type { Queued } from './stored-work.js';

/** No lease and no claim is longer: what is due and taken is found in the index up to here. In ms. */
const LONGEST_LEASE_MS = 3_600_000;

interface Count {
  readonly _id: JobName;
  readonly due: number;
  readonly dead: number;
  readonly oldest: Date | null;
}

type Backlog = { job: JobName; due: number; dead: number; oldestMs: number }[];

/** How much is due (taken or not) and how much is dead, by job, over all tenants. */
export async function backlogOf(models: readonly Model<Stored<Queued<Workable>>>[], now: Date): Promise<Backlog> {
  const counts = await Promise.all(models.map((model) => model.aggregate<Count>(stages(now))));
  return counts.flat().map(({ _id, due, dead, oldest }) => ({
    job: _id,
    due,
    dead,
    oldestMs: oldest ? now.getTime() - oldest.getTime() : 0,
  }));
}

function stages(now: Date): PipelineStage[] {
  const horizon = new Date(now.getTime() + LONGEST_LEASE_MS);
  const isDead = { $eq: ['$work.dead', true] };
  return [
    { $match: { $or: [{ 'work.free.sweep': { $lte: horizon } }, { 'work.dead': true }] } },
    { $project: { _id: 0, work: 1 } },
    { $unwind: '$work' },
    { $match: { $or: [{ 'work.dead': true }, { 'work.at': { $lte: now } }] } },
    {
      $group: {
        _id: '$work.job',
        due: { $sum: { $cond: [isDead, 0, 1] } },
        dead: { $sum: { $cond: [isDead, 1, 0] } },
        oldest: { $min: { $cond: [isDead, null, '$work.at'] } },
      },
    },
  ];
}

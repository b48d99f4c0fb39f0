import { Schema } from 'mongoose';
import type { Work, Workable } from '../domain/model/work.js';
import type { Index } from './collection.js';

/** Work as it is stored: who may take it when is kept apart from when it is due. Dead work has neither. */
export interface QueuedWork extends Work {
  readonly free?: {
    /** When a runner may take it: when it is due, or when another runner's lease ends. */
    readonly run: Date;
    /** When a sweeper may enqueue it: when it is due, or when the lease or another sweeper's claim ends. */
    readonly sweep: Date;
  };
  /** How often it was begun since what became of it was last written down. */
  readonly starts?: number;
}

/** A workable document as it is stored. */
export type Queued<Doc extends Workable> = Omit<Doc, 'work'> & { readonly work: readonly QueuedWork[] };

/** Free to be run, and to be swept, from then on. */
export const freeAt = (at: Date) => ({ run: at, sweep: at });

/** Work as it is stored. */
export const queued = (work: readonly Work[]): QueuedWork[] =>
  work.map((item) => (item.dead ? item : { ...item, free: freeAt(item.at) }));

/** A work item without what only the worklist needs. */
export const plain = ({ free: _, starts: __, ...work }: QueuedWork): Work => work;

/** Earlier releases stored the description of a job, of any length, which nothing uses. */
export const UNUSED = { 'job.description': 0, 'data.job.description': 0 } as const;

/** Leaves out what only this folder needs, and what nothing does. */
export const PLAIN = { _id: 0, 'work.free': 0, 'work.starts': 0, ...UNUSED } as const;

/** The fields of every document that carries work. */
export const workableFields = { id: String, tenantId: String, work: Schema.Types.Mixed } as const;

/** Sparse: of a million documents only those with outstanding work are in them. */
export const workIndexes: readonly Index[] = [
  [{ 'work.free.sweep': 1 }, { sparse: true }],
  [{ 'work.dead': 1 }, { sparse: true }],
];

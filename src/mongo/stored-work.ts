import { Schema } from 'mongoose';
import type { Work, Workable } from '../domain/model/outbox-work.js';
import type { Index } from './collection.js';

/** Work as it is stored. The time from which it may be leased is a field apart from its due time. */
export interface StoredWork extends Work {
  /** The lease; absent for dead letters. */
  readonly free?: {
    /** The time from which a runner may lease the work: its due time, or the end of a runner's lease. */
    readonly run: Date;
  };
  /** Number of times that the work was begun since its last recorded result. */
  readonly starts?: number;
}

/** A document that carries work, as it is stored. */
export type WithStoredWork<Doc extends Workable = Workable> = Omit<Doc, 'work'> & {
  readonly work: readonly StoredWork[];
};

/** Returns the lease field of work that runners may lease from `at` on. */
export const freeAt = (at: Date) => ({ run: at });

/** Converts work to its stored form. An item that is written with its lease has been begun once. */
export const storedWork = (work: readonly Work[]): StoredWork[] =>
  work.map(({ leasedUntil, ...item }) => {
    if (item.dead) return item;
    return leasedUntil ? { ...item, free: freeAt(leasedUntil), starts: 1 } : { ...item, free: freeAt(item.at) };
  });

/** Converts stored work to the domain's form. */
export const workOf = ({ free: _, starts: __, ...work }: StoredWork): Work => work;

/** Converts stored work to the domain's form, with the lease of an item that has a runner. */
export const workWithLease = (item: StoredWork): Work => {
  const isLeased = item.free !== undefined && item.free.run > item.at;
  return isLeased ? { ...workOf(item), leasedUntil: item.free.run } : workOf(item);
};

/** Leaves out the description of a job, which earlier releases stored and nothing uses. */
export const OBSOLETE_FIELDS = { 'job.description': 0, 'data.job.description': 0 } as const;

/** Leaves out the fields that only this folder needs, and the obsolete ones. */
export const PUBLIC_FIELDS = { _id: 0, 'work.free': 0, 'work.starts': 0, ...OBSOLETE_FIELDS } as const;

/** The fields of every document that carries work. */
export const workableFields = { id: String, tenantId: String, work: Schema.Types.Mixed } as const;

/**
 * The indexes of every collection with work. They are sparse: the first has documents with live work, the second those
 * with dead letters.
 */
export const workIndexes: readonly Index[] = [
  [{ 'work.free.run': 1 }, { sparse: true }],
  [{ 'work.dead': 1 }, { sparse: true }],
];

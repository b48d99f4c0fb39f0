import type { mongo } from 'mongoose';
import {
  type JobName,
  type NeededJob,
  type Noun,
  notedTry,
  type Ref,
  revived,
  unsentAfter,
  WORK_ON,
  type Work,
  type Workable,
} from '../domain/model/outbox-work.js';
import type { Begun, BegunDocuments, Outstanding, Worklist, Written } from '../domain/ports.js';
import { type Condition, type DriverCollection, keyOf, type Stored, type Update } from './collection.js';
import { freeAt, OBSOLETE_FIELDS, type StoredWork, storedWork, type WithStoredWork, workOf } from './stored-work.js';
import type { Transactions } from './transactions.js';

/*
 * Two rules of this file serve SecantusDB, an embedded server, and cost nothing elsewhere. An update changes the field
 * that its array filter matches last, because SecantusDB matches the items anew for every field. A lease is recognised
 * by its end in the document afterwards, because SecantusDB's document before an update is not of the same moment.
 */

type Options = Pick<
  mongo.FindOneAndUpdateOptions,
  'arrayFilters' | 'returnDocument' | 'maxTimeMS' | 'projection' | 'session'
>;
type Found = Stored<WithStoredWork>;
type Due = Awaited<ReturnType<Worklist['due']>>[number];

/** The collections whose documents carry work. */
export type WorkCollections = Readonly<Record<Noun, DriverCollection>>;

/** Converts a stored document to the argument of a job's verb, with the fields of later releases. */
export type DocumentReaders = { readonly [N in Noun]: (doc: Workable) => BegunDocuments[N] };

/**
 * Implements the worklist over all collections. Every change is one conditional update of one document; the end of work
 * may be part of a transaction.
 */
export function worklist(
  collections: WorkCollections,
  readers: DocumentReaders,
  transactions: Pick<Transactions, 'options'>,
): Worklist {
  const all = Object.values(collections);
  const of = (job: JobName) => collections[WORK_ON[job]];
  return {
    begin: async (job, ref, now, leaseMs, aheadMs = 0) => {
      const noun: (typeof WORK_ON)[typeof job] = WORK_ON[job];
      const span = { now, until: later(now, leaseMs), horizon: later(now, aheadMs) };
      const read: DocumentReaders[typeof noun] = readers[noun];
      const { doc, ...begun } = await begin(collections[noun], job, ref, span);
      return { ...begun, doc: doc && read(doc) };
    },
    renew: async (job, ref, items, until, to) => {
      const filter = { ...keyed(ref), ...stillLeased(items, until) };
      const $set = { 'work.$[item].free': freeAt(to) };
      return (await updateWork(of(job), filter, { $set }, leasedItems(items, until))).length > 0;
    },
    finish: async (job, ref, items, now, { set, unless } = NOTHING) => {
      const $set = { ...set, ...doneAt(job, now) };
      const update = { $pull: { work: { id: idsOf(items) } }, ...(Object.keys($set).length > 0 && { $set }) };
      const filter = { ...keyed(ref), ...(unless && { [unless]: null }) };
      const done = await updateDocument(of(job), filter, update, { projection: WORK, ...transactions.options() });
      return done || !unless ? remaining(job, items, done?.work ?? []) : null;
    },
    postpone: (job, ref, items, at, error, lease, tried) => {
      const failed = error === undefined ? {} : { 'work.$[item].error': error };
      const counted = error === undefined ? {} : { $inc: failure(job, tried) };
      const $set = { ...failed, ...noted(job, items, tried), 'work.$[item].at': at, 'work.$[item].free': freeAt(at) };
      const $unset = { 'work.$[item].starts': '' } as const;
      return updateItems(of(job), job, ref, items, { ...counted, $unset, $set, ...triedSince(job, tried) }, lease);
    },
    giveBack: (job, ref, items, at, lease, tried) => {
      const $set = { ...noted(job, items, tried), 'work.$[item].at': at, 'work.$[item].free': freeAt(at) };
      const update = { $inc: { 'work.$[item].starts': -1 }, $set, ...triedSince(job, tried) };
      return updateItems(of(job), job, ref, items, update, lease);
    },
    deadLetter: (job, ref, items, error, lease, tried) => {
      const $set = { ...noted(job, items, tried), 'work.$[item].dead': true, 'work.$[item].error': error };
      const $unset = { 'work.$[item].starts': '', 'work.$[item].free': '' } as const;
      const update = { $inc: failure(job, tried), $set, $unset, ...triedSince(job, tried) };
      return updateItems(of(job), job, ref, items, update, lease);
    },
    due: async (now, limit) =>
      (await Promise.all(all.map((collection) => due(collection, now, limit)))).flat().sort(byAge),
    stranded: async (tenantId, job, limit, plan) => {
      const follows = job === 'nudge-invite' && plan !== undefined && { remindedUnder: { $ne: plan } };
      const filter = { tenantId, ...NEEDS[job], ...follows, work: { $not: { $elemMatch: { job } } } };
      const found = of(job).find<{ id: string }>(filter, { projection: { _id: 0, id: 1 }, limit });
      return (await found.toArray()).map(({ id }) => ({ tenantId, id }));
    },
    dead: async (tenantId) => (await Promise.all(all.map((collection) => deadLetters(collection, tenantId)))).flat(),
    retryDead: async (ref, workId, now) => {
      for (const collection of all) if (await retryDead(collection, ref, workId, now)) return true;
      return false;
    },
    hasten: async (tenantId, jobs, now, which = 'failed') => {
      const nouns = new Set(jobs.map((job) => WORK_ON[job]));
      const waiting = waitingFor(jobs, now, which);
      await Promise.all([...nouns].map((noun) => hasten(collections[noun], tenantId, waiting, now)));
    },
    backlog: async (now) => (await Promise.all(all.map((collection) => backlog(collection, now)))).flat(),
    outstanding: async (now, tenantId) =>
      (await Promise.all(all.map((collection) => outstanding(collection, now, tenantId)))).flat(),
  };
}

/** The states in which a document needs work of a job. An index begins with the tenant and the status. */
const NEEDS: Readonly<Record<NeededJob, Condition>> = {
  'forward-referral': { status: { $in: ['held', 'forwarding'] } },
  'forward-decision': {
    status: { $in: ['accepted', 'declined'] },
    'decision.confirmedAt': null,
    'decision.id': { $exists: true },
    'decision.byHand': { $ne: true },
  },
  'expire-invite': {
    status: 'open',
    expiresAt: { $exists: true },
    $or: [{ 'origins.1': { $exists: false } }, { 'ranks.expiresAt': { $not: { $lt: 0 } } }],
  },
  'nudge-invite': {
    status: 'open',
    'invitee.slackUserId': { $exists: true },
    practice: { $ne: true },
    unannounced: { $ne: true },
  },
  'advance-relay': { status: 'asking' },
  'poll-connection': { polls: true, pausedAt: null },
};

/** The result of a run that changes nothing else. */
const NOTHING: Written = {};

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

const keyed = ({ tenantId, id }: Ref) => ({ _id: keyOf(tenantId, id), tenantId });

const idsOf = (items: readonly Work[]) => ({ $in: items.map(({ id }) => id) });

interface Span {
  readonly now: Date;
  /** The end of the lease. */
  readonly until: Date;
  /** Time up to which work is leased along with the work that is due. */
  readonly horizon: Date;
}

/**
 * Leases the due items, unless another runner has a lease on this job. Written without `$nor`, for which SecantusDB
 * reads whole collections.
 */
async function begin(
  collection: DriverCollection,
  job: JobName,
  ref: Ref,
  { now, until, horizon }: Span,
): Promise<Begun<Workable>> {
  const due = { job, 'free.run': { $lte: now } };
  const leased = { job, at: { $lte: now }, 'free.run': { $gt: now } };
  const doc = await updateDocument(
    collection,
    { ...keyed(ref), work: { $elemMatch: due, $not: { $elemMatch: leased } } },
    { $inc: { 'work.$[item].starts': 1 }, $set: { 'work.$[item].free': freeAt(until) } },
    {
      arrayFilters: [{ 'item.job': job, 'item.free.run': { $lte: horizon } }],
      projection: { _id: 0, ...OBSOLETE_FIELDS },
      // an update that the server carries out after the end of the lease would count a start that nobody made
      maxTimeMS: until.getTime() - now.getTime(),
    },
  );
  const isMine = (item: StoredWork) =>
    item.job === job && item.at <= horizon && item.free?.run.getTime() === until.getTime();
  const mine = doc?.work.filter(isMine) ?? [];
  const starts = Math.max(0, ...mine.map((item) => item.starts ?? 0));
  return { items: mine.map(workOf), until, starts, doc: doc && { ...doc, work: doc.work.map(workOf) } };
}

/**
 * Makes one conditional update.
 * @returns the document afterwards, or before if `options` say so; null when nothing matched
 */
async function updateDocument(
  collection: DriverCollection,
  filter: Condition,
  update: Update,
  options: Options,
): Promise<Found | null> {
  return (await collection.findOneAndUpdate(filter, update, { returnDocument: 'after', ...options })) as Found | null;
}

/** The projection of a document's work. */
const WORK = { _id: 0, work: 1 } as const;

/** Makes the same update as `updateDocument`. @returns the document's work alone; nothing when nothing matched. */
async function updateWork(
  collection: DriverCollection,
  filter: Condition,
  update: Update,
  options: Options = {},
): Promise<readonly StoredWork[]> {
  return (await updateDocument(collection, filter, update, { ...options, projection: WORK }))?.work ?? [];
}

/** Updates the items, only while the lease holds where one is given. @returns the remaining work of this job. */
async function updateItems(
  collection: DriverCollection,
  job: JobName,
  ref: Ref,
  items: readonly Work[],
  update: Update,
  lease?: Date,
): Promise<Work[]> {
  const filter = { ...keyed(ref), ...(lease && stillLeased(items, lease)) };
  const which = lease ? leasedItems(items, lease) : { arrayFilters: [{ 'item.id': idsOf(items) }] };
  return remaining(job, items, await updateWork(collection, filter, update, which));
}

/** Matches a document while the lease that ends at `until` holds. */
const stillLeased = (items: readonly Work[], until: Date) => ({
  work: { $elemMatch: { id: idsOf(items), 'free.run': until } },
});

const leasedItems = (items: readonly Work[], until: Date) => ({
  arrayFilters: [{ 'item.id': idsOf(items), 'item.free.run': until }],
});

const doneAt = (job: JobName, now: Date) => (WORK_ON[job] === 'event' ? { doneAt: now } : {});

/** Returns the fields that record the earliest time since which the items' job may have been done. */
const noted = (job: JobName, items: readonly Work[], tried?: Date) => {
  const { triedAt } = notedTry(job, items, tried);
  return triedAt ? { 'work.$[item].triedAt': triedAt } : {};
};

/** Returns the fields that count a failure, and by how much. */
const failure = (job: JobName, tried?: Date) => {
  const unsent = unsentAfter(job, tried);
  return { 'work.$[item].attempts': 1, ...(unsent > 0 && { 'work.$[item].unsent': unsent }) };
};

/** Returns the update that records the earliest time since which a message may have been posted. */
const triedSince = (job: JobName, tried?: Date): Update =>
  tried && WORK_ON[job] === 'message' ? { $min: { attemptedAt: tried } } : {};

function remaining(job: JobName, items: readonly Work[], left: readonly StoredWork[]): Work[] {
  const { $in: mine } = idsOf(items);
  return left.filter((item) => item.job === job && !item.dead && !mine.includes(item.id)).map(workOf);
}

/** Reads the due items of a collection in the order of the index, which is that of time. */
async function due(collection: DriverCollection, now: Date, limit: number): Promise<Due[]> {
  const filter = { 'work.free.run': { $lte: now } };
  const projection = { _id: 0, tenantId: 1, id: 1, work: 1 };
  const docs = await collection.find<Found>(filter, { projection, limit }).toArray();
  return docs.flatMap(({ tenantId, id, work }) =>
    work.filter((item) => isFree(item, now)).map((item) => ({ ref: { tenantId, id }, work: workOf(item) })),
  );
}

const isFree = ({ free }: StoredWork, now: Date): boolean => free !== undefined && free.run <= now;

const byAge = (a: Due, b: Due): number => a.work.at.getTime() - b.work.at.getTime();

/** The most documents with dead letters that are read from a collection. */
const MOST_DEAD = 10_000;

async function deadLetters(collection: DriverCollection, tenantId?: string): Promise<{ ref: Ref; work: Work }[]> {
  const filter = { 'work.dead': true, ...(tenantId !== undefined && { tenantId }) };
  const projection = { _id: 0, tenantId: 1, id: 1, work: 1 };
  const docs = await collection.find<Found>(filter, { projection, limit: MOST_DEAD }).toArray();
  return docs.flatMap(({ tenantId, id, work }) =>
    work.filter((item) => item.dead).map((item) => ({ ref: { tenantId, id }, work: workOf(item) })),
  );
}

async function retryDead(collection: DriverCollection, ref: Ref, id: string, now: Date): Promise<boolean> {
  const dead = { ...keyed(ref), work: { $elemMatch: { id, dead: true } } };
  const found = (await collection.findOne(dead, { projection: WORK })) as Pick<Found, 'work'> | null;
  const letter = found?.work.find((item) => item.id === id);
  if (!letter) return false;
  const $set = { 'work.$[item]': storedWork([revived(workOf(letter), now)])[0] };
  const { modifiedCount } = await collection.updateOne(dead, { $set }, { arrayFilters: [{ 'item.id': id }] });
  return modifiedCount > 0;
}

/** Matches work that is not due yet. Leased work counts as due. */
const waitingFor = (jobs: readonly JobName[], now: Date, which: 'failed' | 'all'): Condition => ({
  job: { $in: jobs },
  attempts: { $gte: which === 'failed' ? 1 : 0 },
  at: { $gt: now },
  dead: { $ne: true },
});

/** Makes work due now. */
async function hasten(collection: DriverCollection, tenantId: string, waiting: Condition, now: Date): Promise<void> {
  const $set = { 'work.$[item].free': freeAt(now), 'work.$[item].at': now };
  const item = Object.fromEntries(Object.entries(waiting).map(([field, is]) => [`item.${field}`, is]));
  await collection.updateMany({ tenantId, work: { $elemMatch: waiting } }, { $set }, { arrayFilters: [item] });
}

/** Longer than any lease, in milliseconds: work that is due and leased has an index value up to this much later. */
const LONGEST_LEASE_MS = 60_000;

interface Count {
  readonly _id: JobName;
  readonly due: number;
  readonly dead: number;
  readonly oldest: Date | null;
}

/** Counts the due items (leased or not) and the dead letters of all tenants, by job. */
async function backlog(collection: DriverCollection, now: Date): Promise<Awaited<ReturnType<Worklist['backlog']>>> {
  const counts = await collection.aggregate<Count>(backlogStages(now)).toArray();
  return counts.map(({ _id, due, dead, oldest }) => ({
    job: _id,
    due,
    dead,
    oldestMs: oldest ? now.getTime() - oldest.getTime() : 0,
  }));
}

function backlogStages(now: Date): mongo.Document[] {
  const horizon = new Date(now.getTime() + LONGEST_LEASE_MS);
  const isDead = { $eq: ['$work.dead', true] };
  return [
    { $match: { $or: [{ 'work.free.run': { $lte: horizon } }, { 'work.dead': true }] } },
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

/** The most documents of a collection whose outstanding work is counted. */
const MOST_OUTSTANDING = 100_000;

/** A time before any work is due. */
const EPOCH = new Date(0);

interface OutstandingCount extends Omit<Outstanding, 'tenantId' | 'job' | 'error'> {
  readonly _id: Pick<Outstanding, 'tenantId' | 'job'>;
  readonly error: string | null;
}

async function outstanding(collection: DriverCollection, now: Date, tenantId?: string): Promise<Outstanding[]> {
  const counts = await collection.aggregate<OutstandingCount>(outstandingStages(now, tenantId)).toArray();
  return counts.map(({ _id, error, ...count }) => ({ ..._id, ...count, ...(error !== null && { error }) }));
}

function outstandingStages(now: Date, tenantId?: string): mongo.Document[] {
  const isDue = { $lte: ['$work.at', now] };
  const hasFailed = { $gt: ['$work.attempts', 0] };
  const count = (condition: mongo.Document) => ({ $sum: { $cond: [condition, 1, 0] } });
  return [
    { $match: { 'work.free.run': { $gt: EPOCH }, ...(tenantId !== undefined && { tenantId }) } },
    { $limit: MOST_OUTSTANDING },
    { $project: { _id: 0, tenantId: 1, work: 1 } },
    { $unwind: '$work' },
    { $match: { 'work.dead': { $ne: true } } },
    {
      $group: {
        _id: { tenantId: '$tenantId', job: '$work.job' },
        due: count(isDue),
        retried: count({ $and: [{ $not: [isDue] }, hasFailed] }),
        planned: count({ $and: [{ $not: [isDue] }, { $not: [hasFailed] }] }),
        firstAt: { $min: '$work.at' },
        error: { $max: '$work.error' },
      },
    },
  ];
}

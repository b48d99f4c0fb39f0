import type { Model } from 'mongoose';
import { type JobName, type Noun, type Ref, WORK_ON, type Work, type Workable } from '../domain/model/work.js';
import type { Begun, BegunDocuments, Worklist } from '../domain/ports.js';
import { backlogOf } from './backlog.js';
import { changeWork, changeWorkOf } from './change-work.js';
import { claimDue } from './claim.js';
import { keyOf, type Stored } from './collection.js';
import { freeAt, plain, type Queued, type QueuedWork } from './stored-work.js';
import { NEEDS } from './stranded.js';

/** The collections whose documents carry work, as far as the worklist sees them. */
export type WorkModel = Model<Stored<Queued<Workable>>>;
/** Where the documents of each noun are. */
export type WorkModels = Readonly<Record<Noun, WorkModel>>;

/** Turns a stored document into what a job's verb gets, with the fields that later releases added. */
export type DocumentReaders = { readonly [N in Noun]: (doc: Workable) => BegunDocuments[N] };

/**
 * The work in the documents of `models`. Each change is one conditional update of one document, which changes `free`
 * last: SecantusDB matches the items anew for every field.
 */
export function worklist(models: WorkModels, readers: DocumentReaders): Worklist {
  const settle = (job: JobName, ref: Ref, items: readonly Work[], update: object, lease?: Date) =>
    change(models[WORK_ON[job]], job, ref, items, update, lease);
  return {
    begin: async (job, ref, now, leaseMs, aheadMs = 0) => {
      const noun: (typeof WORK_ON)[typeof job] = WORK_ON[job];
      const span = { now, until: later(now, leaseMs), horizon: later(now, aheadMs) };
      const read: DocumentReaders[typeof noun] = readers[noun];
      const { doc, ...begun } = await begin(models[noun], job, ref, span);
      return { ...begun, doc: doc && read(doc) };
    },
    renew: async (job, ref, items, until, to) => {
      const filter = { ...keyed(ref), ...stillHeld(items, until) };
      const $set = { 'work.$[item].free': freeAt(to) };
      return (await changeWork(models[WORK_ON[job]], filter, { $set }, heldItems(items, until))).length > 0;
    },
    finish: (job, ref, items, now) => {
      const update = { $pull: { work: { id: idsOf(items) } }, ...doneAt(job, now) };
      return left(job, items, changeWork(models[WORK_ON[job]], keyed(ref), update));
    },
    postpone: (job, ref, items, at, error, lease) => {
      const failed = error === undefined ? {} : { 'work.$[item].error': error };
      const $inc = { 'work.$[item].attempts': error === undefined ? 0 : 1 };
      const $set = { ...failed, 'work.$[item].at': at, 'work.$[item].free': freeAt(at) };
      return settle(job, ref, items, { $inc, $unset: { 'work.$[item].starts': '' }, $set }, lease);
    },
    giveBack: (job, ref, items, at, lease) => {
      const $set = { 'work.$[item].at': at, 'work.$[item].free': freeAt(at) };
      return settle(job, ref, items, { $inc: { 'work.$[item].starts': -1 }, $set }, lease);
    },
    deadLetter: (job, ref, items, error, lease) => {
      const $set = { 'work.$[item].dead': true, 'work.$[item].error': error };
      const $unset = { 'work.$[item].starts': '', 'work.$[item].free': '' };
      return settle(job, ref, items, { $inc: { 'work.$[item].attempts': 1 }, $set, $unset }, lease);
    },
    claimDue: (now, leaseMs, limit) => claimDue(Object.values(models), now, later(now, leaseMs), limit),
    stranded: async (tenantId, job, limit) => {
      const filter = { tenantId, ...NEEDS[job], work: { $not: { $elemMatch: { job } } } };
      const found = models[WORK_ON[job]].collection.find(filter as never, { projection: { _id: 0, id: 1 }, limit });
      return (await found.toArray()).map(({ id }) => ({ tenantId, id }));
    },
    dead: async (tenantId) => (await Promise.all(Object.values(models).map((model) => dead(model, tenantId)))).flat(),
    retryDead: async (ref, workId, now) => {
      for (const model of Object.values(models)) if (await retryDead(model, ref, workId, now)) return true;
      return false;
    },
    hasten: async (tenantId, jobs, now) => {
      const nouns = new Set(jobs.map((job) => WORK_ON[job]));
      await Promise.all([...nouns].map((noun) => hasten(models[noun], tenantId, jobs, now)));
    },
    backlog: (now) => backlogOf(Object.values(models), now),
  };
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

const keyed = ({ tenantId, id }: Ref) => ({ _id: keyOf(tenantId, id), tenantId });

interface Span {
  readonly now: Date;
  /** The end of the lease. */
  readonly until: Date;
  /** What is due until then comes along. */
  readonly horizon: Date;
}

/**
 * Tells its own lease by its end: SecantusDB's picture of a document before an update is not of the same moment. And it
 * would read the whole collection for a `$nor`.
 */
async function begin(
  model: WorkModel,
  job: JobName,
  ref: Ref,
  { now, until, horizon }: Span,
): Promise<Begun<Workable>> {
  const due = { job, 'free.run': { $lte: now } };
  const leased = { job, at: { $lte: now }, 'free.run': { $gt: now } };
  const doc = await changeWorkOf(
    model,
    { ...keyed(ref), work: { $elemMatch: due, $not: { $elemMatch: leased } } },
    { $inc: { 'work.$[item].starts': 1 }, $set: { 'work.$[item].free': freeAt(until) } },
    {
      arrayFilters: [{ 'item.job': job, 'item.free.run': { $lte: horizon } }],
      // carried out after the lease has ended, it would count a start that nobody made
      maxTimeMS: until.getTime() - now.getTime(),
    },
  );
  const isMine = (item: QueuedWork) =>
    item.job === job && item.at <= horizon && item.free?.run.getTime() === until.getTime();
  const mine = doc?.work.filter(isMine) ?? [];
  const starts = Math.max(0, ...mine.map((item) => item.starts ?? 0));
  return { items: mine.map(plain), until, starts, doc: doc && { ...doc, work: doc.work.map(plain) } };
}

const doneAt = (job: JobName, now: Date) => (WORK_ON[job] === 'event' ? { $set: { doneAt: now } } : {});

const idsOf = (items: readonly Work[]) => ({ $in: items.map(({ id }) => id) });

/** What must hold of a document while a lease on its work is that of whoever names its end. */
const stillHeld = (items: readonly Work[], until: Date) => ({
  work: { $elemMatch: { id: idsOf(items), 'free.run': until } },
});

const heldItems = (items: readonly Work[], until: Date) => ({
  arrayFilters: [{ 'item.id': idsOf(items), 'item.free.run': until }],
});

/** Changes the items, where a lease is named only while it holds. @returns what else of this kind is left. */
function change(model: WorkModel, job: JobName, ref: Ref, items: readonly Work[], update: object, lease?: Date) {
  const filter = { ...keyed(ref), ...(lease && stillHeld(items, lease)) };
  const which = lease ? heldItems(items, lease) : { arrayFilters: [{ 'item.id': idsOf(items) }] };
  return left(job, items, changeWork(model, filter, update, which));
}

async function left(job: JobName, items: readonly Work[], changed: Promise<readonly QueuedWork[]>): Promise<Work[]> {
  const { $in: mine } = idsOf(items);
  return (await changed).filter((item) => item.job === job && !item.dead && !mine.includes(item.id)).map(plain);
}

/** More dead letters than this are not looked at one by one. */
const MOST_DEAD = 10_000;

/** A document's work, and whose it is. */
const WORK = { _id: 0, tenantId: 1, id: 1, work: 1 } as const;

async function dead(model: WorkModel, tenantId?: string): Promise<{ ref: Ref; work: Work }[]> {
  const filter = { 'work.dead': true, ...(tenantId !== undefined && { tenantId }) };
  const docs = await model.find(filter, WORK).limit(MOST_DEAD).lean<Workable[]>();
  const buried = ({ tenantId, id, work }: Workable) =>
    work.filter((item) => item.dead).map((item) => ({ ref: { tenantId, id }, work: plain(item) }));
  return docs.flatMap(buried);
}

async function retryDead(model: WorkModel, ref: Ref, id: string, now: Date): Promise<boolean> {
  const $set = { 'work.$[item].at': now, 'work.$[item].free': freeAt(now), 'work.$[item].attempts': 0 };
  const $unset = { 'work.$[item].dead': '', 'work.$[item].error': '', 'work.$[item].starts': '' };
  const buried = { ...keyed(ref), work: { $elemMatch: { id, dead: true } } };
  const { modifiedCount } = await model.updateOne(buried, { $set, $unset }, { arrayFilters: [{ 'item.id': id }] });
  return modifiedCount > 0;
}

/** Leased work is due already. `at` is changed last: SecantusDB matches the items anew for every field. */
async function hasten(model: WorkModel, tenantId: string, jobs: readonly JobName[], now: Date): Promise<void> {
  const waiting = { job: { $in: jobs }, attempts: { $gt: 0 }, at: { $gt: now }, dead: { $ne: true } };
  const $set = { 'work.$[item].free': freeAt(now), 'work.$[item].at': now };
  const named = Object.fromEntries(Object.entries(waiting).map(([field, is]) => [`item.${field}`, is]));
  await model.updateMany({ tenantId, work: { $elemMatch: waiting } } as never, { $set }, { arrayFilters: [named] });
}

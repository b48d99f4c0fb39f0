import type { Model } from 'mongoose';
import type { Begun, Worklist } from '../domain/ports.js';
import { type JobName, type Noun, type Ref, WORK_ON, type Work, type Workable } from '../domain/work.js';
import { backlogOf } from './backlog.js';
import { changeWork, changeWorkOf } from './change-work.js';
import { claimDue } from './claim.js';
import { keyOf, type Stored } from './collection.js';
import { freeAt, plain, type Queued, type QueuedWork } from './queued.js';

/** The collections whose documents carry work, as far as the worklist sees them. */
export type WorkModel = Model<Stored<Queued<Workable>>>;
/** Where the documents of each noun are. */
export type WorkModels = Readonly<Record<Noun, WorkModel>>;

/** What gives a document that an earlier release wrote the fields that came later, for nouns that are handed out. */
type Wholes = Partial<Record<Noun, (doc: never) => Workable>>;

/**
 * The work in the documents of `models`. Each change is one conditional update of one document.
 * @param wholes the nouns whose documents come with their work
 */
export function worklist(models: WorkModels, wholes: Wholes = {}): Worklist {
  const settle = (job: JobName, ref: Ref, items: readonly Work[], update: object) =>
    change(models[WORK_ON[job]], job, ref, items, update, { arrayFilters: [{ 'item.id': idsOf(items) }] });
  return {
    begin: async (job, ref, now, leaseMs, aheadMs = 0) => {
      const noun = WORK_ON[job];
      const span = { now, until: later(now, leaseMs), horizon: later(now, aheadMs) };
      const { doc, items } = await begin(models[noun], job, ref, span);
      const whole = wholes[noun];
      return { items, ...(doc && whole && { doc: whole(doc as never) }) };
    },
    finish: (job, ref, items, now) =>
      change(models[WORK_ON[job]], job, ref, items, { $pull: { work: { id: idsOf(items) } }, ...doneAt(job, now) }),
    postpone: (job, ref, items, at, error) => {
      const failed = error === undefined ? {} : { 'work.$[item].error': error };
      const $set = { 'work.$[item].at': at, 'work.$[item].free': freeAt(at), ...failed };
      return settle(job, ref, items, { $set, $inc: { 'work.$[item].attempts': error === undefined ? 0 : 1 } });
    },
    bury: (job, ref, items, error) => {
      const $set = { 'work.$[item].dead': true, 'work.$[item].error': error };
      return settle(job, ref, items, {
        $set,
        $unset: { 'work.$[item].free': '' },
        $inc: { 'work.$[item].attempts': 1 },
      });
    },
    claimDue: (now, leaseMs, limit) => claimDue(Object.values(models), now, later(now, leaseMs), limit),
    dead: async (tenantId) => (await Promise.all(Object.values(models).map((model) => dead(model, tenantId)))).flat(),
    revive: async (ref, workId, now) => {
      for (const model of Object.values(models)) if (await revive(model, ref, workId, now)) return true;
      return false;
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
async function begin(model: WorkModel, job: JobName, ref: Ref, { now, until, horizon }: Span): Promise<Begun> {
  const due = { job, 'free.run': { $lte: now } };
  const leased = { job, at: { $lte: now }, 'free.run': { $gt: now } };
  const doc = await changeWorkOf(
    model,
    { ...keyed(ref), work: { $elemMatch: due, $not: { $elemMatch: leased } } },
    { $set: { 'work.$[item].free': freeAt(until) } },
    { arrayFilters: [{ 'item.job': job, 'item.free.run': { $lte: horizon } }] },
  );
  const isMine = (item: QueuedWork) =>
    item.job === job && item.at <= horizon && item.free?.run.getTime() === until.getTime();
  if (!doc) return { items: [] };
  return { items: doc.work.filter(isMine).map(plain), doc: { ...doc, work: doc.work.map(plain) } };
}

const doneAt = (job: JobName, now: Date) => (WORK_ON[job] === 'event' ? { $set: { doneAt: now } } : {});

const idsOf = (items: readonly Work[]) => ({ $in: items.map(({ id }) => id) });

/** @returns what else of this kind is left. */
async function change(
  model: WorkModel,
  job: JobName,
  ref: Ref,
  items: readonly Work[],
  update: object,
  options = {},
): Promise<Work[]> {
  const { $in: mine } = idsOf(items);
  const work = await changeWork(model, keyed(ref), update, options);
  return work.filter((item) => item.job === job && !item.dead && !mine.includes(item.id)).map(plain);
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

async function revive(model: WorkModel, ref: Ref, id: string, now: Date): Promise<boolean> {
  const $set = { 'work.$[item].at': now, 'work.$[item].free': freeAt(now), 'work.$[item].attempts': 0 };
  const $unset = { 'work.$[item].dead': '', 'work.$[item].error': '' };
  const buried = { ...keyed(ref), work: { $elemMatch: { id, dead: true } } };
  const { modifiedCount } = await model.updateOne(buried, { $set, $unset }, { arrayFilters: [{ 'item.id': id }] });
  return modifiedCount > 0;
}

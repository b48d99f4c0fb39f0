import type { Model } from 'mongoose';
import type { Ref, Work, Workable } from '../domain/model/work.js';
import { changeWork } from './change-work.js';
import type { Stored } from './collection.js';
import { plain, type Queued, type QueuedWork } from './stored-work.js';

type Claimable = Stored<Queued<Workable>>;
type Claimed = { ref: Ref; work: Work };

const AT_ONCE = 20;

interface Candidate {
  readonly model: Model<Claimable>;
  readonly doc: Claimable;
  readonly items: QueuedWork[];
}

/**
 * Claims the oldest due items of all collections, at most `limit`, until `until`. Two that claim at once see the same
 * candidates, but each document goes to the one whose update comes first.
 */
export async function claimDue(
  models: readonly Model<Claimable>[],
  now: Date,
  until: Date,
  limit: number,
): Promise<Claimed[]> {
  const found = await Promise.all(models.map((model) => candidates(model, now, limit)));
  const due = oldest(found.flat(), limit);
  const claimed: Claimed[] = [];
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const batch = due.slice(from, from + AT_ONCE).map((candidate) => claim(candidate, now, until));
    claimed.push(...(await Promise.all(batch)).flat());
  }
  return claimed;
}

const isDue = ({ free }: QueuedWork, now: Date) => free !== undefined && free.sweep <= now;

async function candidates(model: Model<Claimable>, now: Date, limit: number): Promise<Candidate[]> {
  const docs = await model
    .find({ 'work.free.sweep': { $lte: now } }, { tenantId: 1, id: 1, work: 1 })
    .limit(limit)
    .lean<Claimable[]>();
  return docs.map((doc) => ({ model, doc, items: doc.work.filter((item) => isDue(item, now)) }));
}

/** The documents with the oldest items, cut to `limit` items. */
function oldest(all: readonly Candidate[], limit: number): Candidate[] {
  const age = ({ items }: Candidate) => Math.min(...items.map(({ at }) => at.getTime()));
  let left = limit;
  return [...all]
    .sort((a, b) => age(a) - age(b))
    .map((candidate) => {
      const items = candidate.items.slice(0, left);
      left -= items.length;
      return { ...candidate, items };
    })
    .filter(({ items }) => items.length > 0);
}

async function claim({ model, doc, items }: Candidate, now: Date, until: Date): Promise<Claimed[]> {
  const { _id, tenantId, id } = doc;
  const mine = { $in: items.map((item) => item.id) };
  const free = { $lte: now };
  const before = await changeWork(
    model,
    { _id, tenantId, work: { $elemMatch: { id: mine, 'free.sweep': free } } },
    { $set: { 'work.$[item].free.sweep': until } },
    { arrayFilters: [{ 'item.id': mine, 'item.free.sweep': free }], returnDocument: 'before' },
  );
  return before
    .filter((item) => mine.$in.includes(item.id) && isDue(item, now))
    .map((item) => ({ ref: { tenantId, id }, work: plain(item) }));
}

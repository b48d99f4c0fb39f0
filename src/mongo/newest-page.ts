import type { Model } from 'mongoose';
import type { Referral } from '../domain/model/referral/referral.js';
import type { Stored } from './collection.js';
import { PLAIN } from './stored-work.js';

interface NewestPage {
  /** Equalities that an index begins with. */
  readonly whose: Readonly<Record<string, string>>;
  /** What else must hold. */
  readonly which: object;
  /** Only those created before. */
  readonly before: Date | undefined;
  readonly limit: number;
}

/** How far back to look before looking at all, in days: whoever has thousands has enough of them there. */
const LOOK_BACK = [7, 91];
const DAY = 24 * 60 * 60 * 1000;

/**
 * The newest of somebody's referrals. Not every server stops reading when it has enough: SecantusDB reads all that the
 * first match names. So that is little, where little will do.
 */
export async function latest(model: Model<Stored<Referral>>, { whose, which, before, limit }: NewestPage) {
  const until = before ?? new Date();
  const newest = (createdAt: object) =>
    model.aggregate<Referral>([
      { $match: { ...whose, ...createdAt } },
      { $sort: { createdAt: -1 } },
      { $match: which },
      { $limit: limit },
      { $project: PLAIN },
    ]);
  for (const days of LOOK_BACK) {
    const since = { $gte: new Date(until.getTime() - days * DAY), ...(before && { $lt: before }) };
    const found = await newest({ createdAt: since });
    if (found.length === limit) return found;
  }
  return newest(before ? { createdAt: { $lt: before } } : {});
}

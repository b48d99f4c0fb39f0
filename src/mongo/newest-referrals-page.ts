import type { Model } from 'mongoose';
import type { Referral } from '../domain/model/referral/referral.js';
import type { Stored } from './collection.js';
import { PUBLIC_FIELDS } from './stored-work.js';

interface NewestPage {
  /** Conditions of equality, with which an index begins. */
  readonly whose: Readonly<Record<string, string>>;
  /** Further conditions. */
  readonly which: object;
  /** Only referrals created before this time; all when absent. */
  readonly before: Date | undefined;
  readonly limit: number;
}

/** Days that are searched first, before all. A member with thousands of referrals fills a page within them. */
const LOOK_BACK = [7, 91];
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the newest of a member's referrals. Looks at a week and at a quarter first: SecantusDB, an embedded server,
 * reads everything that the first match names, instead of stopping at the limit.
 */
export async function newestReferralsPage(model: Model<Stored<Referral>>, { whose, which, before, limit }: NewestPage) {
  const until = before ?? new Date();
  const newest = (createdAt: object) =>
    model.aggregate<Referral>([
      { $match: { ...whose, ...createdAt } },
      { $sort: { createdAt: -1 } },
      { $match: which },
      { $limit: limit },
      { $project: PUBLIC_FIELDS },
    ]);
  for (const days of LOOK_BACK) {
    const since = { $gte: new Date(until.getTime() - days * DAY_MS), ...(before && { $lt: before }) };
    const found = await newest({ createdAt: since });
    if (found.length === limit) return found;
  }
  return newest(before ? { createdAt: { $lt: before } } : {});
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../data/database.js';
import { monotonicNow } from '../load/monotonic-clock.js';

/** The collections whose work the benchmark causes. */
const WITH_WORK = ['events', 'invites', 'referrals', 'messages', 'members', 'tenants', 'connections'];

/** Milliseconds of due time within which leased work counts as running; longer than a lease. */
const LEASED_MS = 10_000;

/**
 * Number of due documents that may remain: work that waits for Slack's rate limit becomes due one by one for minutes.
 */
const TRICKLE = 2;

const LOOK_MS = 50;

/** Milliseconds without progress after which the work counts as stuck. */
const STUCK_MS = 60_000;

/**
 * Waits until a product has done its due work, since work that is left over from one round would slow down the next.
 * Work that is planned for later stays.
 * @throws Error when the due work does not shrink for a minute
 */
export async function waitUntilSettled(database: Pick<Database, 'collection'>): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let progress = monotonicNow(); ; await sleep(LOOK_MS)) {
    const due = await dueIn(database);
    if (due <= TRICKLE) return;
    if (due < least) [least, progress] = [due, monotonicNow()];
    if (monotonicNow() - progress > STUCK_MS)
      throw new Error(`${due} documents have work that is due, and it becomes no less`);
  }
}

/** Counts the documents whose work is due or being done. */
async function dueIn({ collection }: Pick<Database, 'collection'>): Promise<number> {
  const time = Date.now();
  const due = { at: { $lte: new Date(time) }, 'free.run': { $lte: new Date(time + LEASED_MS) } };
  const counts = await Promise.all(
    WITH_WORK.map((name) =>
      collection(name).countDocuments({
        'work.free.run': { $lte: new Date(time + LEASED_MS) },
        work: { $elemMatch: due },
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

import { PERIOD_LENGTHS } from '../../src/domain/model/period-lengths.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import { periodOf } from '../../src/domain/model/tally/periods.js';
import { type Tally, TEAM } from '../../src/domain/model/tally/tally.js';
import { keyOf } from '../../src/mongo/collection.js';
import type { Database } from './database.js';
import { jobOf } from './invites.js';
import { loadDocuments, stored } from './load-documents.js';
import { MEMBERS, nameOf, personOf, TENANT, userId } from './people.js';

const MINUTE = 60_000;

/** Builds an accepted referral that was created `number` minutes ago. */
function referralOf(number: number, from: number, to: number): Referral {
  const at = new Date(Date.now() - number * MINUTE);
  const { id, title, url } = jobOf(`past-${number}`);
  const line = (what: string, who: string) => ({ at, who, what, through: 'webhook' }) as const;
  return {
    id: `referral-${number}`,
    tenantId: TENANT,
    status: 'accepted',
    inviteId: `past-${number}`,
    externalInviteId: `ext-past-${number}`,
    job: { id, title, url },
    from: { slackUserId: userId(from), name: nameOf(from) },
    to: { slackUserId: userId(to), name: nameOf(to), target: { by: 'person', personId: personOf(to).id } },
    reasonId: 'busy',
    noteToColleague: 'This is right up your street.',
    noteToClient: 'She has built three of these.',
    createdAt: at,
    releaseAt: at,
    receivedExternalId: `ext-received-${number}`,
    chain: [],
    takesSlot: true,
    milestones: ['viewed'],
    revision: 6,
    history: [line('held', userId(from)), line('forwarded', 'marketplace'), line('accepted', 'marketplace')],
    work: [],
  };
}

/** Number of members who read; each has sent and received the same share of all referrals. */
export const READERS = 100;

/**
 * Fills a database with this many referrals. With few of them, only the readers have sent any, so that every reader's
 * list has the same length.
 */
export async function fillHistory(database: Database, referrals: number): Promise<void> {
  const senders = Math.min(MEMBERS, Math.max(READERS, referrals / 10));
  await loadDocuments(database.collection('referrals'), pastReferrals(referrals, senders));
  await loadDocuments(database.collection('tallies'), tallies(referrals / senders));
  await settle(database);
}

/** Queries each collection once: some servers scan a whole collection for the first query. */
async function settle({ collection }: Database): Promise<void> {
  for (const name of ['referrals', 'tallies']) await collection(name).findOne({ tenantId: TENANT });
  const mine = { tenantId: TENANT, 'from.slackUserId': userId(0) };
  await collection('referrals').find(mine).sort({ createdAt: -1 }).limit(1).toArray();
}

function* pastReferrals(count: number, senders: number) {
  for (let number = 0; number < count; number += 1) {
    yield stored(referralOf(number, number % senders, (number + 1) % senders));
  }
}

function* tallies(each: number) {
  const periods = PERIOD_LENGTHS.map((span) => periodOf(span, new Date(), 'Europe/Oslo'));
  const members = [TEAM, ...Array.from({ length: MEMBERS }, (_, number) => userId(number))];
  for (const member of members) {
    for (const period of periods) {
      const counts = { sent: each, forwarded: each, accepted: each, received: each, receivedAccepted: each };
      const tally: Tally = { tenantId: TENANT, member, period, counts };
      yield { ...tally, _id: keyOf(TENANT, member, period) };
    }
  }
}

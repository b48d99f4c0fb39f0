import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';

interface Decided {
  readonly tenantId: string;
  readonly inviteId: string;
  readonly by: string;
  readonly status: 'accepted' | 'declined' | 'referred';
}

type Stored = { _id: string };

const work = (job: string, at: Date) => ({ id: randomUUID(), job, at, attempts: 0, free: { run: at } });

/** Makes the product's conditional update with the bare driver. @throws Error when no document matched */
export async function decide(
  invites: mongo.Collection<Stored>,
  { tenantId, inviteId, by, status }: Decided,
  session?: mongo.ClientSession,
): Promise<void> {
  const at = new Date();
  const decision = { id: randomUUID(), kind: status, by, byName: by, at, reasonId: 'busy' };
  const found = await invites.findOneAndUpdate(
    { _id: `${tenantId}:${inviteId}`, tenantId, status: 'open', 'invitee.slackUserId': by },
    {
      $set: { status, decision },
      $unset: { trouble: '' },
      $inc: { revision: 1 },
      $push: {
        history: { at, who: by, what: status, through: 'slack' },
        work: { $each: [work('forward-decision', at), work('announce-invite', at)] },
      },
    } as never,
    { returnDocument: 'after', ...(session && { session }) },
  );
  if (!found) throw new Error(`${inviteId} is not open`);
}

/** Makes the same update and inserts a referral, in one transaction. */
export async function refer(client: mongo.MongoClient, db: mongo.Db, decided: Decided): Promise<void> {
  const { tenantId, inviteId, by } = decided;
  const at = new Date();
  const id = randomUUID();
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await decide(db.collection<Stored>('invites'), decided, session);
      await db.collection<Stored>('referrals').insertOne(
        {
          _id: `${tenantId}:${id}`,
          id,
          tenantId,
          status: 'held',
          inviteId,
          job: { id: `job-${inviteId}`, title: 'Take over a data pipeline' },
          from: { slackUserId: by, name: by },
          to: { slackUserId: 'UCOLLEAGUE', name: 'A colleague' },
          createdAt: at,
          takesSlot: true,
          revision: 1,
          history: [{ at, who: by, what: 'held', through: 'slack' }],
          work: [work('forward-referral', at), work('keep-tallies', at)],
        } as Stored,
        { session },
      );
    }),
  );
}

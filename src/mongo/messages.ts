import { type Connection, type Model, mongo } from 'mongoose';
import { Duplicate } from '../domain/model/errors.js';
import type { Message, Place } from '../domain/model/message/message.js';
import type { Messages, MessageWish } from '../domain/ports.js';
import {
  Any,
  collection,
  type DriverCollection,
  driverCollection,
  type Fields,
  type Index,
  keyOf,
  type Stored,
} from './collection.js';
import { documents, oneOf } from './documents.js';
import { storedWork, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Message> = {
  ...workableFields,
  kind: String,
  inviteId: String,
  referralId: String,
  relayId: String,
  feedbackId: String,
  event: String,
  to: String,
  posted: Any,
  attemptedAt: Date,
  direct: Boolean,
  shown: String,
  told: String,
  replaces: Any,
  wanted: Number,
};

const about = (field: 'referralId' | 'feedbackId'): Index => [
  { tenantId: 1, [field]: 1 },
  { partialFilterExpression: { [field]: { $exists: true } } },
];
const indexes: readonly Index[] = [
  [{ tenantId: 1, inviteId: 1, kind: 1 }],
  about('referralId'),
  about('feedbackId'),
  [
    { tenantId: 1, referralId: 1, to: 1 },
    { unique: true, partialFilterExpression: { direct: true } },
  ],
  ...workIndexes,
];

/** The collection of messages. */
export const messageModel = (connection: Connection): Model<Stored<Message>> =>
  collection<Message>(connection, 'messages', fields, indexes);

/** Implements the repository of messages, each under an id that is derived from its subject. */
export function messages(model: Model<Stored<Message>>, transactions: Transactions): Messages {
  const { get, one, some, update, upsert } = documents<Message>(model, transactions);
  const ensure: Messages['ensure'] = async (message, work) => {
    const { wanted } = message;
    const raised = { $lt: [{ $ifNull: ['$wanted', Number.MIN_SAFE_INTEGER] }, wanted] };
    const change = {
      ...orElse(message),
      wanted: { $max: ['$wanted', wanted] },
      work: { $concatArrays: [{ $ifNull: ['$work', []] }, { $cond: [raised, { $literal: storedWork(work) }, []] }] },
    };
    const after = await upsert(message, [{ $set: change }]);
    return after.work.some(({ id }) => id === work[0]?.id) ? after : null;
  };
  return {
    get,
    ensure,
    ensureAll: async (wishes) => {
      const written = transactions.running() ? [] : await writeTogether(driverCollection(model), wishes);
      const ensured: (Message | null)[] = [];
      for (const [at, { message, work }] of wishes.entries())
        ensured.push(written[at] ?? (await ensure(message, work)));
      return ensured;
    },
    cardsOf: async (tenantId, ...inviteIds) =>
      inviteIds.length === 0 ? [] : some({ tenantId, inviteId: oneOf(inviteIds), kind: 'invite-card' }),
    nudgesOf: (tenantId, inviteId, kind) => some({ tenantId, inviteId, kind }),
    directNews: ({ tenantId, id: referralId }, to) => one({ tenantId, referralId, to, direct: true }),
    claimDirect: (ref) => unlessDuplicate(update(ref, {}, { $set: { direct: true } })),
    posted: async (ref, posted) => {
      const message = (await update(ref, { posted: null }, { $set: { posted } })) ?? (await get(ref));
      return message?.posted ?? null;
    },
    deleted: async (ref, posted) => {
      await update(ref, standsAt(posted), { $unset: UNPOSTED });
    },
    locked: async (ref, posted) => {
      await update(ref, standsAt(posted), { $unset: UNPOSTED, $set: { replaces: posted } });
    },
  };
}

const standsAt = ({ channel, ts }: Place) => ({ 'posted.channel': channel, 'posted.ts': ts });

const UNPOSTED = { posted: '', attemptedAt: '', shown: '', told: '' } as const;

/** Tells whether an update was made; false where a unique key prevented it. */
async function unlessDuplicate(updating: Promise<Message | null>): Promise<boolean> {
  try {
    return (await updating) !== null;
  } catch (error) {
    if (error instanceof Duplicate) return false;
    throw error;
  }
}

/**
 * Writes messages with one command, each on condition that it is as it was read, or absent where none is known.
 * @returns those that were certainly written, as they are afterwards
 */
async function writeTogether(
  collection: DriverCollection,
  wishes: readonly MessageWish[],
): Promise<readonly (Message | undefined)[]> {
  if (wishes.length === 0) return [];
  const updates = wishes.map((wish) => ({ updateOne: wish.known ? raising(wish, wish.known) : inserting(wish) }));
  const written = await collection.bulkWrite(updates, { ordered: false }).catch(asPartial);
  const { upsertedIds, upsertedCount, matchedCount } = written;
  const isWhole = upsertedCount + matchedCount === wishes.length && matchedCount === wishes.filter(isKnown).length;
  return wishes.map(({ message, work, known }, at) => {
    if (known) return isWhole ? { ...known, wanted: message.wanted, work } : undefined;
    return at in upsertedIds ? { ...message, work } : undefined;
  });
}

const isKnown = ({ known }: MessageWish): boolean => known !== undefined;

/**
 * Returns the result of the other writes when another process inserted a message at the same time.
 * @throws any other error
 */
function asPartial(error: unknown): mongo.BulkWriteResult {
  if (error instanceof mongo.MongoBulkWriteError && error.code === 11_000) return error.result;
  throw error;
}

/**
 * Returns the change of a message to a newer revision. One without outstanding work changes only together with new
 * work.
 */
const raising = ({ message, work }: MessageWish, { wanted, posted, shown }: Message) => ({
  filter: {
    _id: keyOf(message.tenantId, message.id),
    tenantId: message.tenantId,
    wanted,
    shown: shown ?? null,
    'posted.ts': posted?.ts ?? null,
    work: { $size: 0 },
  },
  update: { $set: { wanted: message.wanted, work: storedWork(work) } },
});

const inserting = ({ message: { tenantId, ...message }, work }: MessageWish) => ({
  filter: { _id: keyOf(tenantId, message.id), tenantId },
  update: { $setOnInsert: { ...message, work: storedWork(work) } },
  upsert: true,
});

/** Returns values for an upsert that are set only where the document lacks the field. */
const orElse = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { $ifNull: [`$${name}`, { $literal: value }] }]),
  );

import type { Connection, Model } from 'mongoose';
import { Duplicate } from '../domain/model/errors.js';
import type { Message } from '../domain/model/message/message.js';
import type { Messages } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
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

/** Messages, each under an id that is made from what it is about. */
export function messages(model: Model<Stored<Message>>, transactions: Transactions): Messages {
  const { get, one, some, update, upsert } = documents<Message>(model, transactions);
  return {
    get,
    ensure: async (message, work) => {
      const { wanted } = message;
      const raised = { $lt: [{ $ifNull: ['$wanted', Number.MIN_SAFE_INTEGER] }, wanted] };
      const change = {
        ...orElse(message),
        wanted: { $max: ['$wanted', wanted] },
        work: { $concatArrays: [{ $ifNull: ['$work', []] }, { $cond: [raised, { $literal: storedWork(work) }, []] }] },
      };
      const after = await upsert(message, [{ $set: change }]);
      return after.work.some(({ id }) => id === work[0]?.id) ? after : null;
    },
    cardsOf: async (tenantId, ...inviteIds) =>
      inviteIds.length === 0 ? [] : some({ tenantId, inviteId: oneOf(inviteIds), kind: 'invite-card' }),
    directNews: ({ tenantId, id: referralId }, to) => one({ tenantId, referralId, to, direct: true }),
    claimDirect: (ref) => unlessDuplicate(update(ref, {}, { $set: { direct: true } })),
    posted: async (ref, posted) => {
      const message = (await update(ref, { posted: null }, { $set: { posted } })) ?? (await get(ref));
      return message?.posted ?? null;
    },
    deleted: async (ref, { channel, ts }) => {
      const still = { 'posted.channel': channel, 'posted.ts': ts };
      await update(ref, still, { $unset: { posted: '', attemptedAt: '', shown: '' } });
    },
  };
}

/** Tells whether an update was made; false where a unique key kept it from it. */
async function unlessDuplicate(updating: Promise<Message | null>): Promise<boolean> {
  try {
    return (await updating) !== null;
  } catch (error) {
    if (error instanceof Duplicate) return false;
    throw error;
  }
}

/** Sets each field unless the document has it: what an upsert inserts. */
const orElse = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { $ifNull: [`$${name}`, { $literal: value }] }]),
  );

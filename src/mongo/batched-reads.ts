import type { Connection, mongo } from 'mongoose';
import type { Condition, DriverCollection } from './collection.js';

/** One read of a collection, for at most a few hundred documents of a tenant. */
export interface Read {
  readonly collection: DriverCollection;
  readonly filter: Condition & { readonly tenantId: string };
  readonly options: Pick<mongo.FindOptions, 'sort' | 'limit'> & { readonly projection: mongo.Document };
}

/** Makes a find. Finds of one tenant at the same moment become one command. */
export type BatchedReads = (read: Read) => Promise<mongo.Document[]>;

interface Waiting extends Read {
  readonly resolve: (found: mongo.Document[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The most reads of one command. */
const MOST = 10;

const all = new WeakMap<Connection, BatchedReads>();

/** Creates the function that combines the reads of a connection. */
export function batchedReadsOf(connection: Connection): BatchedReads {
  const known = all.get(connection);
  if (known) return known;
  const made = createJoinedReads();
  all.set(connection, made);
  return made;
}

/**
 * Combines a tenant's reads of the same moment into one command, a union of finds: a command costs more than the
 * server's index search. Each read returns what it would return alone. No read is delayed: the command is sent once
 * only pending answers are left to run.
 */
function createJoinedReads(): BatchedReads {
  const waiting = new Map<string, Waiting[]>();

  function send(tenantId: string): void {
    const reads = waiting.get(tenantId) ?? [];
    waiting.delete(tenantId);
    for (let from = 0; from < reads.length; from += MOST) void answer(reads.slice(from, from + MOST));
  }

  return (read) =>
    new Promise((resolve, reject) => {
      const { tenantId } = read.filter;
      const one = { ...read, resolve, reject };
      const others = waiting.get(tenantId);
      if (others) return void others.push(one);
      waiting.set(tenantId, [one]);
      // the next tick comes after all promises that are settled by now
      queueMicrotask(() => process.nextTick(send, tenantId));
    });
}

async function answer(reads: readonly Waiting[]): Promise<void> {
  try {
    const found = reads.length === 1 ? await Promise.all(reads.map(alone)) : await together(reads);
    for (const [at, { resolve }] of reads.entries()) resolve(found[at] ?? []);
  } catch (error) {
    for (const { reject } of reads) reject(error);
  }
}

const alone = ({ collection, filter, options }: Read): Promise<mongo.Document[]> =>
  collection.find<mongo.Document>(filter, options).toArray();

interface Part {
  readonly of: number;
  readonly found: mongo.Document[];
}

async function together(reads: readonly Read[]): Promise<mongo.Document[][]> {
  const [first, ...others] = reads.map(stagesOf);
  const unions = others.map((pipeline, at) => ({
    $unionWith: { coll: reads[at + 1]?.collection.collectionName, pipeline },
  }));
  const parts = await reads[0]?.collection.aggregate<Part>([...(first ?? []), ...unions]).toArray();
  return reads.map((_, at) => parts?.find(({ of }) => of === at)?.found ?? []);
}

/** Returns the aggregation stages that find the same as a read alone, as one document. */
const stagesOf = ({ filter, options: { sort, limit, projection } }: Read, of: number): mongo.Document[] => [
  { $match: filter },
  ...(sort ? [{ $sort: sort }] : []),
  ...(limit ? [{ $limit: limit }] : []),
  { $project: projection },
  { $group: { _id: null, found: { $push: '$$ROOT' } } },
  { $project: { _id: 0, of: { $literal: of }, found: 1 } },
];

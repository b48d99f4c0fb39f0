import { Mongoose } from 'mongoose';
import type { MongoCommand } from '../../bench/counts/tap-commands.js';
import { modelsOf } from '../../src/mongo/models.js';

type Filter = Readonly<Record<string, unknown>>;

/** One search of a collection. */
export interface Query {
  readonly collection: string;
  readonly filter: Filter;
}

/** An index of a collection, as far as it tells what it serves. */
interface Index {
  readonly fields: readonly string[];
  /** Field values of the documents that it holds; absent for all. */
  readonly only: Filter;
  readonly isUnique: boolean;
}

/** Reads the indexes of every collection from the models. */
export function indexesByCollection(): ReadonlyMap<string, readonly Index[]> {
  const models = Object.values(modelsOf(new Mongoose().createConnection()));
  return new Map(
    models.map(({ collection: { collectionName }, schema }) => [
      collectionName,
      schema.indexes().map(([keys, { partialFilterExpression = {}, unique = false }]) => ({
        fields: Object.keys(keys),
        only: partialFilterExpression as Filter,
        isUnique: unique === true,
      })),
    ]),
  );
}

/** Finds every search in a command: of its own collection, and of those that an aggregation joins. */
export function queriesOf({ name, collection, body }: MongoCommand): Query[] {
  const each = (field: string) => ((body[field] ?? []) as { q: Filter }[]).map(({ q }) => ({ collection, filter: q }));
  switch (name) {
    case 'find':
      return [{ collection, filter: (body.filter ?? {}) as Filter }];
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return [{ collection, filter: (body.query ?? {}) as Filter }];
    case 'update':
      return each('updates');
    case 'delete':
      return each('deletes');
    case 'aggregate':
      return inPipeline(collection, body.pipeline as readonly Stage[]);
    default:
      return [];
  }
}

type Stage = Readonly<Record<string, unknown>>;

function inPipeline(collection: string, stages: readonly Stage[]): Query[] {
  const first = stages.findIndex(({ $match }) => $match === undefined);
  const matches = stages.slice(0, first < 0 ? stages.length : first).map(({ $match }) => $match as Filter);
  const joined = stages.flatMap(({ $unionWith }) => {
    const { coll, pipeline } = ($unionWith ?? {}) as { coll?: string; pipeline?: readonly Stage[] };
    return coll === undefined ? [] : inPipeline(coll, pipeline ?? []);
  });
  return [{ collection, filter: { $and: matches } }, ...joined];
}

/** Resolves `$and` and `$or`: the conditions of each way in which a document may match. */
function waysOf(filter: Filter): Filter[] {
  let ways: Filter[] = [{}];
  for (const [field, condition] of Object.entries(filter)) {
    const options =
      field === '$and'
        ? (condition as Filter[]).map(waysOf).reduce<Filter[]>(product, [{}])
        : field === '$or'
          ? (condition as Filter[]).flatMap(waysOf)
          : [{ [field]: condition }];
    ways = product(ways, options);
  }
  return ways;
}

const product = (some: Filter[], others: Filter[]): Filter[] =>
  some.flatMap((one) => others.map((other) => ({ ...one, ...other })));

const isObject = (value: unknown): value is Filter =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);

/** Returns the fields that a filter names; those of a list's entries by their path. */
const fieldsOf = (filter: Filter): string[] =>
  Object.entries(filter).flatMap(([field, condition]) => {
    const entry = isObject(condition) ? condition.$elemMatch : undefined;
    return isObject(entry) ? [field, ...Object.keys(entry).map((inner) => `${field}.${inner}`)] : [field];
  });

const holds = ({ only }: Index, filter: Filter): boolean =>
  Object.entries(only).every(([field, condition]) =>
    isObject(condition) && condition.$exists === true ? field in filter : filter[field] === condition,
  );

/** Tells whether a shard can be named for the query: it names one tenant. */
const namesTenant = (filter: Filter): boolean => typeof filter.tenantId === 'string';

/**
 * Tells whether a key or an index leads to what the query looks for: by the first two fields of an index, or by all
 * that a filter names.
 */
function isServed(filter: Filter, indexes: readonly Index[]): boolean {
  const fields = fieldsOf(filter);
  if (fields.includes('_id')) return true;
  return indexes.some((index) => {
    const first = index.fields.slice(0, Math.min(2, fields.length));
    return first.length > 0 && first.every((field) => fields.includes(field)) && holds(index, filter);
  });
}

const ERASING = 'a member is erased: all documents of the tenant are read, once';

/** The queries that read more of a tenant than an index would name, and why they may. */
const OF_A_WHOLE_TENANT: Readonly<Record<string, string>> = {
  'invites {chain.slackUserId, tenantId}': ERASING,
  'invites {corrected.by, tenantId}': ERASING,
  'invites {decision.by, tenantId}': ERASING,
  'invites {decision.onBehalfOf.slackUserId, tenantId}': ERASING,
  'invites {peers.named.personId, tenantId}': ERASING,
  'invites {peers.named.slackUserId, tenantId}': ERASING,
  'invites {duplicateOf, tenantId}': ERASING,
  'invites {referredIn.referralId, tenantId}': ERASING,
  'messages {kind, tenantId, to}': ERASING,
  'referrals {actedBy.slackUserId, tenantId}': ERASING,
  'referrals {chain.slackUserId, tenantId}': ERASING,
  'relays {asks.slackUserId, tenantId}': ERASING,
  'relays {from.slackUserId, tenantId}': ERASING,
  'relays {status, tenantId, work}': 'asks under way are few, and looked through once an hour',
};

/** Names a way to match, without its values. */
const shapeOf = (collection: string, filter: Filter): string => `${collection} {${fieldsOf(filter).sort().join(', ')}}`;

/** The collections whose documents carry work. */
const WITH_WORK = ['events', 'invites', 'referrals', 'relays', 'messages', 'members', 'tenants', 'connections'];

const eachWithWork = (fields: string, why: string) =>
  Object.fromEntries(WITH_WORK.map((collection) => [`${collection} {${fields}}`, why]));

/** The queries of all tenants at once, and why they are so. */
const OF_ALL_TENANTS: Readonly<Record<string, string>> = {
  ...eachWithWork(
    'work.free.run',
    'the sweeper looks for whatever is due, once for all processes, by an index that holds outstanding work alone',
  ),
  ...eachWithWork('work.dead', 'operators look for dead letters, by an index that holds nothing else'),
  'connections {id}': 'the address of a webhook names the connection alone',
  'connections {}': 'a metric counts all connections by source',
  'members {person.id}': 'a process carries documents of earlier releases over when it starts',
  'tenants {status}': 'commands of operators go over all workspaces',
};

const INDEXES = indexesByCollection();

/**
 * Finds queries that name no tenant without a reason, or have no index, by collection and fields. Each is told once.
 * On a cluster that is sharded by tenant all others go to one shard.
 */
export function unfitQueries(commands: readonly MongoCommand[]): string[] {
  const unfit = new Set<string>();
  for (const { collection, filter } of commands.flatMap(queriesOf)) {
    const indexes = INDEXES.get(collection);
    if (!indexes) continue;
    for (const way of waysOf(filter)) {
      const faults = [namesTenant(way) ? '' : 'no tenant', isServed(way, indexes) ? '' : 'no index'].filter(Boolean);
      const shape = shapeOf(collection, way);
      const isMeant = Object.hasOwn(namesTenant(way) ? OF_A_WHOLE_TENANT : OF_ALL_TENANTS, shape);
      if (faults.length > 0 && !isMeant) unfit.add(`${shape}: ${faults.join(', ')}`);
    }
  }
  return [...unfit].sort();
}

import { expect, test } from '@jest/globals';
import { countAll } from '../../../bench/counts/count-all.js';
import type { MongoCommand } from '../../../bench/counts/tap-commands.js';
import { freshUris } from '../../support/fresh-uris.js';
import { indexesByCollection, queriesOf, unfitQueries } from '../../support/query-shapes.js';

test('from the first invitation to the hire every query names its tenant and has an index', async () => {
  const commands: MongoCommand[] = [];
  const { mongo, redis } = freshUris();
  await countAll(mongo, redis, (command) => commands.push(command));
  const asked = new Set(commands.flatMap(queriesOf).map(({ collection }) => collection));
  expect([...asked]).toEqual(
    expect.arrayContaining(['events', 'invites', 'referrals', 'messages', 'members', 'tallies']),
  );
  expect(unfitQueries(commands)).toEqual([]);
});

const command = (name: string, body: object): MongoCommand => ({
  ...{ name, collection: 'invites', inTransaction: false },
  body: body as MongoCommand['body'],
});

const ofTenant = { tenantId: 'T1', 'job.id': 'j' };

test.each([
  ['no tenant', command('find', { filter: { 'job.id': 'j' } }), 'invites {job.id}: no tenant, no index'],
  [
    'several tenants',
    command('find', { filter: { ...ofTenant, tenantId: { $in: ['A', 'B'] } } }),
    'invites {job.id, tenantId}: no tenant',
  ],
  [
    'one way without a tenant',
    command('find', { filter: { $or: [ofTenant, { claims: 'c' }] } }),
    'invites {claims}: no tenant, no index',
  ],
  ['an update', command('update', { updates: [{ q: { claims: 'c' } }] }), 'invites {claims}: no tenant, no index'],
  [
    'a joined collection',
    command('aggregate', {
      pipeline: [
        { $match: ofTenant },
        { $unionWith: { coll: 'events', pipeline: [{ $match: { tenantId: 'T1', type: 'x' } }] } },
      ],
    }),
    'events {tenantId, type}: no index',
  ],
])('%s is found', (_, seen, unfit) => {
  expect(unfitQueries([seen, command('find', { filter: ofTenant })])).toEqual([unfit]);
});

/** Unique keys that do not begin with the tenant, and why. */
const OF_ALL_TENANTS = ['connections id: the address of a webhook names the connection alone'];

test('every unique key begins with the tenant, or is there for all of them', () => {
  const others = [...indexesByCollection()].flatMap(([collection, indexes]) =>
    indexes.flatMap(({ isUnique, fields }) =>
      isUnique && fields[0] !== 'tenantId' ? [`${collection} ${fields.join(', ')}`] : [],
    ),
  );
  expect(others).toEqual(OF_ALL_TENANTS.map((one) => one.split(':')[0]));
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ownIdOf } from '../../../src/domain/model/connection/unique-id.js';
import { keyedDelivery } from '../../../src/sources/create-marketplace.js';
import { uniqueId } from '../../../src/sources/tenant-unique-ids.js';
import { buildConnection } from '../../support/factories.js';

const ID = 'a1b2c3d4e5f6a1b2c3d4e5f6';
const OTHER = 'ffffffffffffffffffffffff';
const bare = { id: ID, bareIds: true } as const;

test('ids of a connection with bare ids stay as they are, those of any other begin with its own', () => {
  expect(uniqueId(bare, 'inv_1:2')).toBe('inv_1:2');
  expect(uniqueId({ id: OTHER }, 'inv_1')).toBe(`${OTHER}:inv_1`);
});

test.each(['upwork:5', 'upwork:~01ab', 'vollna:7', 'getmany:7', 'mailto:ana@agency.example', 'mail:x', 'manual:x'])(
  'the bare id %s, which would be one of others, is not theirs',
  (id) => expect(uniqueId(bare, id)).toBe(`${ID}:${id}`),
);

test('a bare id is never one of another connection', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (own, others) => {
      expect(uniqueId(bare, own)).not.toBe(uniqueId({ id: OTHER }, others));
      expect(uniqueId(bare, `${OTHER}:${others}`)).not.toBe(uniqueId({ id: OTHER }, others));
    }),
  );
});

test('a delivery is stored under an id that no other connection’s has', () => {
  const { bareIds: _, ...prefixed } = buildConnection({ id: OTHER });
  const idIn = (connection: Parameters<typeof keyedDelivery>[0], id: string) =>
    keyedDelivery(connection, { id, events: [] }).id;
  expect(idIn(prefixed, 'd1')).toBe(`${OTHER}:d1`);
  expect(idIn({ ...prefixed, ...bare }, 'd1')).toBe('d1');
  expect(idIn({ ...prefixed, ...bare }, `${OTHER}:d1`)).toBe(`${ID}:${OTHER}:d1`);
});

test('the connection’s source gets its own id back', () => {
  const ids = fc.oneof(
    fc.string(),
    fc.string().map((id) => `${ID}:${id}`),
    fc.constantFrom('upwork:5', 'practice-1'),
  );
  fc.assert(
    fc.property(ids, fc.constantFrom(bare, { id: OTHER }), (id, connection) =>
      expect(ownIdOf(connection, uniqueId(connection, id))).toBe(id),
    ),
  );
});

import { expect, test } from '@jest/globals';
import {
  digestOfPlace,
  findTrace,
  MOST_REMOVED,
  type RemovedConnection,
  traceOf,
  withTrace,
} from '../../../../../src/domain/model/connection/removed-connection.js';
import { START } from '../../../../support/memory-ports.js';

const PLACE = 'https://market.example/api';

const trace = (id: string, given: Partial<RemovedConnection> & { readonly at?: string } = {}): RemovedConnection => {
  const { at = PLACE, ...more } = given;
  return { ...traceOf({ tenantId: 'T1', id, source: 'contract' }, at, START), ...more };
};

const newcomer = { tenantId: 'T1', source: 'contract', place: PLACE } as const;

test('a digest of a place is of one workspace and one source', () => {
  const digests = [
    digestOfPlace('T1', 'contract', PLACE),
    digestOfPlace('T2', 'contract', PLACE),
    digestOfPlace('T1', 'email', PLACE),
    digestOfPlace('T1', 'contract', `${PLACE}/v2`),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('the connection removed last at a place is found again', () => {
  const traces = [trace('first'), trace('other', { at: 'https://other.example' }), trace('last')];
  expect(findTrace(traces, [], newcomer)?.id).toBe('last');
  expect(findTrace(traces, [], { ...newcomer, source: 'email' })).toBeUndefined();
  expect(findTrace(traces, [], { ...newcomer, tenantId: 'T2' })).toBeUndefined();
  expect(findTrace([], [], newcomer)).toBeUndefined();
});

test('an id that a connection has, and bare ids that another has, are not given again', () => {
  const bare = trace('bare', { bareIds: true });
  expect(findTrace([bare], [{ id: 'x' }], newcomer)).toBe(bare);
  expect(findTrace([bare], [{ id: 'x', bareIds: true }], newcomer)).toBeUndefined();
  expect(findTrace([trace('a')], [{ id: 'x', bareIds: true }], newcomer)?.id).toBe('a');
  expect(findTrace([trace('a')], [{ id: 'a' }], newcomer)).toBeUndefined();
});

test('the newest are kept, each once, and the one with bare ids always', () => {
  const many = Array.from({ length: MOST_REMOVED + 5 }, (_, index) => trace(`c${index}`));
  const kept = many.reduce<RemovedConnection[]>(withTrace, [trace('bare', { bareIds: true })]);
  expect(kept.map(({ id }) => id)).toEqual(['bare', ...many.slice(5).map(({ id }) => id)]);
  const again = withTrace(kept, trace('c7'));
  expect(again).toHaveLength(kept.length);
  expect(again.at(-1)?.id).toBe('c7');
});

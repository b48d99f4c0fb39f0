import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Changes } from '../../../../sandbox/playground/protocol.js';
import { createReplica } from '../../../../sandbox/playground/server/replica.js';

/** Longer than changes are gathered for. */
const GATHERED_MS = 40;

test('whoever follows gets everything first, then what changed, each entry once', async () => {
  const replica = createReplica();
  replica.set('a', 1);
  const told: Changes[] = [];
  replica.follow((changes) => told.push(changes));
  expect(told).toEqual([{ all: true, entries: [['a', 1]] }]);
  replica.set('b', { deep: [1] });
  replica.set('a', 2);
  replica.set('a', 3);
  await sleep(GATHERED_MS);
  expect(told.slice(1).flatMap(({ entries }) => entries)).toEqual(
    expect.arrayContaining([
      ['b', { deep: [1] }],
      ['a', 3],
    ]),
  );
});

test('an entry that is set to what it is tells nobody; a deleted one is told without a value', async () => {
  const replica = createReplica();
  replica.set('a', { same: true });
  await sleep(GATHERED_MS);
  const told: Changes[] = [];
  const end = replica.follow((changes) => told.push(changes));
  replica.set('a', { same: true });
  await sleep(GATHERED_MS);
  expect(told).toHaveLength(1);
  replica.set('a', undefined);
  await sleep(GATHERED_MS);
  expect(told.at(-1)).toEqual({ entries: [['a']] });
  end();
  replica.set('c', 1);
  await sleep(GATHERED_MS);
  expect(told).toHaveLength(2);
});

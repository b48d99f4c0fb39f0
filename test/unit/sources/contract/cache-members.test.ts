import { expect, test } from '@jest/globals';
import { eventually } from '../../../../sandbox/demo/eventually.js';
import type { Person } from '../../../../src/domain/model/person/person.js';
import { cacheMembers } from '../../../../src/sources/contract/read-members.js';
import { buildConnection, buildPerson, contractConfig } from '../../../support/factories.js';

const built = buildConnection();
const config = contractConfig(built);
const connection = { id: built.id, tenantId: built.tenantId, config };

function counted(read: () => Promise<Person[]> = async () => [buildPerson()]) {
  let reads = 0;
  const counting = () => {
    reads += 1;
    return read();
  };
  return { counting, reads: () => reads };
}

test('an agency is read once, however many ask and how often', async () => {
  const { counting, reads } = counted();
  const members = cacheMembers(counting);
  const asked = await Promise.all([members(connection), members(connection)]);
  expect([...asked, await members(connection)]).toEqual(Array(3).fill([buildPerson()]));
  expect(reads()).toBe(1);
});

test.each([
  { tenantId: 'T2' },
  { config: { ...config, baseUrl: 'https://other.example' } },
  { config: { ...config, token: 'another' } },
])('not so for %j', async (other) => {
  const { counting, reads } = counted();
  const members = cacheMembers(counting);
  await members(connection);
  await members({ ...connection, ...other });
  expect(reads()).toBe(2);
});

test('after a while it is read again', async () => {
  const { counting, reads } = counted();
  const members = cacheMembers(counting, 20);
  await eventually('it is read twice', async () => {
    await members(connection);
    return reads() === 2;
  });
});

test('a failure is passed on, and not remembered', async () => {
  const { counting, reads } = counted(() => Promise.reject(new Error('gone')));
  const members = cacheMembers(counting);
  for (const time of [1, 2]) {
    await expect(members(connection)).rejects.toThrow('gone');
    expect(reads()).toBe(time);
  }
});

test('only so many people are kept', async () => {
  const crowd = Array.from({ length: 6_000 }, () => buildPerson({ name: 'x'.repeat(2_000) }));
  const { counting, reads } = counted(async () => crowd);
  const members = cacheMembers(counting);
  for (const tenantId of ['T1', 'T2', 'T1']) await members({ ...connection, tenantId });
  expect(reads()).toBe(3);
});

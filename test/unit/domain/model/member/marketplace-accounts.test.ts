import { expect, test } from '@jest/globals';
import {
  accountIn,
  hasScheme,
  isAccountOf,
  placed,
  placeOf,
  placeOfPerson,
  UPWORK,
  withAccount,
} from '../../../../../src/domain/model/member/marketplace-accounts.js';
import type { LinkedAccount } from '../../../../../src/domain/model/member/member.js';
import { buildConnection } from '../../../../support/factories.js';

const account = (id: string, place?: string, profileUrl?: string): LinkedAccount => ({
  id,
  name: id,
  linkedBy: 'hand',
  ...(place && { place }),
  ...(profileUrl && { profileUrl }),
});
const bare = account('p-1');
const other = account('0123456789abcdef01234567:p-1', '0123456789abcdef01234567');
const vollna = account('vollna:7', UPWORK);
const number = account('upwork:1', UPWORK);
const page = account('upwork:~01ab', UPWORK, 'https://www.upwork.com/freelancers/~01ab');

test('are in the place of their connection, and all of Upwork’s in one', () => {
  const { bareIds: _, ...connection } = buildConnection({ id: 'c' });
  expect(placeOf(buildConnection())).toBe('');
  expect(placeOf(connection)).toBe('c');
  expect(placeOf({ ...connection, marketplace: 'upwork' })).toBe(UPWORK);
  expect([bare, other].map(({ id }) => placeOfPerson(id, 'own'))).toEqual(['', other.place]);
  expect([vollna, number].map(({ id }) => placeOfPerson(id, 'upwork'))).toEqual([UPWORK, UPWORK]);
  expect(placed({ id: 'a' }, '')).toEqual({ id: 'a' });
  expect(placed({ id: 'a' }, UPWORK)).toEqual({ id: 'a', place: UPWORK });
});

test('the account of a member in a place has a page, or else Upwork’s own id', () => {
  const member = { accounts: [bare, vollna, number, page, other] };
  expect(accountIn(member, '')).toBe(bare);
  expect(accountIn(member, other.place ?? '')).toBe(other);
  expect(accountIn(member, UPWORK)).toBe(page);
  expect(accountIn({ accounts: [vollna, number] }, UPWORK)).toBe(number);
  expect(accountIn({ accounts: [vollna] }, UPWORK)).toBe(vollna);
  expect(accountIn({ accounts: [bare] }, UPWORK)).toBeUndefined();
});

test('another account stands beside those of other sources, and replaces the one of its own', () => {
  const member = { accounts: [bare, vollna] };
  expect(withAccount(member, number)).toEqual({ accounts: [bare, vollna, number] });
  const moved = account('vollna:8', UPWORK);
  expect(withAccount(member, moved)).toEqual({ accounts: [bare, moved], before: vollna });
  expect(withAccount(member, { ...vollna, name: 'New' })).toEqual({ accounts: [bare, { ...vollna, name: 'New' }] });
  expect(withAccount(member, other)).toEqual({ accounts: [bare, vollna, other] });
  expect([hasScheme(member, moved), hasScheme(member, number), hasScheme(member, other)]).toEqual([true, false, false]);
  expect([isAccountOf(member, 'vollna:7'), isAccountOf(member, 'vollna:8')]).toEqual([true, false]);
});

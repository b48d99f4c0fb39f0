import { type Connection, UNKNOWN } from '../connection/connection.js';
import type { MarketplaceId } from '../connection/source.js';
import type { LinkedAccount, Member } from './member.js';

/*
 * A member has accounts in several places. A place is Upwork, whose people every source of Upwork tells of, or a
 * connection to a marketplace of its own. On Upwork each source may name the same person in its own way, so that a
 * member has one account for each way.
 */

/** The place of accounts on Upwork, whichever source reports them. */
export const UPWORK = 'upwork';

/** The scheme of a person's id, such as `vollna` in `vollna:17`. */
const SCHEME = /^([a-z]+):/;

type Whereabouts = Pick<Connection, 'id' | 'marketplace' | 'bareIds'>;

/**
 * Returns the place of the people that a connection reports: `upwork`, or the connection's own id; empty for the
 * connection with bare ids.
 */
export const placeOf = ({ id, marketplace, bareIds }: Whereabouts): string =>
  marketplace === 'upwork' ? UPWORK : bareIds ? UNKNOWN : id;

/** Returns the kind of id that an account has. A member has one account of each kind. */
export const schemeOf = ({ id, place = UNKNOWN }: Pick<LinkedAccount, 'id' | 'place'>): string =>
  place === UPWORK ? (SCHEME.exec(id)?.[1] ?? UPWORK) : `in ${place}`;

/** Adds the place of an account, unless it is the one without a name. */
export const placed = <Person extends object>(
  person: Person,
  place: string,
): Person & Pick<LinkedAccount, 'place'> => ({
  ...person,
  ...(place !== UNKNOWN && { place }),
});

/** Matches the prefix of ids from a connection without bare ids: the connection's id. */
const OF_CONNECTION = /^([0-9a-f]{24}):/;

/** Returns the place of a person's account where the connection is not known. */
export const placeOfPerson = (personId: string, marketplace: MarketplaceId): string =>
  marketplace === 'upwork' ? UPWORK : (OF_CONNECTION.exec(personId)?.[1] ?? UNKNOWN);

/**
 * Adds an account to a member's accounts; it replaces one of the same kind.
 * @returns the new list, and the account that was replaced if it was another person's
 */
export function withAccount(
  { accounts }: Pick<Member, 'accounts'>,
  account: LinkedAccount,
): { readonly accounts: readonly LinkedAccount[]; readonly before?: LinkedAccount } {
  const before = accounts.find((one) => schemeOf(one) === schemeOf(account));
  const kept = accounts.filter((one) => one !== before && one.id !== account.id);
  return { accounts: [...kept, account], ...(before && before.id !== account.id && { before }) };
}

/** Tells whether a person is one of a member's accounts. */
export const isAccountOf = ({ accounts }: Pick<Member, 'accounts'>, personId: string): boolean =>
  accounts.some(({ id }) => id === personId);

/** Tells whether a member has an account of the same kind as this person's id. */
export const hasScheme = (
  { accounts }: Pick<Member, 'accounts'>,
  named: Pick<LinkedAccount, 'id' | 'place'>,
): boolean => accounts.some((one) => schemeOf(one) === schemeOf(named));

/** Returns a member's accounts in a place. */
const accountsIn = ({ accounts }: Pick<Member, 'accounts'>, place: string): LinkedAccount[] =>
  accounts.filter((account) => (account.place ?? UNKNOWN) === place);

/**
 * Returns a member's account in a place. Prefers one whose page is known, since a client can be sent there, and then
 * one with Upwork's own id.
 */
export function accountIn(member: Pick<Member, 'accounts'>, place: string): LinkedAccount | undefined {
  const found = accountsIn(member, place);
  return (
    found.find(({ profileUrl }) => profileUrl !== undefined) ??
    found.find(({ id }) => id.startsWith(`${UPWORK}:`)) ??
    found[0]
  );
}

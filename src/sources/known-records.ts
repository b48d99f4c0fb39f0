import { digestOf } from './make-delivery.js';
import type { PollState } from './source.js';

/** Characters of the digest by which records are told apart. */
const DIGEST_LENGTH = 10;

/** The most records that are remembered between two polls, unless a list says otherwise: more than a page has. */
const MOST_KNOWN = 400;

/**
 * Records of earlier polls with digests of their content, as one text in a poll's state: `<digest of id>:<digest of
 * content>`, the newest first.
 */
export interface Known {
  /** Compares a record with its content at the last poll that returned it. */
  compare(id: string, seen: unknown): 'new' | 'changed' | 'same';
}

const shortDigest = (value: unknown): string => digestOf(value).slice(0, DIGEST_LENGTH);

/** Parses the known records from a poll's state. */
export function readKnown(state: string | number | undefined): Known {
  const known = new Map(entriesOf(state));
  return {
    compare: (id, seen) => {
      const before = known.get(shortDigest(id));
      if (before === undefined) return 'new';
      return before === shortDigest(seen) ? 'same' : 'changed';
    },
  };
}

/** The limits of what is remembered. */
interface Keeping {
  readonly most?: number;
  /** Ids of records that are in another list by now. */
  readonly without?: readonly string[];
}

/** Adds the records of this poll in front of those that were known before. */
export function writeKnown(
  records: readonly (readonly [id: string, seen: unknown])[],
  before: string | number | undefined,
  { most = MOST_KNOWN, without = [] }: Keeping = {},
): string {
  const now = new Map(records.map(([id, seen]) => [shortDigest(id), shortDigest(seen)]));
  const gone = new Set(without.map(shortDigest));
  const rest = entriesOf(before).filter(([id]) => !now.has(id) && !gone.has(id));
  return [...now, ...rest]
    .slice(0, most)
    .map((entry) => entry.join(':'))
    .join(' ');
}

const entriesOf = (state: string | number | undefined): [string, string][] =>
  String(state ?? '')
    .split(' ')
    .filter(Boolean)
    .map((entry) => entry.split(':') as [string, string]);

/**
 * Returns the state of polling for this account. Where another account was polled before, only what is known of records
 * is left: how far that one was read says nothing of this one.
 * @param token the secret by which the source knows the account
 * @param isKnown tells whether a field of the state is about known records
 */
export function stateOfAccount(state: PollState, token: string, isKnown: (field: string) => boolean): PollState {
  const account = shortDigest(token);
  const isAnother = state.account !== undefined && state.account !== account;
  const kept = Object.entries(state).filter(([field]) => !isAnother || isKnown(field));
  return { ...Object.fromEntries(kept), account };
}

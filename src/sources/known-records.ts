import { digestOf } from './make-delivery.js';

/** Characters of the digest by which records are told apart. */
const DIGEST_LENGTH = 10;

/** The most records that are remembered between two polls: more than a page has. */
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

/** Adds the records of this poll in front of those that were known before. */
export function writeKnown(
  records: readonly (readonly [id: string, seen: unknown])[],
  before: string | number | undefined,
): string {
  const now = new Map(records.map(([id, seen]) => [shortDigest(id), shortDigest(seen)]));
  const rest = entriesOf(before).filter(([id]) => !now.has(id));
  return [...now, ...rest]
    .slice(0, MOST_KNOWN)
    .map((entry) => entry.join(':'))
    .join(' ');
}

const entriesOf = (state: string | number | undefined): [string, string][] =>
  String(state ?? '')
    .split(' ')
    .filter(Boolean)
    .map((entry) => entry.split(':') as [string, string]);

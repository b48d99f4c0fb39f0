import { digestOf } from './make-delivery.js';

/** Two records differ where these characters of their digests do. */
const DIGEST_LENGTH = 10;

/** The most records that are remembered between two polls: more than a page holds. */
const MOST_KNOWN = 400;

/**
 * Records of earlier polls with what was seen of them, as one text for a poll's state: `<digest of id>:<digest of what was
 * seen>`, the newest first.
 */
export interface Known {
  /** Tells whether the record was seen before, as it is now or in another state. */
  compare(id: string, seen: unknown): 'new' | 'changed' | 'same';
}

const shortDigest = (value: unknown): string => digestOf(value).slice(0, DIGEST_LENGTH);

/** Reads what is known from a poll's state. */
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

/** Writes what was seen now for the next poll, and behind it what was known before. */
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

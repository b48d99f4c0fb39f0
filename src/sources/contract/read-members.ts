import { LRUCache } from 'lru-cache';
import { Refusal } from '../../domain/model/errors.js';
import type { Person } from '../../domain/model/person/person.js';
import { KEPT, keptAccount } from '../../domain/model/stored-size-limits.js';
import { type Caller, callForList, type To } from './call.js';
import { ENDPOINTS } from './schema/endpoint.js';

/** The limits for reading one agency's members, so that one agency does not hold up others. */
export const MEMBERS_COST = {
  pages: 500,
  /** The length of all pages together, in characters. */
  length: 16 * 1024 * 1024,
  /** The time for all pages together, in milliseconds. */
  ms: 60_000,
} as const;

/**
 * Reads the agency's members, page by page, without their skills. `timeoutMs` is the limit of each page. Members after
 * the first `KEPT.people` are left out.
 * @throws as `call`, and Refusal('marketplace.tooLong') where reading them costs more than `MEMBERS_COST`.
 */
export async function readMembers(caller: Caller, to: To, timeoutMs: number): Promise<Person[]> {
  const people: Person[] = [];
  const budget = createBudget(caller);
  let cursor: string | undefined;
  do {
    const request = { query: { ...(cursor && { cursor }) }, timeoutMs: budget.next(timeoutMs) };
    const page = await callForList(budget.caller, to, ENDPOINTS.members, request);
    for (const person of page.items.slice(0, KEPT.people - people.length)) people.push(keptAccount(person));
    cursor = page.nextCursor;
  } while (cursor && people.length < KEPT.people);
  return people;
}

/** Creates a budget for the pages, their length and their time. */
function createBudget(caller: Caller) {
  const end = performance.now() + MEMBERS_COST.ms;
  let pages = 0;
  let length = 0;
  const require = (holds: boolean) => {
    if (!holds) throw new Refusal('marketplace.tooLong');
  };
  const onAnswer = (more: number) => {
    length += more;
    require(length <= MEMBERS_COST.length);
  };
  return {
    caller: { ...caller, onAnswer },
    /** @returns the time limit of the next page, in milliseconds. */
    next: (timeoutMs: number): number => {
      const left = end - performance.now();
      pages += 1;
      require(pages <= MEMBERS_COST.pages && left > 0);
      return Math.ceil(Math.min(timeoutMs, left));
    },
  };
}

/** Milliseconds for which a list is cached: the picker's look-up reads it at each key that is pressed. */
const FRESH_MS = 60_000;

/** The size of the cache over all agencies, in characters: some 100,000 people. */
const LENGTH = 20_000_000;

/** A rough size of an object beside its texts, in characters. */
const EACH = 60;

const lengthOf = ({ id, name, profileUrl = '', email = '' }: Person): number =>
  EACH + id.length + name.length + profileUrl.length + email.length;

/** Caches an agency's members for `freshMs`. Concurrent reads share one request; failures are not cached. */
export function cacheMembers(read: (to: To) => Promise<Person[]>, freshMs = FRESH_MS): typeof read {
  const known = new LRUCache<string, Person[], To>({
    ttl: freshMs,
    maxSize: LENGTH,
    sizeCalculation: (people) => people.reduce((sum, person) => sum + lengthOf(person), EACH),
    fetchMethod: (_key, _stale, { context }) => read(context),
  });
  return async (to) => {
    const key = [to.tenantId, to.config.baseUrl, to.config.token].join(' ');
    return (await known.fetch(key, { context: to })) ?? [];
  };
}

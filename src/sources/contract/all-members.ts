import { Refusal } from '../../domain/model/errors.js';
import { KEPT, keptAccount } from '../../domain/model/limits.js';
import type { Person } from '../../domain/model/person/person.js';
import { type Caller, callForList, type To } from './call.js';
import { ENDPOINTS } from './schema/endpoint.js';

/** What reading one agency's people may cost: beyond this somebody else waits for it. */
export const MEMBERS_COST = {
  pages: 500,
  /** Of all pages together, in characters. */
  length: 16 * 1024 * 1024,
  /** For all pages together, in milliseconds. */
  ms: 60_000,
} as const;

/**
 * The members of the agency, page by page, without what they can do; each page has the whole time limit. Whoever comes
 * after the first `KEPT.people` is left out.
 * @throws as `call`, and Refusal('marketplace.tooLong') where reading them costs more than `MEMBERS_COST`.
 */
export async function allMembers(caller: Caller, to: To, timeoutMs: number): Promise<Person[]> {
  const people: Person[] = [];
  const paying = costing(caller);
  let cursor: string | undefined;
  do {
    const request = { query: { ...(cursor && { cursor }) }, timeoutMs: paying.next(timeoutMs) };
    const page = await callForList(paying.caller, to, ENDPOINTS.members, request);
    for (const person of page.items.slice(0, KEPT.people - people.length)) people.push(keptAccount(person));
    cursor = page.nextCursor;
  } while (cursor && people.length < KEPT.people);
  return people;
}

/** Counts what the calls cost. */
function costing(caller: Caller) {
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
    /** @returns how long the next page may take, in milliseconds. */
    next: (timeoutMs: number): number => {
      const left = end - performance.now();
      pages += 1;
      require(pages <= MEMBERS_COST.pages && left > 0);
      return Math.ceil(Math.min(timeoutMs, left));
    },
  };
}

import type { Person } from '../domain/invite/invite.js';
import { type Caller, callForList, type To } from './call.js';
import { ENDPOINTS } from './contract/endpoint.js';

/** An agency with more people than this many pages hold is cut off. */
const PAGES = 100;

/** Every member of the agency, page by page; each page has the whole time limit. */
export async function allMembers(caller: Caller, to: To, timeoutMs: number): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const request = { query: { ...(cursor && { cursor }) }, timeoutMs };
    const { items, nextCursor } = await callForList(caller, to, ENDPOINTS.members, request);
    people.push(...items);
    cursor = nextCursor;
    if (!cursor) break;
  }
  return people;
}

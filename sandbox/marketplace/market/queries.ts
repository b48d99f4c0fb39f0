import { holds, searchKey, searchWords } from '../../../src/lib/accent-folding.js';
import { invitationFor, personFor } from './contract-view.js';
import { ContractProblem, type Market } from './market.js';
import { subscribers } from './queue-webhooks.js';
import { find } from './rules.js';
import type { ContractInvitation, ContractPerson } from './state.js';

const PAGE = 50;
const FOUND = 20;

/** Returns an invitation. @throws ContractProblem unless the agency may see it */
export function readInvitation(market: Market, agencyId: string, id: string): ContractInvitation {
  const invitation = market.state.invitations[id];
  if (!invitation) throw new ContractProblem('invitation-not-found', `There is no invitation ${id}.`);
  if (!subscribers(market, invitation).includes(agencyId)) {
    throw new ContractProblem('not-yours', 'This invitation is addressed to a freelancer of another agency.');
  }
  return invitationFor(market, agencyId, invitation);
}

/**
 * Finds a freelancer by email address or profile URL, or those whose name, title or skills contain every word of the
 * query.
 */
export function search(market: Market, agencyId: string, query: string): ContractPerson[] {
  const asked = query.trim();
  if (/^https?:\/\/\S+$/.test(asked)) return findExactly(market, agencyId, { profileUrl: asked });
  if (/^\S+@\S+$/.test(asked)) return findExactly(market, agencyId, { email: asked });
  return byWords(market, agencyId, asked);
}

/** Finds a freelancer exactly. A search by email address returns that address, since the caller knows it. */
function findExactly(
  market: Market,
  agencyId: string,
  wanted: { email: string } | { profileUrl: string },
): ContractPerson[] {
  const person = find(market.state, market.url, wanted);
  if (!person) return [];
  return [{ ...personFor(market, agencyId, person), ...('email' in wanted && { email: wanted.email }) }];
}

function byWords(market: Market, agencyId: string, query: string): ContractPerson[] {
  const words = searchWords(query);
  return Object.values(market.state.people)
    .filter(({ name, title = '', skills = [] }) => holds(searchKey([name, title, ...skills].join(' ')), words))
    .slice(0, FOUND)
    .map((person) => personFor(market, agencyId, person));
}

/** Returns a page of the agency's people, in a stable order. @throws ContractProblem when the cursor is not valid */
export function members(market: Market, agencyId: string, cursor = '0') {
  const from = Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw new ContractProblem('bad-request', 'This cursor is not valid.');
  const all = Object.values(market.state.people).filter((person) => person.agencyId === agencyId);
  const items = all.slice(from, from + PAGE).map((person) => personFor(market, agencyId, person));
  return { items, ...(from + PAGE < all.length && { nextCursor: String(from + PAGE) }) };
}

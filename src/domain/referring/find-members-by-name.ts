import { holds, searchKey, searchWords } from '../../lib/accent-folding.js';
import type { Member } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/** The most members that are ranked; others of a larger workspace are found by name. */
export const COMPARED = 2000;

/** The most members of a larger workspace that are ranked of those whose name matches. */
const FOUND = 200;

/** The folded names of members for searches. A team is read once a minute, and each name is folded once. */
const keys = new WeakMap<Member, string>();

function keyOf(member: Member): string {
  const known = keys.get(member) ?? searchKey(member.name);
  keys.set(member, known);
  return known;
}

/** Matches what people write behind a name, such as `(she/her)`, also while it is typed. */
const BEHIND_NAME = /(?<=\S\s*)\([^()]*(?:\)|$)/gu;

/**
 * Finds the members whose name contains every word, without what stands in brackets behind it. Searches a team that was
 * read as a whole without another read.
 */
export async function findMembersByName(
  { members }: Pick<Ports, 'members'>,
  tenantId: string,
  written: string,
): Promise<readonly Member[]> {
  const text = written.replace(BEHIND_NAME, ' ');
  const team = await members.team(tenantId, COMPARED);
  if (team.length === COMPARED) return members.search(tenantId, text, FOUND);
  const words = searchWords(text);
  return team.filter((member) => holds(keyOf(member), words));
}

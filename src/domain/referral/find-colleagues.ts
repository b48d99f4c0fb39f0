import type { Person } from '../invite/invite.js';
import { type Actor, isColleague, type Member } from '../member/member.js';
import type { Ports } from '../ports.js';

/** How many of each group a picker shows: Slack takes 100 options in all. */
const GROUP_LIMIT = 50;

/** Shorter words find everybody and cost the marketplace a search. */
const SEARCH_FROM = 2;

export interface Colleagues {
  readonly team: readonly Member[];
  readonly people: readonly Person[];
  /** True when the marketplace did not answer: the team alone is shown. */
  readonly trouble: boolean;
}

/** Whom this invite may be passed to: colleagues by name, and people found on the marketplace. */
export async function findColleagues(ports: Ports, by: Actor, inviteId: string, query: string): Promise<Colleagues> {
  const words = query.trim();
  const [invite, members, found] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    ports.members.search(by.tenantId, words, GROUP_LIMIT * 2),
    search(ports, by.tenantId, words),
  ]);
  const own = invite?.invitee.person.id;
  const team = members.filter((member) => isColleague(member) && member.slackUserId !== by.slackUserId);
  const taken = new Set([own, ...members.map((member) => member.person?.id)]);
  return {
    team: team.filter((member) => member.person?.id !== own || !own).slice(0, GROUP_LIMIT),
    people: found.people.filter((person) => !taken.has(person.id)).slice(0, GROUP_LIMIT),
    trouble: found.trouble,
  };
}

async function search(ports: Ports, tenantId: string, words: string): Promise<{ people: Person[]; trouble: boolean }> {
  if (words.length < SEARCH_FROM) return { people: [], trouble: false };
  try {
    return { people: await ports.marketplace.searchPeople(tenantId, words), trouble: false };
  } catch (error) {
    ports.log.warn({ tenantId, error: String(error) }, 'people search failed');
    return { people: [], trouble: true };
  }
}

import type { Invitation, MarketplaceEvent } from './event/event.js';
import type { Client, Job, Person } from './invite/invite.js';
import type { DeclineReason } from './tenant/tenant.js';

/**
 * How much is kept of what others send: texts in UTF-16 units, lists in entries. What is longer is cut, and the
 * contract says so. Ids, addresses, names and what colleagues write to each other are refused by the contract where
 * they are too long, for half of them would be wrong.
 */
export const KEPT = {
  /** Slack shows at most some 40,000 characters over all the pages of a modal. */
  letter: 40_000,
  /** What one person writes to another. */
  words: 5_000,
  /** Names of people, clients and countries, and what a person calls their trade. */
  name: 200,
  timeZone: 100,
  /** The skills of a job. A member names at most 20, of at most 40 characters. */
  skills: 100,
  skill: 100,
  /** Slack's longest list of choices. */
  reasons: 100,
  /** People whom one search finds: a picker shows fewer. */
  found: 100,
  /** The own people of an agency. */
  people: 10_000,
  /** Lines of a document's history: the latest. */
  history: 200,
} as const;

/** The beginning of a text, without half a character at its end. It does not keep the whole text in memory. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.charCodeAt(most - 1);
  return copyOf(text.slice(0, end >= 0xd800 && end < 0xdc00 ? most - 1 : most));
}

/** V8 makes a slice of a long string as a view of it. */
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** An event as it is kept. */
export const keptEvent = (event: MarketplaceEvent): MarketplaceEvent =>
  event.type === 'invitation.created' ? { ...event, data: keptInvitation(event.data) } : event;

/** An invitation as it is kept: what nothing here uses is left out. Keeping it again changes nothing. */
export function keptInvitation(invitation: Invitation): Invitation {
  const { id, status, invitedAt, expiresAt, letter, letterCut, job, client, freelancer, referral } = invitation;
  return {
    id,
    status,
    invitedAt,
    ...(expiresAt && { expiresAt }),
    letter: cut(letter, KEPT.letter),
    ...((letterCut || letter.length > KEPT.letter) && { letterCut: true }),
    job: keptJob(job),
    client: keptClient(client),
    freelancer: keptAccount(freelancer),
    ...(referral && { referral: keptReferral(referral) }),
  };
}

function keptJob({ id, title, url, budget, skills, private: isPrivate }: Job): Job {
  return {
    id,
    title,
    url,
    ...(budget && { budget }),
    skills: skills.slice(0, KEPT.skills).map((skill) => cut(skill, KEPT.skill)),
    private: isPrivate,
  };
}

function keptClient(client: Client): Client {
  const { name, country, timeZone, rating, totalSpent, hires, paymentVerified } = client;
  return {
    ...(name !== undefined && { name: cut(name, KEPT.name) }),
    ...(country !== undefined && { country: cut(country, KEPT.name) }),
    ...(timeZone !== undefined && { timeZone: cut(timeZone, KEPT.timeZone) }),
    ...(rating !== undefined && { rating }),
    ...(totalSpent !== undefined && { totalSpent }),
    ...(hires !== undefined && { hires }),
    ...(paymentVerified !== undefined && { paymentVerified }),
  };
}

function keptReferral({ fromInvitationId, referredBy, message }: NonNullable<Invitation['referral']>) {
  return {
    fromInvitationId,
    referredBy: { name: cut(referredBy.name, KEPT.name) },
    ...(message !== undefined && { message: cut(message, KEPT.words) }),
  };
}

/** Who somebody is on the marketplace, without what they can do. */
export const keptAccount = ({ id, name, profileUrl, email }: Person): Person => ({
  id,
  name: cut(name, KEPT.name),
  ...(profileUrl !== undefined && { profileUrl }),
  ...(email !== undefined && { email }),
});

/** The people whom a search found, each once and with what a picker shows. */
export const keptFound = (people: readonly Person[]): Person[] =>
  [...new Map(people.map((person) => [person.id, person])).values()].slice(0, KEPT.found).map((person) => ({
    ...keptAccount(person),
    ...(person.title !== undefined && { title: cut(person.title, KEPT.name) }),
  }));

/** The reasons for declining that can be offered. */
export const keptReasons = (reasons: readonly DeclineReason[]): readonly DeclineReason[] =>
  reasons.slice(0, KEPT.reasons);

/** What somebody writes to the colleague and to the client, as it is kept. */
export const keptNotes = <Words extends { readonly noteToColleague?: string; readonly noteToClient?: string }>(
  words: Words,
): Words => ({
  ...words,
  ...(words.noteToColleague !== undefined && { noteToColleague: cut(words.noteToColleague, KEPT.words) }),
  ...(words.noteToClient !== undefined && { noteToClient: cut(words.noteToClient, KEPT.words) }),
});

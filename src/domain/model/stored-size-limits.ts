import type { DeclineReason } from './connection/connection.js';
import type { Invitation, MarketplaceEvent } from './event/event.js';
import type { Client } from './job/client.js';
import type { Job } from './job/job.js';
import type { Person } from './person/person.js';

/**
 * Size limits of stored content: texts in UTF-16 units, lists in entries. Longer texts are cut, as the contract says.
 * Ids, addresses, names and notes to colleagues that are too long are refused by the contract instead, since a cut one
 * would be wrong.
 */
export const KEPT = {
  /** Slack shows at most some 40,000 characters over all the pages of a modal. */
  letter: 40_000,
  /** A note or message from one person to another. */
  words: 5_000,
  /** Names of people, clients and countries, and a person's title. */
  name: 200,
  /** The title of a job. */
  title: 500,
  timeZone: 100,
  /** The skills of a job. A member names at most 20, of at most 40 characters. */
  skills: 100,
  skill: 100,
  /** The longest option list that Slack takes. */
  reasons: 100,
  /** Results of one search for people; a picker shows fewer. */
  found: 100,
  /** The agency's own people on the marketplace. */
  people: 10_000,
  /** Further identities of one invitation. */
  keys: 20,
  /** Lines of a document's history; the latest are kept. */
  history: 200,
} as const;

/** Cuts a text to `most` UTF-16 units, never within a character. The result does not keep the whole text in memory. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.charCodeAt(most - 1);
  return copyOf(text.slice(0, end >= 0xd800 && end < 0xdc00 ? most - 1 : most));
}

/** V8 makes a slice of a long string as a view of it. */
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Cuts an event to what is stored of it. */
export const keptEvent = (event: MarketplaceEvent): MarketplaceEvent =>
  event.type === 'invitation.created' ? { ...event, data: keptInvitation(event.data) } : event;

/** Cuts an invitation to what is stored of it, without fields that Baton does not use. Idempotent. */
export function keptInvitation(invitation: Invitation): Invitation {
  const { id, status, invitedAt, expiresAt, letter, letterCut, job, client, freelancer, referral } = invitation;
  const { url, kind, keys, uncertain } = invitation;
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
    ...(url !== undefined && { url }),
    ...(kind !== undefined && { kind }),
    ...(keys?.length && { keys: keys.slice(0, KEPT.keys) }),
    ...(uncertain?.length && { uncertain }),
    ...(referral && { referral: keptReferral(referral) }),
  };
}

function keptJob({ id, title, url, budget, skills, private: isPrivate }: Job): Job {
  return {
    id,
    title: cut(title, KEPT.title),
    url,
    ...(budget && { budget }),
    skills: keptSkills(skills),
    ...(isPrivate !== undefined && { private: isPrivate }),
  };
}

/** Cuts a job's list of skills and each of them. */
export const keptSkills = (skills: readonly string[]): string[] =>
  skills
    .filter((skill) => skill.trim())
    .slice(0, KEPT.skills)
    .map((skill) => cut(skill, KEPT.skill));

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

/** A person's id, name and addresses, without title and skills. */
export const keptAccount = ({ id, name, profileUrl, email }: Person): Person => ({
  id,
  name: cut(name, KEPT.name),
  ...(profileUrl !== undefined && { profileUrl }),
  ...(email !== undefined && { email }),
});

/** Cuts the results of a search to what a picker shows, each person once. */
export const keptFound = (people: readonly Person[]): Person[] =>
  [...new Map(people.map((person) => [person.id, person])).values()].slice(0, KEPT.found).map((person) => ({
    ...keptAccount(person),
    ...(person.title !== undefined && { title: cut(person.title, KEPT.name) }),
  }));

/** Cuts a marketplace's reasons for declining to as many as Slack can offer. */
export const keptReasons = (reasons: readonly DeclineReason[]): readonly DeclineReason[] =>
  reasons.slice(0, KEPT.reasons);

/** Cuts the notes to the colleague and to the client. */
export const keptNotes = <Words extends { readonly noteToColleague?: string; readonly noteToClient?: string }>(
  words: Words,
): Words => ({
  ...words,
  ...(words.noteToColleague !== undefined && { noteToColleague: cut(words.noteToColleague, KEPT.words) }),
  ...(words.noteToClient !== undefined && { noteToClient: cut(words.noteToClient, KEPT.words) }),
});

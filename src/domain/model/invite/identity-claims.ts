import { createHash } from 'node:crypto';
import { marketplaceOfJob, UNKNOWN, type Via } from '../connection/connection.js';
import type { Invitation } from '../event/event.js';
import type { Job } from '../job/job.js';
import { idOfPage, jobPageUrl } from '../job/job-page-url.js';
import type { Invite } from './invite.js';

/*
 * Claims are the names by which an invitation is recognised again, whatever source tells of it. No two invites of a
 * tenant hold the same claim, which a unique index guarantees, so that two processes at once cannot make two invites of
 * one invitation.
 */

/** Returns the claim to an invitation's id in its connection. */
export const originClaim = (externalId: string): string => `origin:${externalId}`;

const KEY = 'key:';

/** Returns the claims to the ids that several sources share. */
const keyClaims = (keys: readonly string[] = []): string[] => keys.map((key) => `${KEY}${key}`);

const LEAD = 'lead:';

/**
 * Returns the claim that a job's first invite holds. A later invite cannot take it, which shows that the job has other
 * invites.
 */
export const leadClaim = (jobId: string): string => `${LEAD}${jobId}`;

/** True for claims that identify an invitation, as opposed to those that lead a job. */
const isIdentity = (claim: string): boolean => !claim.startsWith(LEAD);

/** Returns the claims without those that lead a job. */
export const withoutLead = (claims: readonly string[]): string[] => claims.filter(isIdentity);

/** Returns the ids of the jobs that an invite leads. */
export const ledJobs = ({ claims = [] }: Pick<Invite, 'claims'>): string[] =>
  claims.filter((claim) => !isIdentity(claim)).map((claim) => claim.slice(LEAD.length));

/** Tells whether an invite holds one of these identifying claims. */
export const isNamedBy = ({ claims: held = [] }: Pick<Invite, 'claims'>, claims: readonly string[]): boolean =>
  held.some((claim) => isIdentity(claim) && claims.includes(claim));

/** The addressee of an invitation: the person on the marketplace, and the linked member, if any. */
interface Addressee {
  readonly person: { readonly id: string };
  readonly slackUserId?: string;
}

/** Returns the claims that none of these invites holds. */
export const unclaimed = (claims: readonly string[], held: readonly Pick<Invite, 'claims'>[]): string[] => {
  const taken = new Set(held.flatMap((one) => one.claims ?? []));
  return claims.filter((claim) => !taken.has(claim));
};

type JobOnPage = Pick<Job, 'id' | 'url'>;

/** Returns the ids of a job: its own, and the one derived from its page. On Upwork its own id follows from the page. */
function idsOf(job: JobOnPage): string[] {
  const page = marketplaceOfJob(job) === 'upwork' ? undefined : jobPageUrl(job.url);
  return page === undefined ? [job.id] : [...new Set([job.id, idOfPage(page)])];
}

const JOB = 'job:';

/**
 * Returns the claims to the pair of a job and an addressee. They are digests, since a person's id may be an email
 * address.
 */
export function jobClaims(job: JobOnPage, { person, slackUserId }: Addressee): string[] {
  const addressee = [`person ${person.id}`, ...(slackUserId === undefined ? [] : [`member ${slackUserId}`])];
  return idsOf(job).flatMap((jobId) =>
    addressee.map(
      (who) =>
        `${JOB}${createHash('sha256')
          .update(JSON.stringify([jobId, who]))
          .digest('base64url')}`,
    ),
  );
}

/** Returns the claims that only this invitation can have: its id in its connection, and its shared ids. */
export const ownClaims = ({ id, keys }: Pick<Invitation, 'id' | 'keys'>): string[] => [
  originClaim(id),
  ...keyClaims(keys),
];

const OWN = 'own:';

/**
 * Returns the claims to the pairs of a shared id and a member; none without a member. They stand for the id where
 * another member's invite holds that.
 */
export const keysOfMember = (keys: readonly string[] = [], slackUserId: string | undefined): string[] =>
  slackUserId === undefined ? [] : keys.map((key) => `${OWN}${key} of ${slackUserId}`);

/** True for claims to the pairs of a shared id and a member. */
export const isOfMember = (claim: string): boolean => claim.startsWith(OWN);

/** Returns the claims without those to pairs with an addressee: they go where the invite becomes somebody else's. */
export const withoutAddressee = (claims: readonly string[]): string[] =>
  claims.filter((claim) => !claim.startsWith(JOB) && !isOfMember(claim));

/** Returns the claims without those to shared ids other than these, for everybody or for one member. */
export function withKeys(claims: readonly string[], keys: readonly string[] = []): string[] {
  const left = keyClaims(keys);
  const ofMembers = keysOfMember(keys, '');
  return claims.filter(
    (claim) =>
      !(claim.startsWith(KEY) || isOfMember(claim)) ||
      left.includes(claim) ||
      ofMembers.some((start) => claim.startsWith(start)),
  );
}

/** Returns all claims that identify an invitation, without duplicates, and the claim to lead its job. */
export const claimsOf = (
  invitation: Pick<Invitation, 'id' | 'keys' | 'job' | 'freelancer'>,
  slackUserId?: string,
): string[] => {
  const addressee = { person: invitation.freelancer, ...(slackUserId !== undefined && { slackUserId }) };
  const { job } = invitation;
  return [...new Set([...ownClaims(invitation), ...jobClaims(job, addressee), leadClaim(job.id)])];
};

const areOne = (one: Via, other: Via): boolean =>
  one.connectionId === other.connectionId ||
  ((one.connectionId === UNKNOWN || other.connectionId === UNKNOWN) && one.source === other.source);

type Keyed = Pick<Invite, 'keys'>;

/** Tells whether both have shared ids, and none in common: an invitation has one number on its marketplace. */
export const haveOtherKeys = ({ keys: some = [] }: Keyed, { keys: others = [] }: Keyed): boolean =>
  some.length > 0 && others.length > 0 && !others.some((key) => some.includes(key));

/**
 * Tells whether an invitation to the same job and addressee as an invite is that invite. False where they have
 * different shared ids, or the same connection reported the invite under another id and its ids are unique: a client
 * may invite somebody twice.
 */
export const mayBeOne = (
  invite: Pick<Invite, 'origins' | 'keys'>,
  invitation: Pick<Invitation, 'id' | 'keys'>,
  via: Via,
): boolean =>
  !haveOtherKeys(invite, invitation) &&
  !(
    via.namesInvitations && invite.origins.some((origin) => areOne(origin, via) && origin.externalId !== invitation.id)
  );

/** Tells whether two jobs are different ones of Upwork, by its numbers. */
export const areOtherJobs = (...ids: readonly [string, string]): boolean =>
  ids[0] !== ids[1] && ids.every((id) => /^upwork:\d+$/.test(id));

type Identified = Pick<Invite, 'origins' | 'keys' | 'job'>;

/**
 * Tells whether two invites that share a claim are one invitation: neither their shared ids nor their jobs show that
 * they are two, and no connection reported them as two.
 */
export const areOneInvite = (one: Identified, { origins, keys = [], job }: Identified): boolean =>
  !areOtherJobs(one.job.id, job.id) &&
  origins.every((origin) => mayBeOne(one, { id: origin.externalId, keys }, origin));

/**
 * Finds the stored invite of an invitation among those that hold its claims: by its id, else by a shared id, else by
 * job and addressee. Undefined where none of them is the same invitation.
 */
export function inviteOf<Held extends Pick<Invite, 'id' | 'externalId' | 'origins' | 'claims' | 'keys'>>(
  held: readonly Held[],
  invitation: Pick<Invitation, 'id' | 'keys'>,
  via: Via,
): Held | undefined {
  const { id, keys } = invitation;
  const sorted = held.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const shared = new Set(keyClaims(keys));
  return (
    sorted.find(({ externalId, origins }) => externalId === id || origins.some((one) => one.externalId === id)) ??
    sorted.find(({ claims = [] }) => claims.some((claim) => shared.has(claim))) ??
    sorted.find((one) => mayBeOne(one, invitation, via))
  );
}

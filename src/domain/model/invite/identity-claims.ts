import { createHash } from 'node:crypto';
import { marketplaceOfJob, UNKNOWN, type Via } from '../connection/connection.js';
import type { Invitation } from '../event/event.js';
import type { Job } from '../job/job.js';
import { idOfPage, pageOf } from '../job/job-page-url.js';
import type { Invite } from './invite.js';

/*
 * Claims are the names by which an invitation is recognised again, whatever source tells of it. No two invites of a tenant
 * hold the same claim, which a unique index guarantees, so that two processes at once cannot make two invites of one
 * invitation.
 */

/** Returns the claim to what a connection calls an invitation. */
export const originClaim = (externalId: string): string => `origin:${externalId}`;

/** Returns the claims to the identities that several sources share. */
const keyClaims = (keys: readonly string[] = []): string[] => keys.map((key) => `key:${key}`);

const LEAD = 'lead:';

/** Returns the claim that a job's first invite holds: a later one cannot take it, and so knows that it is not alone. */
export const leadClaim = (jobId: string): string => `${LEAD}${jobId}`;

/** Tells whether a claim recognises an invitation. */
const isIdentity = (claim: string): boolean => !claim.startsWith(LEAD);

/** Returns claims without those that lead a job. */
export const withoutLead = (claims: readonly string[]): string[] => claims.filter(isIdentity);

/** Returns the jobs that an invite leads, the present one among them where it does. */
export const ledJobs = ({ claims = [] }: Pick<Invite, 'claims'>): string[] =>
  claims.filter((claim) => !isIdentity(claim)).map((claim) => claim.slice(LEAD.length));

/** Tells whether an invite holds one of the claims by which an invitation is recognised. */
export const isNamedBy = ({ claims: held = [] }: Pick<Invite, 'claims'>, claims: readonly string[]): boolean =>
  held.some((claim) => isIdentity(claim) && claims.includes(claim));

/** An addressee, as a person of the marketplace and as a member. */
interface Addressee {
  readonly person: { readonly id: string };
  readonly slackUserId?: string;
}

type JobOnPage = Pick<Job, 'id' | 'url'>;

/** Returns the ids of a job: its own, and that of its page. On Upwork the own one is known from the page. */
function idsOf(job: JobOnPage): string[] {
  const page = marketplaceOfJob(job) === 'upwork' ? undefined : pageOf(job.url);
  return page === undefined ? [job.id] : [...new Set([job.id, idOfPage(page)])];
}

/** Returns the claims to a job's invitation for an addressee. Digests: a person's id may be an email address. */
export function jobClaims(job: JobOnPage, { person, slackUserId }: Addressee): string[] {
  const addressee = [`person ${person.id}`, ...(slackUserId === undefined ? [] : [`member ${slackUserId}`])];
  return idsOf(job).flatMap((jobId) =>
    addressee.map(
      (who) =>
        `job:${createHash('sha256')
          .update(JSON.stringify([jobId, who]))
          .digest('base64url')}`,
    ),
  );
}

/** Returns what an invitation claims for certain: its id in its connection, and its shared identities. */
export const ownClaims = ({ id, keys }: Pick<Invitation, 'id' | 'keys'>): string[] => [
  originClaim(id),
  ...keyClaims(keys),
];

/** Returns everything by which an invitation is recognised, once each, and the claim to lead its job. */
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

/**
 * Tells whether the same job and addressee make an invitation the same as an invite. They do not where the connection has
 * told of the invite under another id, and its ids name invitations: a client may invite somebody again.
 */
export const mayBeOne = ({ origins }: Pick<Invite, 'origins'>, id: string, via: Via): boolean =>
  !via.namesInvitations || !origins.some((origin) => areOne(origin, via) && origin.externalId !== id);

/** Tells whether two invites with a claim in common are one: no connection tells of both as two. */
export const areOneInvite = (one: Pick<Invite, 'origins'>, { origins }: Pick<Invite, 'origins'>): boolean =>
  origins.every((origin) => mayBeOne(one, origin.externalId, origin));

/**
 * Finds the invite of an invitation among those that hold its claims: by its id, else by a shared identity, else by its
 * job and addressee. Undefined where it is none of them.
 */
export function inviteOf<Held extends Pick<Invite, 'id' | 'externalId' | 'origins' | 'claims'>>(
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
    sorted.find((one) => mayBeOne(one, id, via))
  );
}

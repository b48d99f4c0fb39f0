import { createHash } from 'node:crypto';
import { fold } from '../../lib/accent-folding.js';
import { confirmByInvite, inferSourceReferral } from '../lifecycle/infer-source-referral.js';
import { MANUAL, MANUAL_WAY, marketplaceOfJob, UNKNOWN } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import type { InvitationDraft } from '../model/event/invitation-draft.js';
import { claimsOf, haveOtherKeys, inviteOf, withoutLead } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { isKeptApart } from '../model/invite/is-kept-apart.js';
import { addresseeRank } from '../model/invite/merge-invitation.js';
import { accountIn, isAccountOf, UPWORK } from '../model/member/marketplace-accounts.js';
import type { Actor, Member } from '../model/member/member.js';
import type { Person } from '../model/person/person.js';
import { enteredTitle, requireFuture } from '../permissions/check-entered-facts.js';
import { type Entered, isTyped, requireEnterable } from '../permissions/require-enterable.js';
import { mayActForOthers, requireInvitable } from '../permissions/require-role.js';
import { whyNotInvited } from '../permissions/who-gets-invites.js';
import type { Ports } from '../ports.js';
import { mergeKnownInvite } from './merge-known-invite.js';
import { receiveInvite } from './receive-invite.js';

/** The facts of a draft that its form shows but does not ask for. */
export type DraftFacts = Pick<InvitationDraft, 'budget' | 'skills' | 'client' | 'kind' | 'private'>;

/** An invitation as a person enters it. */
export interface EnteredInvite {
  readonly title: string;
  /** The page of the job or of the invitation. */
  readonly link?: string;
  /** The member whose invitation it is. */
  readonly slackUserId: string;
  readonly expiresAt?: Date;
  readonly letter: string;
  readonly facts: DraftFacts;
}

/** An invite that was entered; `isNew` is false where the person's invite to this job was known already. */
export interface Added {
  readonly invite: Invite;
  readonly isNew: boolean;
}

/** @throws Refusal unless `by` may add invites: everybody who can get invites may. */
export const requireAdding = (ports: Ports, by: Actor): Promise<void> => requireInvitable(ports, by);

/**
 * Stores an invitation that a person enters by hand. The same job and person make it the same invite as one that a
 * source reported: then only missing facts are added. A link to an invitation that is addressed to another member,
 * alone or among others, is refused, unless a person who may decide for others enters it.
 * @throws Refusal with the field at fault as `params.field`, or when `by` may not add invites, or not for this person
 */
export async function addInvite(ports: Ports, by: Actor, entered: EnteredInvite): Promise<Added> {
  await requireAdding(ports, by);
  const mayForOthers = await mayActForOthers(ports, by);
  const member = await memberToInvite(ports, by, entered.slackUserId, mayForOthers);
  const invitation = invitationFrom(ports, member, entered);
  const entering = { by: by.slackUserId, member, mayForOthers };
  const known = await knownInvite(ports, entering, invitation);
  if (known) {
    const reported = { via: MANUAL_WAY, entered: entering, slackUserId: member.slackUserId };
    const invite = await inferSourceReferral(ports, await mergeKnownInvite(ports, known, invitation, reported));
    await confirmByInvite(ports, invite);
    return { invite, isNew: false };
  }
  const invite = await receiveInvite(ports, by.tenantId, invitation, MANUAL_WAY, { entered: entering });
  return { invite, isNew: true };
}

/**
 * Returns the member for whom an invite is entered. Everybody may enter their own invites; those who may decide for
 * others may enter anybody's.
 * @throws Refusal otherwise, or where the member gets no invites
 */
export async function memberToInvite(
  ports: Ports,
  by: Actor,
  slackUserId: string,
  mayForOthers: boolean,
): Promise<Member> {
  const isTheirOwn = slackUserId === by.slackUserId;
  if (!isTheirOwn && !mayForOthers) throw new Refusal('invite.forOthers', { field: 'member' });
  const member = await ports.members.get(by.tenantId, slackUserId);
  if (!member) throw new Refusal(isTheirOwn ? 'member.youUnknown' : 'member.unknown', { field: 'member' });
  const refusal = await whyNotInvited(ports, member);
  if (refusal) throw refusal;
  return member;
}

/** Tells whether a text is the link to a freelancer's profile and nothing else. */
export const isProfileAlone = ({ freelancer, job, url, title, letter }: InvitationDraft): boolean =>
  freelancer?.id !== undefined && !job && !url && !title && !letter;

function invitationFrom({ clock, sources }: Ports, member: Member, entered: EnteredInvite): Invitation {
  const { link = '', expiresAt, letter, facts } = entered;
  const now = clock.now();
  const title = enteredTitle(entered.title);
  requireFuture(expiresAt, now);
  const read = sources.readInvite(link, { now, timeZone: member.timeZone ?? 'UTC' });
  if (isProfileAlone(read)) throw new Refusal('invite.profileLink', { field: 'link' });
  if (link.trim() && !read.job && !read.url) throw new Refusal('invite.badLink', { field: 'link' });
  if (read.otherJobs) throw new Refusal('invite.severalLinks', { field: 'link' });
  const job = read.job ?? { id: read.keys[0] ?? `titled:${digestOf(fold(title))}`, url: read.url ?? '' };
  const freelancer = personOf(member, marketplaceOfJob(job) === 'upwork' ? UPWORK : UNKNOWN);
  return {
    id: `${MANUAL}:${digestOf(`${job.id}\n${member.slackUserId}`)}`,
    status: 'open',
    invitedAt: now,
    ...(expiresAt && { expiresAt }),
    letter,
    job: {
      ...job,
      title,
      ...(facts.budget && { budget: facts.budget }),
      skills: facts.skills,
      ...(facts.private && { private: true }),
    },
    client: facts.client,
    freelancer,
    ...(read.url && { url: read.url }),
    keys: read.keys,
    ...(facts.kind && { kind: facts.kind }),
  };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Returns the member's account on the marketplace, or a person of Baton's own while none is linked. */
function personOf(member: Member, place: string): Person {
  const account = accountIn(member, place);
  if (!account) return { id: `slack:${member.slackUserId}`, name: member.name };
  const { linkedBy: _, place: __, ...person } = account;
  return person;
}

/**
 * Finds the invite of this invitation, or else the person's invite to this job, whichever source reported it.
 * @throws Refusal when anything in what was entered names an invite that is addressed to somebody else
 */
async function knownInvite(ports: Ports, entered: Entered, invitation: Invitation): Promise<Invite | null> {
  const { id, job } = invitation;
  const { member } = entered;
  const { tenantId, slackUserId } = member;
  const claims = withoutLead(claimsOf(invitation, slackUserId));
  const claimed = await ports.invites.holding(tenantId, claims);
  const claimant = { slackUserId, rank: addresseeRank(MANUAL_WAY, invitation, isTyped(entered)) };
  const together = claimed.filter((one) => !isKeptApart(one, claimant));
  requireEnterable(together, entered);
  const named = inviteOf(together, invitation, MANUAL_WAY);
  if (named) return named;
  const onJob = await ports.invites.ofJob(tenantId, job.id);
  const theirs = onJob.filter(
    ({ invitee, duplicateOf }) =>
      duplicateOf === undefined && (invitee.slackUserId === slackUserId || isAccountOf(member, invitee.person.id)),
  );
  const found = await Promise.all(theirs.map((one) => ports.invites.get(one)));
  return (
    found.find((one) => one !== null && !haveOtherKeys(one, invitation)) ?? ports.invites.byExternalId(tenantId, id)
  );
}

import { findSourceReferral, readSource } from '../lifecycle/find-source-referral.js';
import { confirmByInvite, inferSourceReferral } from '../lifecycle/infer-source-referral.js';
import type { Reported } from '../lifecycle/merge-report.js';
import { releaseClaims } from '../lifecycle/release-claims.js';
import { retryEarlyEvents } from '../lifecycle/retry-early-events.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import { Duplicate } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import { findTiedInvite } from '../model/invite/find-tied-invite.js';
import { isNamedBy, keysOfMember, originClaim, unclaimed } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { type Claimant, isTakenFrom } from '../model/invite/is-kept-apart.js';
import { addresseeRank, rankOf } from '../model/invite/merge-invitation.js';
import type { Member } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import { keptInvitation } from '../model/stored-size-limits.js';
import { type Entered, isTyped, requireEnterable } from '../permissions/require-enterable.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { exceedsCardLimit } from './exceeds-card-limit.js';
import { findInvitedMember } from './find-invited-member.js';
import { asPast, asUnannounced, makeInvite } from './make-invite.js';
import { mergeKnownInvite } from './merge-known-invite.js';
import { partClaimHolders } from './part-claim-holders.js';
import { wasOverBeforeConnection } from './was-over-before-connection.js';

/**
 * Stores an invitation as an invite to the linked member, or to the member for whom a person entered it. A report of a
 * known invitation, repeated or by another source, is merged into its invite.
 */
export async function receiveInvite(
  ports: Ports,
  tenantId: string,
  given: Invitation,
  via: Via = ONLY_WAY,
  { entered, early = 'failed' }: Receipt = {},
): Promise<Invite> {
  // an earlier release may have stored more of it
  const invitation = keptInvitation(given);
  const [[known], linked, source] = await Promise.all([
    ports.invites.holding(tenantId, [originClaim(invitation.id)]),
    entered ? null : ports.members.byPerson(tenantId, invitation.freelancer.id),
    readSource(ports, tenantId, invitation),
  ]);
  const named = known && (await addresseeOf(ports, known, invitation, { via, entered, linked }));
  const isRepeat = known && !isTakenFrom(known, claimantIn(invitation, { via, entered }, named?.slackUserId));
  const kept = isRepeat
    ? { invite: await mergeKnownInvite(ports, known, invitation, reportedBy({ via, entered }, named?.slackUserId)) }
    : await keep(ports, tenantId, invitation, { via, entered, linked, source });
  const invite = await inferSourceReferral(ports, kept.invite);
  await confirmByInvite(ports, invite, kept.referral);
  await retryEarlyEvents(ports, tenantId, invitation.id, early);
  if (!ports.sources.rulesOf(via.source).namesRelations)
    await retryEarlyEvents(ports, tenantId, invitation.job.id, 'all');
  return invite;
}

/** The circumstances in which an invitation comes. */
export interface Receipt {
  readonly entered?: Entered;
  /**
   * The stored events about it that are retried: `all` where the source itself reports the invitation, since some may
   * have been processed without it.
   */
  readonly early?: 'failed' | 'all';
}

/** The connection by which an invitation came, and the stored documents that concern it. */
interface Arrival {
  readonly via: Via;
  readonly entered: Entered | undefined;
  /** The member who is linked to its person. */
  readonly linked: Member | null;
  /** The invite that was referred. */
  readonly source: Invite | null;
}

/** An invite, and the referral that led to it, where that was read. */
interface Kept {
  readonly invite: Invite;
  readonly referral?: Referral;
}

async function keep(
  ports: Ports,
  tenantId: string,
  invitation: Invitation,
  { via, entered, linked, source }: Arrival,
): Promise<Kept> {
  const [member, referred, settings, past] = await Promise.all([
    entered?.member ?? findInvitedMember(ports, tenantId, { ...invitation, origins: [via] }, linked),
    source && findSourceReferral(ports, tenantId, invitation, source),
    tenantSettings(ports, tenantId),
    wasOverBeforeConnection(ports, tenantId, invitation, via),
  ]);
  const made = makeInvite(tenantId, invitation, { member, referred, settings, via, entered, now: ports.clock.now() });
  const invite = past ? asPast(made) : !entered && (await exceedsCardLimit(ports, made)) ? asUnannounced(made) : made;
  const kept = (await inserted(ports, invite)) ?? (await join(ports, invite, invitation, { via, entered }));
  return { invite: kept, ...(referred && { referral: referred.referral }) };
}

/** Returns null where another invite has its id or one of its claims. */
async function inserted(ports: Ports, invite: Invite): Promise<Invite | null> {
  try {
    await ports.invites.insert(invite);
    return invite;
  } catch (error) {
    if (error instanceof Duplicate) return null;
    throw error;
  }
}

/**
 * Merges an invitation into the invite that holds its claims, or stores it separately where that is another invitation
 * to the same job and addressee, or what another member has entered for themselves.
 * @throws Refusal when it was entered, and is addressed to somebody else
 */
async function join(
  ports: Ports,
  made: Invite,
  invitation: Invitation,
  arrival: Pick<Arrival, 'via' | 'entered'>,
): Promise<Invite> {
  const { via, entered } = arrival;
  const { tenantId, claims = [], keys, invitee } = made;
  const own = keysOfMember(keys, invitee.slackUserId);
  const held = await ports.invites.holding(tenantId, [...claims, ...own]);
  const named = held.filter((one) => isNamedBy(one, [...claims, ...own]));
  const claimant = claimantIn(invitation, arrival, invitee.slackUserId);
  const { apart, together, yielding } = await partClaimHolders(ports, named, { invite: made, claims, claimant });
  requireEnterable(together, entered);
  const namesake = await ports.invites.byExternalId(tenantId, invitation.id);
  const isFree = !namesake || isTakenFrom(namesake, claimant);
  const known = findTiedInvite(together, made, invitation, via) ?? (isFree ? undefined : namesake);
  if (known)
    return mergeKnownInvite(ports, known, invitation, { ...reportedBy(arrival, invitee.slackUserId), led: made });
  if (yielding.length > 0) {
    await releaseClaims(ports, yielding, claims);
    return join(ports, made, invitation, arrival);
  }
  const left = unclaimed([...claims, ...(apart.length > 0 ? own : [])], held);
  // the invite that it was taken from keeps the id
  const externalId = namesake ? `${invitation.id} ${made.id}` : invitation.id;
  return (await inserted(ports, { ...made, externalId, claims: left })) ?? join(ports, made, invitation, arrival);
}

/** Returns whose an invitation is, as its report says. */
const claimantIn = (
  invitation: Invitation,
  { via, entered }: Pick<Arrival, 'via' | 'entered'>,
  slackUserId = entered?.member.slackUserId,
): Claimant => ({ slackUserId, rank: addresseeRank(via, invitation, isTyped(entered)) });

/** Finds the member whom another report of an invite names, where it is more certain whose the invite is. */
async function addresseeOf(
  ports: Ports,
  known: Invite,
  invitation: Invitation,
  { via, entered, linked }: Pick<Arrival, 'via' | 'entered' | 'linked'>,
): Promise<Member | null> {
  if (entered) return entered.member;
  const { rank } = claimantIn(invitation, { via, entered });
  const isKnown = known.invitee.slackUserId === undefined || rank <= rankOf(known, 'addressee');
  return isKnown ? null : findInvitedMember(ports, known.tenantId, { ...invitation, origins: [via] }, linked);
}

const reportedBy = (
  { via, entered }: Pick<Arrival, 'via' | 'entered'>,
  slackUserId = entered?.member.slackUserId,
): Reported => ({ via, ...(entered && { entered }), ...(slackUserId !== undefined && { slackUserId }) });

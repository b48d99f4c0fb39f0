import { randomUUID } from 'node:crypto';
import { closedInviteFields } from '../lifecycle/closed-invite-fields.js';
import { findSourceReferral, readSource, type SourceReferral } from '../lifecycle/find-source-referral.js';
import { confirmByInvite, inferSourceReferral } from '../lifecycle/infer-source-referral.js';
import { expiryOf } from '../lifecycle/invite-timers.js';
import { claimForMember, mergeDuplicates, otherHolders } from '../lifecycle/merge-duplicate-invites.js';
import { addressingOf, mergeReport, type Reported } from '../lifecycle/merge-report.js';
import { presentInvite } from '../lifecycle/present-invite.js';
import { releaseClaims } from '../lifecycle/release-claims.js';
import { retryEarlyEvents } from '../lifecycle/retry-early-events.js';
import { areAnsweredApart, marketplaceOf, ONLY_WAY, type Origin, type Via } from '../model/connection/connection.js';
import { Duplicate } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import { findTiedInvite } from '../model/invite/find-tied-invite.js';
import { givesWay } from '../model/invite/gives-way.js';
import {
  claimsOf,
  isNamedBy,
  isOfMember,
  keysOfMember,
  mayBeOne,
  originClaim,
  unclaimed,
  withoutLead,
} from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { type Claimant, claimantOf, isKeptApart, isTakenFrom } from '../model/invite/is-kept-apart.js';
import { isReaddressedBy } from '../model/invite/is-readdressed-by.js';
import { addresseeRank, isIdentified, mergeInvitation, rankOf, TYPED_RANKS } from '../model/invite/merge-invitation.js';
import { hasScheme, placeOfPerson } from '../model/member/marketplace-accounts.js';
import { isLinkable, type Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { ReferralChainLink } from '../model/referral-chain.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import { keptInvitation } from '../model/stored-size-limits.js';
import type { Settings } from '../model/tenant/tenant.js';
import { type Entered, isTyped, requireEnterable } from '../permissions/require-enterable.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { exceedsCardLimit } from './exceeds-card-limit.js';
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
    ? { invite: await mergeKnown(ports, known, invitation, reportedBy({ via, entered }, named?.slackUserId)) }
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
    entered?.member ?? memberFor(ports, tenantId, { ...invitation, origins: [via] }, linked),
    source && findSourceReferral(ports, tenantId, invitation, source),
    tenantSettings(ports, tenantId),
    wasOverBeforeConnection(ports, tenantId, invitation, via),
  ]);
  const made = inviteFrom(tenantId, invitation, { member, referred, settings, via, entered, now: ports.clock.now() });
  const invite = past ? asPast(made) : !entered && (await exceedsCardLimit(ports, made)) ? asUnannounced(made) : made;
  const kept = (await inserted(ports, invite)) ?? (await join(ports, invite, invitation, { via, entered }));
  return { invite: kept, ...(referred && { referral: referred.referral }) };
}

/**
 * Makes an open invite that ended before its connection was made an expired one, by Baton's clock: a later deadline
 * reopens it.
 */
const asPast = (invite: Invite): Invite => ({
  ...invite,
  past: true,
  ...(invite.status === 'open' && {
    status: 'expired',
    history: invite.history.map((line) => ({ ...line, who: 'clock', what: 'expired', through: 'job' })),
  }),
  work: [],
});

/** Makes an invite one without a card, and so without reminders. */
const asUnannounced = (invite: Invite): Invite => ({
  ...invite,
  unannounced: true,
  work: invite.work.filter(({ job }) => job !== 'nudge-invite'),
});

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
  const { apart, together, yielding } = await partHolders(ports, named, { invite: made, claims, claimant });
  requireEnterable(together, entered);
  const namesake = await ports.invites.byExternalId(tenantId, invitation.id);
  const isFree = !namesake || isTakenFrom(namesake, claimant);
  const known = findTiedInvite(together, made, invitation, via) ?? (isFree ? undefined : namesake);
  if (known) return mergeKnown(ports, known, invitation, { ...reportedBy(arrival, invitee.slackUserId), led: made });
  if (yielding.length > 0) {
    await releaseClaims(ports, yielding, claims);
    return join(ports, made, invitation, arrival);
  }
  const left = unclaimed([...claims, ...(apart.length > 0 ? own : [])], held);
  // the invite that it was taken from keeps the id
  const externalId = namesake ? `${invitation.id} ${made.id}` : invitation.id;
  return (await inserted(ports, { ...made, externalId, claims: left })) ?? join(ports, made, invitation, arrival);
}

/** The invites that hold claims of an invitation. */
interface Holders {
  /** Those that are another person's invitation. */
  readonly apart: readonly Invite[];
  readonly together: readonly Invite[];
  /** Those of both kinds that have to leave their claims to the invitation. */
  readonly yielding: readonly Invite[];
}

/** An invitation that claims what other invites hold. */
interface Claiming {
  /** The invitation, as it is or will be stored. */
  readonly invite: Invite;
  readonly claims: readonly string[];
  readonly claimant: Claimant;
}

/** Parts the invites that hold claims of an invitation, without those of other marketplaces that are answered apart. */
async function partHolders(
  ports: Ports,
  holders: readonly Invite[],
  { invite, claims, claimant }: Claiming,
): Promise<Holders> {
  const connections = holders.length > 0 ? await ports.connections.latestOf(invite.tenantId) : [];
  const elsewhere = holders.filter((one) => areAnsweredApart(one.origins, invite.origins, connections));
  const apart = holders.filter((one) => !elsewhere.includes(one) && isKeptApart(one, claimant));
  const together = holders.filter((one) => !elsewhere.includes(one) && !apart.includes(one));
  const taken = apart.some((one) => isTakenFrom(one, claimant)) ? apart : [];
  const mayYield = claims.filter((claim) => !isOfMember(claim));
  const yielding = together.filter((one) => isNamedBy(one, mayYield) && givesWay(one, invite));
  return { apart, together, yielding: [...taken, ...yielding] };
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
  return isKnown ? null : memberFor(ports, known.tenantId, { ...invitation, origins: [via] }, linked);
}

const reportedBy = (
  { via, entered }: Pick<Arrival, 'via' | 'entered'>,
  slackUserId = entered?.member.slackUserId,
): Reported => ({ via, ...(entered && { entered }), ...(slackUserId !== undefined && { slackUserId }) });

/**
 * Merges another report into the invite of its invitation. Skips claims that another invite holds already.
 * @throws Refusal when it was entered, and that invite, or one that it turns out to be, is addressed to somebody else
 */
export async function mergeKnown(
  ports: Ports,
  invite: Invite,
  invitation: Invitation,
  reported: Reported,
): Promise<Invite> {
  try {
    return await mergeReport(ports, invite, invitation, reported);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const fresh = (await presentInvite(ports, invite)) ?? invite;
    if (fresh.id !== invite.id) return mergeKnown(ports, fresh, invitation, reported);
    const { via = ONLY_WAY } = reported;
    const merged = mergeInvitation(fresh, invitation, via, addressingOf(reported));
    const { claims = [] } = merged;
    const others = await otherHolders(ports, fresh, claims);
    const after = { ...fresh, ...merged };
    const named = others.filter((one) => isNamedBy(one, claims));
    const claiming = { invite: after, claims, claimant: claimantOf(after) };
    const { together, yielding } = await partHolders(ports, named, claiming);
    if (yielding.length > 0) {
      await releaseClaims(ports, yielding, claims);
      return mergeKnown(ports, fresh, invitation, reported);
    }
    const mayShowOne = (one: Invite) => reported.entered !== undefined || isIdentified(after) || !isIdentified(one);
    const twin = together.find((one) => mayShowOne(one) && mayBeOne(one, invitation, via));
    const folded = twin && (await mergeDuplicates(ports, fresh, twin, reported.entered));
    if (folded) return mergeKnown(ports, folded, invitation, reported);
    const without = others.flatMap((one) => one.claims ?? []);
    const kept = await mergeKnown(ports, fresh, invitation, { ...reported, without });
    const isOtherJob = twin && kept.job.id !== fresh.job.id;
    const joined = isOtherJob && (await mergeDuplicates(ports, kept, twin, reported.entered));
    if (joined) return mergeKnown(ports, joined, invitation, reported);
    return isReaddressedBy(fresh, kept) ? claimForMember(ports, kept) : kept;
  }
}

/** The person of an invitation, and the connections that reported it. */
interface Named extends Pick<Invitation, 'freelancer'> {
  readonly origins: readonly Pick<Origin, 'source'>[];
}

/**
 * Finds the active member for an invitation, by their link or else by their email address, where only they have it.
 * @param known the linked member, where that was read
 */
export async function memberFor(
  { members, sources }: Ports,
  tenantId: string,
  { freelancer, origins }: Named,
  known?: Member | null,
): Promise<Member | null> {
  const linked = known === undefined ? await members.byPerson(tenantId, freelancer.id) : known;
  if (linked || !freelancer.email) return linked && isLinkable(linked) ? linked : null;
  const [found, ...others] = (await members.atEmail(tenantId, freelancer.email)).filter(isLinkable);
  const named = { id: freelancer.id, place: placeOfPerson(freelancer.id, marketplaceOf(origins, sources.rulesOf)) };
  const isClear = others.length === 0 && !found?.sharedEmailIn?.includes(named.place);
  return found && isClear && !hasScheme(found, named) ? found : null;
}

interface Context {
  readonly member: Member | null;
  readonly referred: SourceReferral | null;
  readonly settings: Settings;
  readonly via: Via;
  readonly entered: Entered | undefined;
  readonly now: Date;
}

/**
 * Builds the invite of an invitation. It claims to be the first of its job (`leadClaim`), unless it came through a
 * referral: then the referred invite, or an earlier one, is the first.
 */
function inviteFrom(tenantId: string, invitation: Invitation, context: Context): Invite {
  const { member, referred, settings, via, entered, now } = context;
  const { referral = null, source = null } = referred ?? {};
  const { id: externalId, referral: told, freelancer, letterCut = false, status, ...facts } = invitation;
  const note = told?.message ?? referral?.noteToColleague;
  const invitee = { person: freelancer, ...(member && { slackUserId: member.slackUserId }) };
  const claims = claimsOf(invitation, member?.slackUserId);
  const nudge = nextNudge({ ...invitation, invitee, nudges: 0 }, settings, member, now);
  return {
    ...facts,
    id: randomUUID(),
    ...(status === 'open' ? { status } : closedInviteFields(status, now)),
    tenantId,
    externalId,
    origins: [{ ...via, externalId }],
    claims: referral ? withoutLead(claims) : claims,
    ...(isTyped(entered) && { ranks: TYPED_RANKS }),
    letterCut,
    invitee,
    ...(told && {
      referredIn: { byName: told.referredBy.name, ...(referral && { referralId: referral.id }), ...(note && { note }) },
    }),
    chain: referral ? [...referral.chain, linkOf(referral)] : [],
    nudges: 0,
    revision: 1,
    history: [
      entered
        ? { at: now, who: entered.by, what: status, through: 'slack' }
        : { at: now, who: 'marketplace', what: status, through: 'webhook' },
    ],
    work: [
      todo('announce-invite', now),
      ...(source?.peers ? [todo('announce-peers', now)] : []),
      ...(status === 'open' ? [...expiryOf(invitation), ...nudge] : []),
    ],
  };
}

const linkOf = ({ id, from }: SourceReferral['referral']): ReferralChainLink => ({ ...from, referralId: id });

import { isTokenRefused, reportRefusedToken } from '../ensuring-messages/report-refused-token.js';
import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { findSourceReferral } from '../lifecycle/find-source-referral.js';
import { type Connection, canDo, UNKNOWN, type Via } from '../model/connection/connection.js';
import { MarketplaceRefusal, Refusal, TooEarly } from '../model/errors.js';
import type { Invitation } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';
import { findInvitedMember } from './find-invited-member.js';
import { receiveInvite } from './receive-invite.js';

/** The subject of a report about an invitation: the tenant's invite, the referral that led to it, or both. */
export interface Subject {
  readonly invite?: Invite;
  readonly referralId?: string;
  /** The referral, where it was read with the invite. */
  readonly referral?: Referral;
  /** Set where only the job and the colleague link the invite to the referral. */
  readonly inferred?: true;
}

/**
 * Finds the subject of a report about an invitation. If the report came before the invitation, the marketplace is asked
 * for it. Reports also come about people outside the agency whom a member referred: these have no invite, the
 * marketplace may not show them, and the referral is the subject. A report by a connection that cannot be asked has no
 * subject: it is counted, and processed again if the invitation comes while its event is kept.
 * @throws TooEarly while neither is stored, since the invitation, or the answer to the call that made it, is still to
 * come.
 */
export async function findReportSubject(
  ports: Ports,
  tenantId: string,
  externalId: string,
  via: Via,
): Promise<Subject> {
  const known = await knownAs(ports, tenantId, externalId);
  if (known) return known;
  const invitation = await fetchInvitation(ports, tenantId, externalId, via);
  if (invitation instanceof MarketplaceRefusal) return notShown(ports, tenantId, externalId, via, invitation);
  if (await isOurs(ports, tenantId, invitation, via))
    return aboutInvite(await receiveInvite(ports, tenantId, invitation, via));
  const { referral } = (await findSourceReferral(ports, tenantId, invitation)) ?? {};
  if (!referral) return {};
  await confirmForwarded(ports, referral, 'webhook', externalId);
  return { referralId: referral.id };
}

/**
 * Returns the subject of a report about an invite.
 * @param received the referral that is known to have led to this invitation, as far as it was read
 */
export const aboutInvite = (invite: Invite, received: Referral | null = null): Subject => {
  const { referralId = received?.id, inferred } = invite.referredIn ?? {};
  const referral = received?.id === referralId && received;
  return { invite, ...(referralId && { referralId }), ...(referral && { referral }), ...(inferred && { inferred }) };
};

/** Reads the invite and the referral that led to it at once: most reports are about both. */
async function knownAs({ invites, referrals }: Ports, tenantId: string, externalId: string): Promise<Subject | null> {
  const [known, received] = await Promise.all([
    invites.byExternalId(tenantId, externalId),
    referrals.byReceived(tenantId, externalId),
  ]);
  return known && aboutInvite(known, received);
}

/**
 * Handles an invitation that the marketplace does not show. It may have been stored during the call; otherwise the
 * report is retried.
 */
async function notShown(
  ports: Ports,
  tenantId: string,
  externalId: string,
  via: Via,
  { code }: MarketplaceRefusal,
): Promise<Subject> {
  const known = await knownAs(ports, tenantId, externalId);
  if (known) return known;
  const referral = await ports.referrals.byReceived(tenantId, externalId);
  if (referral) return { referralId: referral.id };
  const connection = await connectionOf(ports, tenantId, via);
  if (!connection?.can.includes('invitations')) return putAside(ports, tenantId, via);
  throw new TooEarly(`nobody knows this invitation yet: ${code}`);
}

/** Counts a report without effect in the health of its connection, unless that is gone. It has no subject. */
export async function putAside(ports: Ports, tenantId: string, via: Via): Promise<Subject> {
  await ports.connections.note({ tenantId, id: via.connectionId }, { ignored: 'unknown-invitation' });
  return {};
}

/**
 * Fetches an invitation from the connection that reported it, or returns the refusal of a marketplace that does not
 * show it.
 * @throws as `connectionOf`
 */
export async function fetchInvitation(
  ports: Ports,
  tenantId: string,
  externalId: string,
  via: Via,
): Promise<Invitation | MarketplaceRefusal> {
  try {
    const to = await connectionOf(ports, tenantId, via);
    if (!to || !canDo(to, 'invitations')) return new MarketplaceRefusal('not-supported', '');
    return (await patiently(ports, to, ports.marketplace.invitation(to, externalId))).data;
  } catch (error) {
    if (error instanceof MarketplaceRefusal) return error;
    throw error;
  }
}

/**
 * Returns the connection by which an event came; undefined when it was removed for good.
 * @throws Refusal('connection.removed') when it was removed and may be connected again
 */
async function connectionOf(
  { connections, sources }: Ports,
  tenantId: string,
  { connectionId, source }: Via,
): Promise<Connection | undefined> {
  const all = await connections.latestOf(tenantId);
  const found = all.find(({ id, bareIds }) => (connectionId === UNKNOWN ? bareIds : id === connectionId));
  if (!found && sources.rulesOf(source).comesBack) throw new Refusal('connection.removed');
  return found;
}

/** Turns a refused token into an error that is retried, and reports it to the managers. */
const patiently = <T>(ports: Ports, to: Connection, answer: Promise<T>): Promise<T> =>
  answer.catch(async (error: unknown) => {
    if (!isTokenRefused(error)) throw error;
    await reportRefusedToken(ports, to);
    throw new Error('the marketplace turned the token down');
  });

/**
 * Tells whether the freelancer belongs to the agency. The marketplace shows email addresses of the agency's people
 * only.
 */
async function isOurs(ports: Ports, tenantId: string, invitation: Invitation, via: Via): Promise<boolean> {
  const { referral, freelancer } = invitation;
  if (!referral || freelancer.email || (await findInvitedMember(ports, tenantId, { freelancer, origins: [via] })))
    return true;
  const connection = await connectionOf(ports, tenantId, via);
  if (!connection || !canDo(connection, 'members')) return false;
  return (await patiently(ports, connection, everybody(ports, connection))).some(({ id }) => id === freelancer.id);
}

/**
 * Lists the agency's people. A list that is too long is retried: a cut list does not prove that a person is missing.
 */
const everybody = ({ marketplace }: Ports, connection: Connection) =>
  marketplace.members(connection).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'marketplace.tooLong' ? new Error(error.code) : error;
  });

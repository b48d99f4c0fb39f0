import { advanceRelay } from '../asking/advance-relay.js';
import { cardRecipients, presentManagers } from '../ensuring-messages/card-recipients.js';
import { ensureAsks } from '../ensuring-messages/ensure-asks.js';
import { ensureCards, readCards, type StoredCards, showing } from '../ensuring-messages/ensure-card.js';
import { ensureMessages } from '../ensuring-messages/ensure-message.js';
import { ensureNudge, whyUnreached } from '../ensuring-messages/ensure-nudge.js';
import { refreshHome, refreshHomes } from '../ensuring-messages/refresh-home.js';
import { tellOfInvitesWithoutCard } from '../ensuring-messages/tell-of-invites-without-card.js';
import { tellPeers } from '../lifecycle/announce-peers.js';
import { assignInvitesToMember } from '../lifecycle/assign-invites-to-member.js';
import { Misconfigured } from '../model/errors.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import { isAddresseeDoubtful } from '../model/invite/readdress.js';
import type { Member } from '../model/member/member.js';
import type { Message } from '../model/message/message.js';
import type { Referral } from '../model/referral/referral.js';
import { isLastNudge } from '../model/reminding/nudge-plan.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';
import { findInvitedMember } from '../receiving/find-invited-member.js';
import { recommendationToColleague } from './recommendation-to-colleague.js';

/**
 * Ensures that an invite's cards exist and show its present state. An invite that ended before its connection was made
 * has no card, and neither has an unannounced one until it is answered: its reader is told how many of these there are.
 */
export async function announceInvite(ports: Ports, begun: Invite): Promise<void> {
  const { tenantId } = begun;
  const invite = await addressed(ports, begun);
  if (!invite || (invite.past && invite.status !== 'open')) return;
  if (await hasNoCardYet(ports, invite)) {
    await tellOfInvitesWithoutCard(ports, invite);
    return refreshHome(ports, tenantId, invite.invitee.slackUserId);
  }
  const [tenant, readers] = await Promise.all([ports.tenants.get(tenantId), cardRecipients(ports, invite)]);
  if (!readers.length)
    throw new Misconfigured('nobody to show the invite to: set a channel for invites in the settings');
  const known = await readKnown(ports, invite, tenant);
  const shown = await refreshCards(ports, invite, readers, known);
  const members = await withOthers(ports, tenantId, known.members, shown);
  if (tenant && !invite.practice) await ensureNudges(ports, invite, tenant, { ...known, members });
  if (known.cards.some(({ to }) => !readers.includes(to))) await endNudges(ports, invite);
  await tellAsked(ports, known.relays, invite);
  const told = known.onThisJob.flatMap((referral) => recommendationToColleague(referral, invite));
  await ensureMessages(ports, told);
  await tellPeers(ports, invite);
  await refreshHomes(ports, members);
}

/** The stored state of an announced invite, with all that its cards show. */
interface Known extends StoredCards {
  /** The referrals on its job. */
  readonly onThisJob: readonly Referral[];
  /** All invites to its job; absent where the card does not show them. */
  readonly onJob?: readonly InviteOnJob[];
  readonly members: readonly Member[];
  /** The reminders that managers have of the invite. Read once it is answered, to edit them; empty before. */
  readonly managerNudges: readonly Message[];
}

async function readKnown(ports: Ports, invite: Invite, tenant: Tenant | null): Promise<Known> {
  const { tenantId, id, job, status, decision, invitee, practice } = invite;
  const member = invitee.slackUserId;
  const isTold = member && tenant && !practice && status !== 'open';
  const [onThisJob, onJob, stored, members, managerNudges] = await Promise.all([
    ports.referrals.ofJob(tenantId, job.id),
    status === 'open' || decision?.referralId ? ports.invites.ofJob(tenantId, job.id) : undefined,
    readCards(ports, tenantId, [id]),
    ports.members.ofIds(tenantId, member ? [member] : []),
    isTold ? ports.messages.nudgesOf(tenantId, id, 'manager-nudge') : [],
  ]);
  return { onThisJob, ...(onJob && { onJob }), ...stored, members, managerNudges };
}

/** Returns these members and those whose cards changed with the announced one. */
async function withOthers(
  ports: Ports,
  tenantId: string,
  members: readonly Member[],
  shown: readonly string[],
): Promise<readonly Member[]> {
  const others = shown.filter((id) => !members.some(({ slackUserId }) => slackUserId === id));
  return [...members, ...(await ports.members.ofIds(tenantId, others))];
}

const hasNoCardYet = async ({ messages }: Ports, { tenantId, id, unannounced, status }: Invite): Promise<boolean> =>
  unannounced === true && status === 'open' && (await messages.cardsOf(tenantId, id)).length === 0;

/**
 * Updates the cards of other invites that show a referral of this one: those of the invites that led to it, and of open
 * invites to the job, since the job's slot is taken or free again.
 */
async function refreshCards(
  ports: Ports,
  invite: Invite,
  readers: readonly string[],
  { onThisJob, onJob, cards, relays }: Known,
): Promise<string[]> {
  const { tenantId, id, job } = invite;
  const recipients = new Map([[id, readers]]);
  const made = onThisJob.filter(({ inviteId }) => inviteId === id);
  if (made.length === 0) return ensureCards(ports, { invites: [invite], onThisJob, cards, relays, recipients });
  const concerned = new Set(made.flatMap((referral) => showing(referral, onThisJob)));
  const known = onJob ?? (await ports.invites.ofJob(tenantId, job.id));
  const shown = known.filter((other) => other.id !== id && (other.status === 'open' || concerned.has(other.id)));
  const theirs = await readCards(
    ports,
    tenantId,
    shown.map((other) => other.id),
  );
  return ensureCards(ports, {
    invites: [invite, ...shown],
    onThisJob,
    cards: [...cards, ...theirs.cards],
    relays: [...relays, ...theirs.relays],
    recipients,
  });
}

/**
 * Addresses the invite to a member who was linked to its person while it was being stored, or while a more trusted
 * source's report of that person was.
 */
async function addressed(ports: Ports, invite: Invite): Promise<Invite | null> {
  const isSettled = invite.invitee.slackUserId !== undefined && !isAddresseeDoubtful(invite);
  if (invite.status !== 'open' || isSettled) return invite;
  const { tenantId, origins } = invite;
  const { person } = invite.invitee;
  const member = await findInvitedMember(ports, tenantId, { freelancer: person, origins });
  if (!member) return invite;
  await assignInvitesToMember(ports, person.id, member);
  return ports.invites.get(invite);
}

/**
 * Shows the colleagues whom a running relay asks the present facts of the invite. Once the invite is answered, ends the
 * relay, so that they are told at once that no answer is needed.
 */
async function tellAsked(ports: Ports, relays: StoredCards['relays'], invite: Invite): Promise<void> {
  const relay = relays.find(({ inviteId }) => inviteId === invite.id);
  if (relay?.status !== 'asking') return;
  if (invite.status === 'open') await ensureAsks(ports, relay, invite);
  else await advanceRelay(ports, relay);
}

/**
 * Edits the reminders of an invite that was somebody else's before: theirs ask for nothing any more, and those of the
 * managers name the present addressee, except those that say why the former one could not be reached.
 */
async function endNudges(ports: Ports, invite: Invite): Promise<void> {
  const { tenantId, id, invitee } = invite;
  for (const { to, event = '' } of await ports.messages.nudgesOf(tenantId, id, 'nudge'))
    if (to !== invitee.slackUserId) await ensureNudge(ports, invite, { kind: 'nudge', to, event });
  for (const { to, event = '' } of await ports.messages.nudgesOf(tenantId, id, 'manager-nudge'))
    if (!whyUnreached({ event })) await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event });
}

/**
 * Ensures the member's reminders, unless the member has left, and, after the last one or once the member has left, one
 * reminder to each manager. Once the invite is answered, the reminders are edited and ask for nothing.
 */
async function ensureNudges(
  ports: Ports,
  invite: Invite,
  tenant: Tenant,
  { members, managerNudges }: Pick<Known, 'members' | 'managerNudges'>,
): Promise<void> {
  const member = invite.invitee.slackUserId;
  if (!member) return;
  const reader = members.find(({ slackUserId }) => slackUserId === member) ?? null;
  const first = invite.status === 'open' ? Math.max(1, invite.nudges) : 1;
  const hasLeft = reader?.isDeactivated === true;
  for (let step = first; step <= invite.nudges && !hasLeft; step += 1)
    await ensureNudge(ports, invite, { kind: 'nudge', to: member, event: String(step) });
  for (const { to, event = '' } of managerNudges)
    await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event });
  if (invite.status !== 'open') return;
  const wasLast = isLastNudge(withBindingDeadline(invite), tenant.settings, reader);
  const events = [...(wasLast ? ['last'] : []), ...(hasLeft ? ['left'] : [])];
  for (const to of events.length > 0 ? await presentManagers(ports, tenant, member) : [])
    for (const event of events) await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event });
}

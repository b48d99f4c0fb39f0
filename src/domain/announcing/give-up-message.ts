import { presentManagers } from '../ensuring-messages/card-recipients.js';
import { ensureCard } from '../ensuring-messages/ensure-card.js';
import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { ensureNudge, unreachedEvent } from '../ensuring-messages/ensure-nudge.js';
import { refreshHome } from '../ensuring-messages/refresh-home.js';
import { Unreachable, type WhyUnreached } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { INSTEAD_OF_CHANNEL, type Message } from '../model/message/message.js';
import { MESSAGE_IDS, sameFor } from '../model/message/message-ids.js';
import type { Ref } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { markMemberLeft } from '../people/mark-member-left.js';
import type { Ports } from '../ports.js';

/** Reasons that lie with the recipient, and not with the message. */
const OUT_OF_REACH: readonly WhyUnreached[] = ['messages-off', 'not-found', 'archived', 'not-allowed'];

/**
 * Handles a message that cannot be delivered. Marks a recipient who has left or is out of reach. Tells the managers why
 * a member does not hear of an open invite; gives them the card of an invite without a linked member, and feedback that
 * its channel does not take. What one manager does not get, the others do.
 * @param error the error of the last attempt
 */
export async function giveUpMessage(ports: Ports, ref: Ref, error?: unknown): Promise<void> {
  const message = await ports.messages.get(ref);
  if (!message) return;
  const why = error instanceof Unreachable ? error.why : 'refused';
  const hasLeft = why === 'left' && (await markMemberLeft(ports, ref.tenantId, message.to));
  const isOutOfReach = OUT_OF_REACH.includes(why);
  if (isOutOfReach) await noteUnreached(ports, message);
  if (isForManagers(message)) return isOutOfReach || hasLeft ? tellOtherManagers(ports, message) : undefined;
  if (message.kind === 'feedback') return feedbackToManagers(ports, message);
  if (!isAboutInvite(message, isOutOfReach) || !message.inviteId) return;
  const [invite, tenant] = await Promise.all([
    ports.invites.get({ tenantId: ref.tenantId, id: message.inviteId }),
    ports.tenants.get(ref.tenantId),
  ]);
  if (invite?.status !== 'open' || !tenant) return;
  if (invite.invitee.slackUserId) {
    if (!hasLeft) await tellManagers(ports, invite, tenant, message, why);
  } else if (message.kind === 'invite-card') await showManagers(ports, invite, tenant, message);
}

/** Tells whether a message is one by which a member hears that an invite waits for their answer. */
const isAboutInvite = ({ kind }: Message, isOutOfReach: boolean): boolean =>
  kind === 'invite-card' || (isOutOfReach && (kind === 'nudge' || kind === 'decision-refused'));

/** Notes that Slack takes no message to this person, and says so on their Home, which Slack may still show them. */
async function noteUnreached(ports: Ports, { tenantId, to }: Message): Promise<void> {
  const member = await ports.members.configure(tenantId, to, { unreachedAt: ports.clock.now() });
  if (member) await refreshHome(ports, tenantId, to);
}

/** Tells whether a message is one that every manager gets. */
function isForManagers({ kind, event }: Message): boolean {
  if (kind === 'feedback') return event === INSTEAD_OF_CHANNEL;
  if (kind === 'without-card') return event === 'unlinked';
  return kind === 'manager-nudge' || kind === 'token-refused' || kind === 'sync-failed';
}

/** Sends what a manager does not get to the others who should hear it now, unless they have got it. */
async function tellOtherManagers(ports: Ports, message: Message): Promise<void> {
  const { tenantId, kind, to, event, inviteId, feedbackId, wanted, posted } = message;
  const tenant = posted ? null : await ports.tenants.get(tenantId);
  if (!tenant) return;
  const invite = inviteId === undefined ? null : await ports.invites.get({ tenantId, id: inviteId });
  const about = {
    ...{ tenantId, kind, wanted },
    ...(event && { event }),
    ...(inviteId && { inviteId }),
    ...(feedbackId && { feedbackId }),
  };
  for (const other of await presentManagers(ports, tenant, invite?.invitee.slackUserId))
    if (other !== to) await ensureMessage(ports, { ...about, id: sameFor(message, other), to: other });
}

async function showManagers(ports: Ports, invite: Invite, tenant: Tenant, message: Message): Promise<void> {
  const managers = await presentManagers(ports, tenant);
  for (const to of managers.filter((id) => id !== message.to)) await ensureCard(ports, invite, to);
}

/**
 * Tells the managers why a member does not get the card. Only for a card that was never posted: a posted one can still
 * be answered.
 */
async function tellManagers(ports: Ports, invite: Invite, tenant: Tenant, message: Message, why: WhyUnreached) {
  const { slackUserId: member } = invite.invitee;
  if (!member || message.to !== member || message.posted) return;
  for (const to of await presentManagers(ports, tenant, member))
    await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event: unreachedEvent(why) });
}

/** Shows the managers feedback that was never posted in the channel for it. */
async function feedbackToManagers(ports: Ports, { tenantId, feedbackId, event, posted }: Message): Promise<void> {
  const tenant = feedbackId && event === undefined && !posted ? await ports.tenants.get(tenantId) : null;
  if (!tenant || !feedbackId) return;
  for (const to of await presentManagers(ports, tenant)) {
    const id = MESSAGE_IDS.feedbackInstead(feedbackId, to);
    const about = { kind: 'feedback', feedbackId, event: INSTEAD_OF_CHANNEL } as const;
    await ensureMessage(ports, { id, tenantId, ...about, to, wanted: 1 });
  }
}

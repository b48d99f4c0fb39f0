import { presentManagers } from '../ensuring-messages/card-recipients.js';
import { ensureCard } from '../ensuring-messages/ensure-card.js';
import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { ensureNudge, unreachedEvent } from '../ensuring-messages/ensure-nudge.js';
import { Unreachable, type WhyUnreached } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { INSTEAD_OF_CHANNEL, type Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ref } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { markMemberLeft } from '../people/mark-member-left.js';
import type { Ports } from '../ports.js';

/**
 * Handles a message that cannot be delivered. Marks a recipient who has left. For the card of an open invite it tells
 * the managers why the member does not get it; where no member is linked, the managers get the card. They also get the
 * feedback that its channel does not take.
 * @param error the error of the last attempt
 */
export async function giveUpMessage(ports: Ports, ref: Ref, error?: unknown): Promise<void> {
  const message = await ports.messages.get(ref);
  if (!message) return;
  const why = error instanceof Unreachable ? error.why : 'refused';
  const hasLeft = why === 'left' && (await markMemberLeft(ports, ref.tenantId, message.to));
  if (message.kind === 'feedback') return feedbackToManagers(ports, message);
  if (message.kind !== 'invite-card' || !message.inviteId) return;
  const [invite, tenant] = await Promise.all([
    ports.invites.get({ tenantId: ref.tenantId, id: message.inviteId }),
    ports.tenants.get(ref.tenantId),
  ]);
  if (invite?.status !== 'open' || !tenant) return;
  if (!invite.invitee.slackUserId) await showManagers(ports, invite, tenant, message);
  else if (!hasLeft) await tellManagers(ports, invite, tenant, message, why);
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

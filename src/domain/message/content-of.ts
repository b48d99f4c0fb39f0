import type { Ports } from '../ports.js';
import type { Content } from './content.js';
import type { Message } from './message.js';

/** Reads what a message says from the truth; null when what it is about is gone. */
export async function contentOf(ports: Ports, message: Message): Promise<Content | null> {
  switch (message.kind) {
    case 'invite-card':
      return inviteCard(ports, message);
    case 'referral-news':
      return referralNews(ports, message);
    case 'welcome':
      return welcome(ports, message);
  }
}

async function inviteCard(ports: Ports, { tenantId, inviteId, to }: Message): Promise<Content | null> {
  if (!inviteId) return null;
  const [invite, referral, connection] = await Promise.all([
    ports.invites.get({ tenantId, id: inviteId }),
    ports.referrals.ofInvite(tenantId, inviteId),
    ports.connections.of(tenantId),
  ]);
  if (!invite) return null;
  const { slackUserId } = invite.invitee;
  const elsewhere = slackUserId !== undefined && slackUserId !== to && { elsewhere: true as const };
  const path = connection?.path ?? 'native';
  return { kind: 'invite-card', invite, referral, unlinked: !slackUserId, path, ...elsewhere };
}

async function referralNews(ports: Ports, { tenantId, referralId, event }: Message): Promise<Content | null> {
  if (!referralId || !event) return null;
  const referral = await ports.referrals.get({ tenantId, id: referralId });
  return referral && { kind: 'referral-news', referral, event };
}

async function welcome(ports: Ports, { tenantId }: Message): Promise<Content | null> {
  const [tenant, connection] = await Promise.all([ports.tenants.get(tenantId), ports.connections.of(tenantId)]);
  return tenant && { kind: 'welcome', tenantName: tenant.name, connected: connection !== null };
}

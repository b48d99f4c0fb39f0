import { Hopeless } from '../errors.js';
import { wantCard } from '../message/want-card.js';
import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';

/** Sees to it that the invite's cards exist and show its present state. */
export async function announceInvite(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite) return;
  const [cards, tenant] = await Promise.all([
    ports.messages.cardsOf(ref.tenantId, invite.id),
    ports.tenants.get(ref.tenantId),
  ]);
  const reader = invite.invitee.slackUserId ?? (tenant?.settings.fallbackChannel || tenant?.installedBy);
  if (!reader) throw new Hopeless('nobody to show the invite to: set a channel for invites in the settings');
  const readers = new Set([...cards.map((card) => card.to), reader]);
  await Promise.all([...readers].map((to) => wantCard(ports, invite, to)));
}

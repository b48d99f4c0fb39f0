import { presentManagers } from '../invite/readers.js';
import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';
import { wantCard } from './want-card.js';

/**
 * A message cannot be shown where it belongs, such as in a channel that was archived. The card of an open invite that
 * nobody is linked to goes to the managers then: else nobody would hear of it.
 */
export async function giveUpMessage(ports: Ports, ref: Ref): Promise<void> {
  const message = await ports.messages.get(ref);
  if (message?.kind !== 'invite-card' || !message.inviteId) return;
  const [invite, tenant] = await Promise.all([
    ports.invites.get({ tenantId: ref.tenantId, id: message.inviteId }),
    ports.tenants.get(ref.tenantId),
  ]);
  if (invite?.status !== 'open' || invite.invitee.slackUserId || !tenant) return;
  const managers = await presentManagers(ports, tenant);
  for (const to of managers.filter((id) => id !== message.to)) await wantCard(ports, invite, to);
}

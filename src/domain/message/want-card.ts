import type { Invite } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';

/** Sees to it that the reader's card of this invite shows its present state. */
export async function wantCard(ports: Ports, invite: Invite, to: string): Promise<void> {
  const referral = invite.status === 'referred' ? await ports.referrals.ofInvite(invite.tenantId, invite.id) : null;
  const card = await ports.messages.want(
    {
      id: `card.${invite.id}.${to}`,
      tenantId: invite.tenantId,
      kind: 'invite-card',
      inviteId: invite.id,
      to,
      wanted: invite.revision + (referral?.revision ?? 0),
    },
    [todo('deliver-message', ports.clock.now())],
  );
  if (card) ports.jobs.dispatch(card);
}

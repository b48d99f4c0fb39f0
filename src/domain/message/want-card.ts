import type { Invite } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import { onwardOf } from '../referral/onward.js';
import { todo } from '../work.js';

/** Sees to it that the reader's card of this invite shows its present state. */
export async function wantCard(ports: Ports, invite: Invite, to: string): Promise<void> {
  const [referral, relay] = await Promise.all([
    invite.status === 'referred' ? ports.referrals.ofInvite(invite.tenantId, invite.id) : null,
    ports.relays.ofInvite(invite.tenantId, invite.id),
  ]);
  const shown = [referral, relay, ...(referral ? await onwardOf(ports, referral) : [])];
  const card = await ports.messages.want(
    {
      id: `card.${invite.id}.${to}`,
      tenantId: invite.tenantId,
      kind: 'invite-card',
      inviteId: invite.id,
      to,
      wanted: shown.reduce((sum, part) => sum + (part?.revision ?? 0), invite.revision),
    },
    [todo('deliver-message', ports.clock.now())],
  );
  if (card) ports.jobs.dispatch(card);
}

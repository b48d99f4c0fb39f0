import { receiveInvite } from '../invite/receive-invite.js';
import { recordInvitationStatus } from '../invite/record-invitation-status.js';
import type { Ports } from '../ports.js';
import { recordProposalStatus } from '../referral/record-proposal-status.js';
import type { Ref } from '../work.js';

/** Acts on an event that was taken in. */
export async function receiveEvent(ports: Ports, ref: Ref): Promise<void> {
  const event = await ports.events.get(ref);
  if (!event) return;
  switch (event.type) {
    case 'invitation.created':
      await receiveInvite(ports, ref.tenantId, event.data);
      return;
    case 'invitation.status_changed':
      return recordInvitationStatus(ports, ref.tenantId, event.data);
    case 'proposal.status_changed':
      return recordProposalStatus(ports, ref.tenantId, event.data);
  }
}

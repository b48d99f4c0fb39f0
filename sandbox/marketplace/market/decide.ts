import type { z } from 'zod';
import type { DecisionAnswer, DeclineRequest } from '../../../src/sources/contract/schema/decision.js';
import { type Market, newId } from './market.js';
import { queueInvitationCreated, queueInvitationStatus, queueProposalStatus } from './queue-webhooks.js';
import { referable } from './rules.js';
import type { InvitationRecord, Proposal } from './state.js';

type Answer = z.input<typeof DecisionAnswer>;
type Decline = z.infer<typeof DeclineRequest>;

/** Accepts an invitation, which creates a proposal. */
export function accept(market: Market, invitation: InvitationRecord): Answer {
  const { id, jobId, personId } = invitation;
  const proposal: Proposal = { id: newId('prop'), invitationId: id, jobId, personId, status: 'submitted' };
  invitation.status = 'accepted';
  market.state.proposals[proposal.id] = proposal;
  queueInvitationStatus(market, invitation);
  queueProposalStatus(market, proposal);
  return { id, status: 'accepted', proposalId: proposal.id };
}

/** Declines an invitation, and refers a colleague if asked to. Both happen or neither. */
export function decline(market: Market, invitation: InvitationRecord, { referral, ...words }: Decline): Answer {
  const colleague = referral && referable(market, invitation, referral);
  invitation.status = 'declined';
  invitation.decline = words;
  queueInvitationStatus(market, invitation);
  const received = colleague && invite(market, invitation, colleague.id, referral);
  return { id: invitation.id, status: 'declined', ...(received && { receivedInvitationId: received.id }) };
}

/** Creates the colleague's invitation, with the same job, letter and deadline. */
function invite(
  market: Market,
  { id: fromInvitationId, jobId, letter, expiresAt }: InvitationRecord,
  personId: string,
  { referredBy, message, messageToClient }: NonNullable<Decline['referral']>,
): InvitationRecord {
  const invitation: InvitationRecord = {
    id: newId('inv'),
    jobId,
    personId,
    status: 'open',
    letter,
    invitedAt: market.now().toISOString(),
    ...(expiresAt && { expiresAt }),
    referral: {
      fromInvitationId,
      referredBy,
      ...(message && { message }),
      ...(messageToClient && { messageToClient }),
    },
  };
  market.state.invitations[invitation.id] = invitation;
  queueInvitationCreated(market, invitation);
  return invitation;
}

import type { z } from 'zod';
import type { Event } from '../../../src/sources/contract/schema/event.js';
import { queueVendorsInvitation, queueVendorsProposal, queueVendorsStatus } from '../vendors/queue-deliveries.js';
import { invitationFor } from './contract-view.js';
import { type Market, newId } from './market.js';
import type { InvitationRecord, Proposal } from './state.js';

type ContractEvent = z.input<typeof Event>;
type EventContent = {
  [T in ContractEvent['type']]: Pick<Extract<ContractEvent, { type: T }>, 'type' | 'data'>;
}[ContractEvent['type']];

/** Queues `invitation.created` for the freelancer's agency. */
export function queueInvitationCreated(market: Market, invitation: InvitationRecord) {
  const agencyId = agencyOf(market, invitation);
  queueWebhook(market, [agencyId], { type: 'invitation.created', data: invitationFor(market, agencyId, invitation) });
  queueVendorsInvitation(market, invitation);
}

/** Queues `invitation.status_changed` for the freelancer's agency and the one that referred them. */
export function queueInvitationStatus(market: Market, invitation: InvitationRecord) {
  const { id, status } = invitation;
  const data = { id, status, changedAt: market.now().toISOString() };
  queueWebhook(market, subscribers(market, invitation), { type: 'invitation.status_changed', data });
  queueVendorsStatus(market, invitation);
}

/** Queues `proposal.status_changed` for the same agencies. */
export function queueProposalStatus(market: Market, proposal: Proposal) {
  const { id, invitationId, status } = proposal;
  queueVendorsProposal(market, proposal);
  const invitation = market.state.invitations[invitationId];
  if (!invitation) return;
  const data = { id, invitationId, status, changedAt: market.now().toISOString() };
  queueWebhook(market, subscribers(market, invitation), { type: 'proposal.status_changed', data });
}

const agencyOf = ({ state }: Market, { personId }: InvitationRecord) => state.people[personId]?.agencyId;

/** Lists the agencies that may see an invitation: the freelancer's own, and the one whose member referred them. */
export function subscribers(market: Market, invitation: InvitationRecord): (string | undefined)[] {
  const source = market.state.invitations[invitation.referral?.fromInvitationId ?? ''];
  return [agencyOf(market, invitation), source && agencyOf(market, source)];
}

function queueWebhook({ state, now }: Market, agencyIds: readonly (string | undefined)[], event: EventContent) {
  const createdAt = now().toISOString();
  const body = JSON.stringify({ type: event.type, timestamp: createdAt, data: event.data });
  for (const agencyId of new Set(agencyIds)) {
    const webhook = agencyId === undefined ? undefined : state.agencies[agencyId]?.webhook;
    if (agencyId === undefined || !webhook || webhook.gone) continue;
    const id = newId('msg');
    const waits = state.holding ? ('held' as const) : ('waiting' as const);
    state.deliveries[id] = {
      id,
      agencyId,
      type: event.type,
      body,
      createdAt,
      state: waits,
      nextAt: createdAt,
      attempts: [],
    };
  }
}

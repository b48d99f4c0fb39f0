import type { StoredEvent } from '../model/event/event.js';
import type { Ports, Written } from '../ports.js';
import { receiveInvite } from './receive-invite.js';
import { recordInvitationStatus } from './record-invitation-status.js';
import { recordProposalStatus } from './record-proposal-status.js';

type Result = Written<StoredEvent> | undefined;

type Created = StoredEvent & { readonly type: 'invitation.created' };

/**
 * Processes a stored event.
 * @returns the change of its referral, where it causes one, to be written with the end of the work
 */
export async function processEvent(ports: Ports, event: StoredEvent): Promise<Result> {
  switch (event.type) {
    case 'invitation.created':
      return receiveCreated(ports, event.tenantId, event);
    case 'invitation.status_changed':
      return recordInvitationStatus(ports, event.tenantId, event.data, event.via);
    case 'proposal.status_changed':
      return recordProposalStatus(ports, event.tenantId, event.data, event.via);
  }
}

/** Stores the invitation of an event, with the status that it had when the event came. */
async function receiveCreated(ports: Ports, tenantId: string, { data, receivedAt, via }: Created): Promise<Result> {
  await receiveInvite(ports, tenantId, data, via, { early: 'all' });
  if (data.status === 'open') return undefined;
  return recordInvitationStatus(ports, tenantId, { ...data, changedAt: receivedAt }, via);
}

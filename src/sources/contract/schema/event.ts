import { z } from 'zod';
import { Id, Instant } from './field-types.js';
import { Invitation, InvitationStatus } from './invitation.js';

const ProposalStatus = z
  .enum(['submitted', 'viewed', 'interviewed', 'hired', 'declined', 'withdrawn', 'archived'])
  .meta({ id: 'ProposalStatus' });

const timestamp = Instant.meta({ description: 'When it happened. Retries keep it.' });

const InvitationCreated = z
  .object({ type: z.literal('invitation.created'), timestamp, data: Invitation })
  .meta({ id: 'InvitationCreated' });

const InvitationStatusChanged = z
  .object({
    type: z.literal('invitation.status_changed'),
    timestamp,
    data: z.object({ id: Id, status: InvitationStatus, changedAt: Instant }),
  })
  .meta({ id: 'InvitationStatusChanged' });

const ProposalStatusChanged = z
  .object({
    type: z.literal('proposal.status_changed'),
    timestamp,
    data: z.object({ id: Id, invitationId: Id, status: ProposalStatus, changedAt: Instant }),
  })
  .meta({ id: 'ProposalStatusChanged' });

/** The schema of every event that a marketplace sends, by type, with the occasion on which it is sent. */
export const EVENTS = {
  'invitation.created': {
    body: InvitationCreated,
    summary:
      "One of the agency's freelancers was invited, by a client or through a colleague's referral, or has got more time to answer.",
  },
  'invitation.status_changed': {
    body: InvitationStatusChanged,
    summary:
      "An invitation got another status. Sent to the freelancer's agency, and to the agency that referred them, if any.",
  },
  'proposal.status_changed': {
    body: ProposalStatusChanged,
    summary: 'The proposal that an accepted invitation became got another status. Sent to the same agencies as above.',
  },
} as const;

/** The body of a webhook. */
export const Event = z.discriminatedUnion('type', [InvitationCreated, InvitationStatusChanged, ProposalStatusChanged]);

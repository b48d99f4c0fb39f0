import { z } from 'zod';
import { Id, Instant, Message, maybe } from './field-types.js';
import { Client, Job } from './job.js';
import { Person } from './person.js';

/** A status of an invitation in the words of the contract. */
export const InvitationStatus = z
  .enum(['open', 'accepted', 'declined', 'withdrawn', 'expired', 'archived'])
  .meta({ id: 'InvitationStatus' });

const ReferredIn = z
  .object({
    fromInvitationId: Id.meta({ description: 'The invitation that was passed on.' }),
    referredBy: z.object({ name: z.string().min(1).max(200) }),
    message: maybe(Message).meta({ description: "The referrer's words to this freelancer." }),
  })
  .meta({ id: 'ReferredIn', description: 'Present when a colleague passed the job on.' });

/** A client's invitation of one freelancer to one job. */
export const Invitation = z
  .object({
    id: Id,
    status: InvitationStatus,
    invitedAt: Instant,
    expiresAt: maybe(Instant),
    letter: z.string().meta({
      description: 'The words of the client, of any length. Baton keeps the first 40,000 characters.',
    }),
    job: Job,
    client: Client,
    freelancer: Person,
    referral: maybe(ReferredIn),
  })
  .meta({ id: 'Invitation', description: "A client's invitation of one freelancer to one job." });

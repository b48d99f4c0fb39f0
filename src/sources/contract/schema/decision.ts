import { z } from 'zod';
import { Id, Link, Message, maybe } from './field-types.js';
import { InvitationStatus } from './invitation.js';

const words = {
  message: maybe(Message).meta({ description: 'To the colleague, shown with their invitation.' }),
  messageToClient: maybe(Message).meta({ description: 'To the client, shown beside the colleague.' }),
  referredBy: z
    .object({ name: z.string().min(1).max(200) })
    .meta({ description: 'Who refers, as the colleague and the client will read it.' }),
};

/**
 * The referral of a decline. Strict, so that a request that names the colleague in two ways matches none of the three
 * forms.
 */
const Referral = z
  .union([
    z.strictObject({ person: Id.meta({ description: "The colleague's id." }), ...words }),
    z.strictObject({ profileUrl: Link.meta({ description: "The colleague's public profile." }), ...words }),
    z.strictObject({
      email: z.email().max(320).meta({ description: "The email of the colleague's account." }),
      ...words,
    }),
  ])
  .meta({
    id: 'ReferralRequest',
    description: 'Who takes the place: exactly one of `person`, `profileUrl` and `email`.',
  });

/** The body of a decline. */
export const DeclineRequest = z
  .object({
    reasonId: Id.meta({ description: 'One of `GET /decline-reasons`.' }),
    message: maybe(Message).meta({ description: 'To the client.' }),
    referral: maybe(Referral),
  })
  .meta({ id: 'DeclineRequest' });

/** The answer to a decision as the contract has it. */
export const DecisionAnswer = z
  .object({
    id: Id.meta({ description: 'The invitation that was decided.' }),
    status: z.enum(['accepted', 'declined']).meta({
      description:
        'What the invitation is now. Other than what was asked for, it says that the decision did not take place.',
    }),
    proposalId: maybe(Id).meta({ description: 'The proposal that an accepted invitation became.' }),
    receivedInvitationId: maybe(Id).meta({ description: "The colleague's new invitation, after a referral." }),
  })
  .meta({ id: 'DecisionAnswer' });

/**
 * The answer to a decision as Baton reads it. Any status of the invitation shows whether the decision was carried out,
 * and all ids but the invitation's own may be absent, `null` or unreadable.
 */
export const KnownDecision = z.object({
  id: Id,
  status: InvitationStatus,
  receivedInvitationId: Id.optional().catch(undefined),
});

/** The list of reasons for declining. */
export const DeclineReasons = z
  .object({ items: z.array(z.object({ id: Id, text: z.string().min(1).max(200) })) })
  .meta({ id: 'DeclineReasons', description: 'Baton offers the first 100.' });

import type { MarketplaceEvent } from '../../domain/model/event/event.js';
import { BadWebhook } from '../bad-webhook.js';
import { requireToken } from '../credentials.js';
import { parseVendorJson } from '../http/parse-json.js';
import { deliveryOf, putAside } from '../make-delivery.js';
import type { Delivery, Webhook } from '../source.js';
import { VollnaInvitation, VollnaJobAlert, VollnaProposal, VollnaWebhook } from './api-types.js';
import type { VollnaConfig } from './connection-config.js';
import { toInvitation, toProposalEvents } from './map-records.js';

const WHERE =
  'In Vollna: Settings → Developers → Webhooks → Add Endpoint, with the events of invitations and proposals';

const UNAUTHORIZED = `Give the endpoint the token that Baton shows, as a bearer token, or as the password of the user baton. ${WHERE}.`;

const JOB_ALERT = `This webhook tells of new jobs, and nobody is invited to them, so nothing came of it. ${WHERE}, sends the invitations.`;

/**
 * Reads Vollna's team webhook. Each delivery has a new id, so that repeats are recognised by their content. The similar
 * webhook of job alerts is rejected with instructions for the right set-up.
 */
export const vollnaWebhook: Webhook<VollnaConfig> = {
  verify({ config }, request) {
    requireToken(request, config.webhookTokens, UNAUTHORIZED);
    return (body) => readDelivery(parseVendorJson(body), request.now);
  },
};

function readDelivery(body: unknown, now: Date): Delivery {
  if (VollnaJobAlert.safeParse(body).success) throw new BadWebhook('wrong-webhook', [], JOB_ALERT);
  const webhook = VollnaWebhook.safeParse(body);
  if (!webhook.success) throw new BadWebhook('bad-data', ['event']);
  const { event, data, timestamp } = webhook.data;
  switch (event) {
    case 'upwork_invitation.created':
    case 'upwork_invitation.status_changed':
      return deliveryOf([invitationIn(data, now)]);
    case 'upwork_proposal.created':
    case 'upwork_proposal.status_changed':
      return proposalIn(data, timestamp ?? now);
    default:
      return putAside(/test|ping/i.test(event) ? 'test' : 'unknown-type');
  }
}

/**
 * Returns the event of a changed invitation. The webhook has all of the invitation, in case it was not stored before.
 */
function invitationIn(data: unknown, now: Date): MarketplaceEvent {
  const record = VollnaInvitation.safeParse(data);
  const invitation = record.success ? toInvitation(record.data, now) : undefined;
  if (!invitation) throw new BadWebhook('bad-data', ['data.invitationUid', 'data.title']);
  return { type: 'invitation.created', data: invitation };
}

function proposalIn(data: unknown, at: Date): Delivery {
  const record = VollnaProposal.safeParse(data);
  if (!record.success) throw new BadWebhook('bad-data', ['data.applicationUid']);
  const events = toProposalEvents(record.data, at);
  return events.length === 0 ? putAside('unknown-type') : deliveryOf(events);
}

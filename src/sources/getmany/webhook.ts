import { BadWebhook } from '../bad-webhook.js';
import { parseVendorJson } from '../http/parse-json.js';
import { deliveryOf } from '../make-delivery.js';
import { requireWebhookSignature } from '../require-webhook-signature.js';
import type { Delivery, Webhook } from '../source.js';
import { GetmanyProposal, GetmanyWebhook } from './api-types.js';
import type { GetmanyConfig } from './connection-config.js';
import { toProposalEvent } from './map-records.js';

const NO_SECRET = 'Enter the signing secret of Getmany’s webhook in the connection’s settings in Slack.';

/** Reads Getmany's webhooks, which are signed as by Svix. They report outcomes only: invitations are polled. */
export const getmanyWebhook: Webhook<GetmanyConfig> = {
  verify({ config }, { headers, now }) {
    if (!config.webhookSecret) throw new BadWebhook('unauthorized', [], NO_SECRET);
    const prefix = headers['svix-id'] === undefined ? 'webhook' : 'svix';
    const verify = requireWebhookSignature({ secrets: [config.webhookSecret], headers, prefix, now });
    return (body) => {
      const id = verify(body);
      return readDelivery(id, parseVendorJson(body), now);
    };
  },
};

function readDelivery(id: string, body: unknown, now: Date): Delivery {
  const envelope = GetmanyWebhook.safeParse(body);
  if (!envelope.success) throw new BadWebhook('bad-data');
  const { type, event, eventType, data, payload } = envelope.data;
  const name = type ?? event ?? eventType;
  if (name !== undefined && name !== 'proposal.accepted')
    return { id, events: [], ignored: /test|ping/i.test(name) ? 'test' : 'unknown-type' };
  const proposal = GetmanyProposal.safeParse(data ?? payload ?? body);
  const accepted = proposal.success ? toProposalEvent(proposal.data, now) : undefined;
  if (accepted) return deliveryOf([accepted]);
  if (name === undefined) return { id, events: [], ignored: 'unknown-type' };
  if (proposal.data?.proposal?.uid) return { id, events: [], ignored: 'unknown-invitation' };
  throw new BadWebhook('bad-data', ['proposal.uid']);
}

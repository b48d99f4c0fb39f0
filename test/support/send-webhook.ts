import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { contractConnectionsOf } from '../../sandbox/demo/contract-connections.js';
import type { TestStage } from './stage.js';

/** Deviations from a webhook as a marketplace sends it. */
export interface WebhookSending {
  readonly id?: string;
  readonly secret?: string;
  readonly at?: Date;
  readonly contentType?: string;
  /** The address, if not the tenant's own. */
  readonly url?: string;
  /** Returns the signature. Default: another implementation's, which takes a second for each dozen of megabytes. */
  readonly sign?: typeof signElsewhere;
}

const signElsewhere = (secret: string, id: string, timestamp: number, body: string): string =>
  new Webhook(secret).sign(id, new Date(timestamp * 1000), body);

/** The tenant's webhook address and newest secret. */
export async function addressOf({ truth, tenantId, config }: TestStage): Promise<{ url: string; secret: string }> {
  const [connection] = await contractConnectionsOf(truth, tenantId);
  if (!connection) throw new Error('no marketplace is connected');
  return { url: `${config.PUBLIC_URL}/webhooks/${connection.id}`, secret: connection.config.webhookSecrets[0] ?? '' };
}

/** Returns the address and the secret: the given ones, else the tenant's own. */
async function destinationOf(
  stage: TestStage,
  { url, secret }: WebhookSending,
): Promise<{ url: string; secret: string }> {
  if (url && secret) return { url, secret };
  const known = await addressOf(stage);
  return { url: url ?? known.url, secret: secret ?? known.secret };
}

/** Sends a webhook, signed as another implementation of Standard Webhooks does. A body that is text goes as it is. */
export async function sendWebhook(stage: TestStage, body: unknown, sending: WebhookSending = {}) {
  const { url, secret } = await destinationOf(stage, sending);
  const {
    id = `msg_${randomUUID()}`,
    at = new Date(),
    contentType = 'application/json',
    sign = signElsewhere,
  } = sending;
  const timestamp = Math.floor(at.getTime() / 1000);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': contentType,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': sign(secret, id, timestamp, text),
    },
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const now = () => new Date().toISOString();

/** The body of `invitation.created`, for Ana unless the wish says otherwise. */
export function invitationCreated(data: object = {}) {
  const id = `inv-${randomUUID()}`;
  const job = {
    id: `job-${randomUUID()}`,
    title: 'A job',
    url: 'https://market.example/jobs/1',
    skills: [],
    private: false,
  };
  const freelancer = { id: 'f-ana', name: 'Ana Lopez' };
  const invitation = {
    id,
    status: 'open',
    invitedAt: now(),
    letter: 'Hello Ana',
    job,
    client: {},
    freelancer,
    ...data,
  };
  return { type: 'invitation.created', timestamp: now(), data: invitation };
}

import type { IncomingHttpHeaders } from 'node:http';
import type { MarketplaceEvent } from '../domain/model/event/event.js';
import type { Ports } from '../domain/ports.js';
import { storeEvent } from '../domain/receiving/store-event.js';
import { type Answer, type ProblemCode, problem } from './answer.js';

/**
 * Checks a webhook's headers, and says how to check its signature and read it once the body is there. What it throws
 * says in `kind` what is wrong.
 */
export type VerifyWebhook = (webhook: {
  secrets: readonly string[];
  headers: IncomingHttpHeaders;
}) => (rawBody: Buffer) => { id: string; event: MarketplaceEvent };

/** What became of a webhook, for the answer and the count. */
export interface Taken {
  readonly outcome: 'new' | 'repeated' | 'ignored' | ProblemCode;
  readonly answer: Answer;
  readonly tenantId?: string;
}

interface Webhook {
  readonly connectionId: string;
  /** Read only when somebody has this address, and the headers are those of a signed webhook. */
  readonly readBody: () => Promise<Buffer>;
  readonly headers: IncomingHttpHeaders;
}

const refused = (code: ProblemCode, more?: Record<string, unknown>, tenantId?: string): Taken => ({
  outcome: code,
  answer: problem(code, more),
  ...(tenantId !== undefined && { tenantId }),
});

/**
 * Takes in a marketplace's webhook. It is durable before the answer says so.
 * @throws when MongoDB does not answer, or the body cannot be read.
 */
export async function takeWebhook(ports: Ports, verify: VerifyWebhook, webhook: Webhook): Promise<Taken> {
  const connection = await ports.connections.byId(webhook.connectionId);
  if (!connection) return refused('unknown-connection');
  const { tenantId, webhookSecrets: secrets } = connection;
  const { headers } = webhook;
  const read = await readWebhook(() => verify({ secrets, headers }), webhook.readBody);
  if ('answer' in read) return { ...read, tenantId };
  const tenant = await ports.tenants.get(tenantId);
  if (tenant?.status !== 'active') return refused('uninstalled', {}, tenantId);
  const received = await storeEvent(ports, tenantId, read.id, read.event);
  return { outcome: received, answer: { status: 200, body: { received } }, tenantId };
}

async function readWebhook(checked: () => ReturnType<VerifyWebhook>, readBody: Webhook['readBody']) {
  try {
    const read = checked();
    return read(await readBody());
  } catch (error) {
    return refusalOf(error as { kind?: string; fields?: readonly string[] });
  }
}

/** @throws what is no fault of the webhook. */
function refusalOf(error: { kind?: string; fields?: readonly string[] }): Taken {
  switch (error.kind) {
    case 'bad-signature':
    case 'stale':
    case 'not-json':
      return refused(error.kind);
    case 'bad-data':
      return refused('bad-data', { fields: error.fields ?? [] });
    case 'unknown-type':
      return { outcome: 'ignored', answer: { status: 202, body: { received: 'ignored' } } };
    default:
      throw error;
  }
}

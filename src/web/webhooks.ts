import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { MarketplaceEvent } from '../domain/model/event/event.js';
import type { Log, Ports } from '../domain/ports.js';
import { storeEvent } from '../domain/receiving/store-event.js';
import { type Bodies, createBodies, UnreadableBody } from '../lib/bodies.js';
import { errorFields } from '../lib/error-text.js';
import { connectionIn } from '../lib/webhook-url.js';
import { type Answer, closeUnlessRead, type ProblemCode, problem, send } from './answer.js';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';

/** The dependencies of the webhook endpoint. */
export interface WebhookOptions {
  readonly ports: Ports;
  readonly verify: VerifyWebhook;
  readonly metrics: Metrics;
  /** Reads request bodies; a budget for webhooks alone when absent. */
  readonly bodies?: Bodies;
}

/** The longest body, in bytes: a letter of 1 MB and everything around it. */
const LONGEST = 2 * 1024 * 1024;

/** The budget for bodies at one time, in bytes: twelve of the longest, and three of one marketplace. */
const BODIES = { total: 12 * LONGEST, perSender: 3 * LONGEST };

/**
 * Serves `POST /webhooks/<connection id>` and passes other requests on. It is no Express route: Express would take more
 * time than all the rest.
 */
export function webhooksBefore(others: RequestListener, options: WebhookOptions): RequestListener {
  const { bodies = createBodies(BODIES) } = options;
  return (request, response) => {
    const connectionId = request.method === 'POST' ? connectionIn(request.url ?? '') : undefined;
    if (connectionId === undefined) return others(request, response);
    void serveWebhook({ ...options, bodies }, connectionId, request, response);
  };
}

async function serveWebhook(
  { ports, verify, metrics, bodies }: Required<WebhookOptions>,
  connectionId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now();
  let result: WebhookResult;
  try {
    const { headers } = request;
    const readBody = () => bodies.read(request, response, { limit: LONGEST, sender: connectionId });
    result = await handleWebhook(ports, verify, { connectionId, headers, readBody });
  } catch (error) {
    result = failed(ports.log, error);
  }
  metrics.webhook(result.outcome, performance.now() - begun);
  if (result.answer.status >= 400) logRefused(ports.log, result, requestIdOf(request, response));
  closeUnlessRead(request, response);
  send(response, result.answer);
}

function failed(log: Log, error: unknown): WebhookResult {
  if (error instanceof UnreadableBody) return { outcome: error.problem, answer: problem(error.problem) };
  log.error(errorFields(error), 'webhook.failed');
  // The sender comes again, so nothing is lost.
  return { outcome: 'unavailable', answer: problem('unavailable') };
}

const logRefused = (log: Log, { outcome, tenantId }: WebhookResult, requestId: string): void =>
  log.warn({ requestId, outcome, tenantId }, 'webhook.refused');

/** Checks a webhook's headers, and returns the function that verifies and reads its body. Errors have a `kind`. */
export type VerifyWebhook = (webhook: {
  secrets: readonly string[];
  headers: IncomingHttpHeaders;
}) => (rawBody: Buffer) => { id: string; event: MarketplaceEvent };

/** The outcome of a webhook for the metrics, and its answer. */
export interface WebhookResult {
  readonly outcome: 'new' | 'repeated' | 'ignored' | ProblemCode;
  readonly answer: Answer;
  readonly tenantId?: string;
}

interface Webhook {
  readonly connectionId: string;
  /** Reads the body; called only for a known connection and plausible headers. */
  readonly readBody: () => Promise<Buffer>;
  readonly headers: IncomingHttpHeaders;
}

const refusal = (code: ProblemCode, more?: Record<string, unknown>, tenantId?: string): WebhookResult => ({
  outcome: code,
  answer: problem(code, more),
  ...(tenantId !== undefined && { tenantId }),
});

/**
 * Handles a webhook; its event is stored before the answer.
 * @throws Error when MongoDB does not answer, or the body cannot be read.
 */
async function handleWebhook(ports: Ports, verify: VerifyWebhook, webhook: Webhook): Promise<WebhookResult> {
  const connection = await ports.connections.byId(webhook.connectionId);
  if (!connection) return refusal('unknown-connection');
  const { tenantId, webhookSecrets: secrets } = connection;
  const { headers } = webhook;
  const read = await readWebhook(() => verify({ secrets, headers }), webhook.readBody);
  if ('answer' in read) return { ...read, tenantId };
  const tenant = await ports.tenants.get(tenantId);
  if (tenant?.status !== 'active') return refusal('uninstalled', {}, tenantId);
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

/** Maps the errors of verification. @throws any other error. */
function refusalOf(error: { kind?: string; fields?: readonly string[] }): WebhookResult {
  switch (error.kind) {
    case 'bad-signature':
    case 'stale':
    case 'not-json':
      return refusal(error.kind);
    case 'bad-data':
      return refusal('bad-data', { fields: error.fields ?? [] });
    case 'unknown-type':
      return { outcome: 'ignored', answer: { status: 202, body: { received: 'ignored' } } };
    default:
      throw error;
  }
}

import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Connection } from '../domain/model/connection/connection.js';
import type { Delivery, Log, Ports } from '../domain/ports.js';
import { receiveDelivery } from '../domain/receiving/receive-delivery.js';
import { errorFields } from '../lib/error-text.js';
import { fewAtATime } from '../lib/few-at-a-time.js';
import { type Bodies, createBodies, UnreadableBody } from '../lib/request-bodies.js';
import { createRequestRateLimits, type RequestRateLimits } from '../lib/request-rate-limits.js';
import { connectionIn } from '../lib/webhook-url.js';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';
import { type Answer, type ProblemCode, problem, send, tooMany, wrongMethod } from './send-answer.js';

/** The dependencies of the webhook endpoint. */
export interface WebhookOptions {
  readonly ports: Ports;
  readonly readerOf: ReaderOf;
  readonly metrics: Metrics;
  /** Reads request bodies; with a budget for webhooks alone when absent. */
  readonly bodies?: Bodies;
  /** Limits the rate of webhooks; with limits for webhooks alone when absent. */
  readonly limits?: RequestRateLimits;
}

/** The longest body, in bytes: a letter of 1 MB and everything around it. */
const LONGEST = 2 * 1024 * 1024;

/** Bytes of request bodies at one time: twelve of the longest, and three of one marketplace. */
const BODIES = { total: 12 * LONGEST, perSender: 3 * LONGEST };

/** Deliveries of a tenant that a process stores at once: those of other tenants find MongoDB free beside a flood. */
const STORED_AT_ONCE = 4;

/**
 * Serves `/webhooks/<connection id>`, which takes POST alone, and passes other requests on. It is no Express route,
 * since Express would take more time than all the rest.
 */
export function webhooksBefore(others: RequestListener, options: WebhookOptions): RequestListener {
  const { bodies = createBodies(BODIES), limits = createRequestRateLimits() } = options;
  const inTurn = fewAtATime(STORED_AT_ONCE);
  return (request, response) => {
    const connectionId = connectionIn(request.url ?? '');
    if (connectionId === undefined) return others(request, response);
    // whether the connection exists is not looked up, and so not told
    if (request.method !== 'POST') return send(response, wrongMethod('POST'));
    void serveWebhook({ ...options, bodies, limits, inTurn }, connectionId, request, response);
  };
}

/** Outcomes of requests that prove nothing. */
const UNPROVEN: ReadonlySet<WebhookResult['outcome']> = new Set([
  'unknown-connection',
  'bad-signature',
  'stale',
  'unauthorized',
]);

/** The dependencies, with what all webhooks of a process share. */
type Serving = Required<WebhookOptions> & Pick<Webhook, 'inTurn'>;

async function serveWebhook(
  options: Serving,
  connectionId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { ports, metrics } = options;
  const begun = performance.now();
  const result = await resultFor(options, connectionId, request, response).catch((error) => failed(ports.log, error));
  metrics.webhook(result.outcome, result.source ?? 'unknown', performance.now() - begun);
  if (result.answer.status >= 400) logRefused(ports.log, result, requestIdOf(request, response));
  send(response, result.answer);
}

/** Handles a webhook, unless its address has sent too many unproven ones. @throws Error as `handleWebhook` */
async function resultFor(
  { ports, readerOf, bodies, limits, inTurn }: Serving,
  connectionId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<WebhookResult> {
  const waitMs = limits.admit(request, connectionId);
  if (waitMs > 0) return { outcome: 'too-many', answer: tooMany(waitMs) };
  const { headers } = request;
  const readBody = (limit = LONGEST) => bodies.read(request, response, { limit, sender: connectionId });
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
  const { admitTenant } = limits;
  const result = await handleWebhook(ports, readerOf, { connectionId, headers, query, readBody, admitTenant, inTurn });
  if (UNPROVEN.has(result.outcome)) limits.unproven(request);
  else limits.proven(request, connectionId);
  return result;
}

function failed(log: Log, error: unknown): WebhookResult {
  if (error instanceof UnreadableBody) return { outcome: error.problem, answer: problem(error.problem) };
  log.error(errorFields(error), 'webhook.failed');
  // The sender comes again, so nothing is lost.
  return { outcome: 'unavailable', answer: problem('unavailable') };
}

const logRefused = (log: Log, { outcome, tenantId }: WebhookResult, requestId: string): void =>
  log.warn({ requestId, outcome, tenantId }, 'webhook.refused');

/** A webhook's request line and headers. */
export interface WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly now: Date;
}

/** Reads a webhook for the source of its connection. Errors have a `kind`. */
export interface WebhookReader {
  /** The longest body in bytes; 2 MB when absent. */
  readonly longest?: number;
  /** Checks the headers, and returns the function that verifies and reads the body. */
  verify(request: WebhookRequest): (rawBody: Buffer) => Delivery | Promise<Delivery>;
}

/** Finds the reader for a connection; undefined where its source sends no webhooks. */
export type ReaderOf = (connection: Connection) => WebhookReader | undefined;

/** The outcome of a webhook for the metrics, and its answer. */
export interface WebhookResult {
  readonly outcome: 'new' | 'repeated' | 'ignored' | ProblemCode;
  readonly answer: Answer;
  readonly tenantId?: string;
  readonly source?: string;
}

interface Webhook {
  readonly connectionId: string;
  /** Reads the body; called only for a known connection and plausible headers. */
  readonly readBody: (limit: number | undefined) => Promise<Buffer>;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly admitTenant: RequestRateLimits['admitTenant'];
  /** Stores a tenant's deliveries a few at a time. */
  readonly inTurn: ReturnType<typeof fewAtATime>;
}

const refusal = (code: ProblemCode, more?: Record<string, unknown>): WebhookResult => ({
  outcome: code,
  answer: problem(code, more),
});

/**
 * Handles a webhook; its events are stored before the answer.
 * @throws Error when MongoDB does not answer, or the body cannot be read.
 */
async function handleWebhook(ports: Ports, readerOf: ReaderOf, webhook: Webhook): Promise<WebhookResult> {
  const connection = await ports.connections.byId(webhook.connectionId);
  const reader = connection && readerOf(connection);
  if (!reader) return refusal('unknown-connection');
  return {
    ...(await deliver(ports, connection, reader, webhook)),
    tenantId: connection.tenantId,
    source: connection.source,
  };
}

async function deliver(
  ports: Ports,
  connection: Connection,
  reader: WebhookReader,
  webhook: Webhook,
): Promise<WebhookResult> {
  const read = await readWebhook(reader, webhook, new Date());
  const isProven = !('answer' in read) || !UNPROVEN.has(read.outcome);
  const waitMs = isProven ? webhook.admitTenant(connection.tenantId) : 0;
  if (waitMs > 0) return { outcome: 'too-many', answer: tooMany(waitMs) };
  if ('answer' in read) {
    const { heard, turnedDown } = ports.connections;
    const now = ports.clock.now();
    await (read.answer.status < 400 ? heard(connection, now) : turnedDown(connection, read.outcome, now));
    return read;
  }
  const tenant = await ports.tenants.get(connection.tenantId);
  if (tenant?.status !== 'active') return refusal('uninstalled');
  if (connection.pausedAt) return { outcome: 'ignored', answer: accepted('ignored') };
  const received = await webhook.inTurn(connection.tenantId, () => receiveDelivery(ports, connection, read));
  return { outcome: received, answer: { status: 200, body: { received } } };
}

const accepted = (received: 'ignored'): Answer => ({ status: 202, body: { received } });

async function readWebhook(reader: WebhookReader, { headers, query, readBody }: Webhook, now: Date) {
  try {
    const read = reader.verify({ headers, query, now });
    return await read(await readBody(reader.longest));
  } catch (error) {
    return refusalOf(error as { kind?: string; fields?: readonly string[]; detail?: string });
  }
}

/** Maps the errors of verification. @throws any other error. */
function refusalOf(error: { kind?: string; fields?: readonly string[]; detail?: string }): WebhookResult {
  const detail = error.detail === undefined ? {} : { detail: error.detail };
  switch (error.kind) {
    case 'bad-signature':
    case 'stale':
    case 'not-json':
    case 'unauthorized':
    case 'unreadable':
    case 'wrong-webhook':
      return refusal(error.kind, detail);
    case 'bad-data':
      return refusal('bad-data', { fields: error.fields ?? [], ...detail });
    case 'unknown-type':
      return { outcome: 'ignored', answer: accepted('ignored') };
    default:
      throw error;
  }
}

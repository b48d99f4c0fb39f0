import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { errorFields } from '../domain/error-text.js';
import type { Log, Ports } from '../domain/ports.js';
import { connectionIn } from '../webhook-url.js';
import { problem, send } from './answer.js';
import type { Metrics } from './metrics.js';
import { readBody, UnreadableBody } from './read-body.js';
import { requestIdOf } from './request-id.js';
import { type Taken, takeWebhook, type VerifyWebhook } from './take-webhook.js';

/** What webhooks are taken in with. */
export interface WebhookOptions {
  readonly ports: Ports;
  readonly verify: VerifyWebhook;
  readonly metrics: Metrics;
}

/** A letter of 1 MB and everything around it. */
const LONGEST = 2 * 1024 * 1024;

/** Seconds after which a sender should try again. */
const RETRY_AFTER = '5';

/**
 * The marketplaces' way in, `POST /webhooks/<connection id>`, in front of everything else. It is no Express route:
 * Express would take more time than all the rest of it.
 */
export function webhooksBefore(others: RequestListener, options: WebhookOptions): RequestListener {
  return (request, response) => {
    const connectionId = request.method === 'POST' ? connectionIn(request.url ?? '') : undefined;
    if (connectionId === undefined) return others(request, response);
    void intake(options, connectionId, request, response);
  };
}

async function intake(
  { ports, verify, metrics }: WebhookOptions,
  connectionId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now();
  let taken: Taken;
  try {
    const { headers } = request;
    taken = await takeWebhook(ports, verify, { connectionId, headers, readBody: () => readBody(request, LONGEST) });
  } catch (error) {
    taken = failed(ports.log, error);
  }
  metrics.webhook(taken.outcome, performance.now() - begun);
  if (taken.answer.status >= 400) logRefused(ports.log, taken, requestIdOf(request, response));
  // Node destroys the connection once the answer is sent, instead of reading the rest of the body.
  if (!request.complete) response.setHeader('connection', 'close');
  send(response, taken.answer);
}

function failed(log: Log, error: unknown): Taken {
  if (error instanceof UnreadableBody) return { outcome: error.kind, answer: problem(error.kind) };
  log.error(errorFields(error), 'webhook.failed');
  // The sender comes again, so nothing is lost.
  return { outcome: 'unavailable', answer: problem('unavailable', {}, { 'retry-after': RETRY_AFTER }) };
}

const logRefused = (log: Log, { outcome, tenantId }: Taken, requestId: string): void =>
  log.warn({ requestId, outcome, tenantId }, 'webhook.refused');

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log, Ports } from '../domain/ports.js';
import { type Bodies, createBodies, UnreadableBody } from '../lib/bodies.js';
import { errorFields } from '../lib/error-text.js';
import { connectionIn } from '../lib/webhook-url.js';
import { closeUnlessRead, problem, send } from './answer.js';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';
import { type Taken, takeWebhook, type VerifyWebhook } from './take-webhook.js';

/** What webhooks are taken in with. */
export interface WebhookOptions {
  readonly ports: Ports;
  readonly verify: VerifyWebhook;
  readonly metrics: Metrics;
  /** What bodies are read with; a budget for webhooks alone when absent. */
  readonly bodies?: Bodies;
}

/** A letter of 1 MB and everything around it. */
const LONGEST = 2 * 1024 * 1024;

/** What webhooks may hold at once, in bytes: twelve of the longest, and three of one marketplace. */
const BODIES = { total: 12 * LONGEST, perSender: 3 * LONGEST };

/**
 * The marketplaces' way in, `POST /webhooks/<connection id>`, in front of everything else. It is no Express route:
 * Express would take more time than all the rest of it.
 */
export function webhooksBefore(others: RequestListener, options: WebhookOptions): RequestListener {
  const { bodies = createBodies(BODIES) } = options;
  return (request, response) => {
    const connectionId = request.method === 'POST' ? connectionIn(request.url ?? '') : undefined;
    if (connectionId === undefined) return others(request, response);
    void intake({ ...options, bodies }, connectionId, request, response);
  };
}

async function intake(
  { ports, verify, metrics, bodies }: Required<WebhookOptions>,
  connectionId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now();
  let taken: Taken;
  try {
    const { headers } = request;
    const readBody = () => bodies.read(request, response, { limit: LONGEST, sender: connectionId });
    taken = await takeWebhook(ports, verify, { connectionId, headers, readBody });
  } catch (error) {
    taken = failed(ports.log, error);
  }
  metrics.webhook(taken.outcome, performance.now() - begun);
  if (taken.answer.status >= 400) logRefused(ports.log, taken, requestIdOf(request, response));
  closeUnlessRead(request, response);
  send(response, taken.answer);
}

function failed(log: Log, error: unknown): Taken {
  if (error instanceof UnreadableBody) return { outcome: error.problem, answer: problem(error.problem) };
  log.error(errorFields(error), 'webhook.failed');
  // The sender comes again, so nothing is lost.
  return { outcome: 'unavailable', answer: problem('unavailable') };
}

const logRefused = (log: Log, { outcome, tenantId }: Taken, requestId: string): void =>
  log.warn({ requestId, outcome, tenantId }, 'webhook.refused');

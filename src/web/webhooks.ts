import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Log, Ports } from '../domain/ports.js';
import { problem, send } from './answer.js';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';
import { type Taken, takeWebhook, type VerifyWebhook } from './take-webhook.js';

export interface WebhookOptions {
  readonly ports: Ports;
  readonly verify: VerifyWebhook;
  readonly metrics: Metrics;
}

/** Seconds after which a sender should try again. */
const RETRY_AFTER = '5';

const EMPTY = Buffer.alloc(0);

/** The marketplaces' way in: `POST /webhooks/<connection id>`. Mount it first: it needs nothing that comes later. */
export function mountWebhooks(app: Express, { ports, verify, metrics }: WebhookOptions): void {
  const { log } = ports;
  const raw = express.raw({ type: () => true, limit: '2mb', inflate: false });
  const intake: RequestHandler<{ connectionId: string }> = async (request, response) => {
    const begun = performance.now();
    const { params, body, headers } = request;
    const rawBody = Buffer.isBuffer(body) ? body : EMPTY;
    const taken = await takeWebhook(ports, verify, { ...params, rawBody, headers }).catch(unavailable(log));
    metrics.webhook(taken.outcome, performance.now() - begun);
    if (taken.answer.status >= 400) logRefused(log, taken, requestIdOf(request, response));
    send(response, taken.answer);
  };
  app.post('/webhooks/:connectionId', raw, intake, unreadable(metrics));
}

/** The sender comes again, so nothing is lost. */
const unavailable =
  (log: Log) =>
  (err: unknown): Taken => {
    log.error({ err }, 'webhook.failed');
    return { outcome: 'unavailable', answer: problem('unavailable', {}, { 'retry-after': RETRY_AFTER }) };
  };

const logRefused = (log: Log, { outcome, tenantId }: Taken, requestId: string): void =>
  log.warn({ requestId, outcome, tenantId }, 'webhook.refused');

/** What the body reader says: too large, cut off, compressed. */
const unreadable =
  (metrics: Metrics): ErrorRequestHandler =>
  (error: { status?: number }, _request, response, next) => {
    const code = error.status === 413 ? 'too-large' : 'bad-request';
    if (response.headersSent) return next(error);
    metrics.webhook(code, 0);
    send(response, problem(code));
  };

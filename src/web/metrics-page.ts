import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { Express } from 'express';
import { isSameSecret } from '../lib/same-secret.js';
import { mountGet } from './express-app.js';
import type { Metrics } from './metrics.js';
import { problem, send } from './send-answer.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * Serves `/metrics` for Prometheus: to bearers of the token, or without a token to this machine alone. Requests through
 * a proxy on this machine are refused.
 */
export function mountMetrics(app: Express, metrics: Metrics, token: string | undefined): void {
  mountGet(app, '/metrics', async (request, response) => {
    if (!mayRead(request, token)) return send(response, problem('forbidden'));
    send(response, { status: 200, body: await metrics.text(), type: metrics.contentType });
  });
}

/** Tells whether this request may read the metrics. */
export function mayRead({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, token?: string): boolean {
  if (token !== undefined) return isSameSecret(headers.authorization ?? '', `Bearer ${token}`);
  const address = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded;
  return forwarded === undefined && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

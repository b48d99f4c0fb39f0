import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SandboxOptions, startSandbox } from '../../sandbox/marketplace/start-sandbox.js';
import { PATIENCE_MS } from '../../sandbox/slack/emulator/recorded-calls.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { MarketplaceEvent } from '../../src/domain/model/event/event.js';
import { KEEP_ALIVE_MS } from '../../src/lib/listen.js';
import { verifyWebhook } from '../../src/sources/contract/verify-webhook.js';
import { buildConnection } from './factories.js';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const TOKEN = 'sandbox-token-1';

const MEMBERS = [
  { id: 'p_ana', name: 'Ana Silva', email: 'ana@agency.example', skills: ['React'] },
  { id: 'p_ben', name: 'Ben Okafor', email: 'ben@agency.example', skills: ['React', 'Shopify'] },
  { id: 'p_cyd', name: 'Cyd Larsen', email: 'cyd@agency.example' },
];

/** The sandbox's answer, parsed. */
// biome-ignore lint/suspicious/noExplicitAny: tests read what they expect to be there
export type Json = any;

/** A sandbox with one agency of three, in memory unless told otherwise. */
export async function sandboxFor(webhookUrl?: string, options: Partial<SandboxOptions> = {}) {
  const webhook = webhookUrl ? { webhook: { url: webhookUrl, secrets: [SECRET] } } : {};
  const agencies = [{ id: 'agency', name: 'Agency', token: TOKEN, members: MEMBERS, ...webhook }];
  const sandbox = await startSandbox({ retryMs: [10, 10, 10], agencies, ...options });
  const control = async (path: string, body: object = {}): Promise<Json> => {
    const response = await sendJson(`${sandbox.url}/sandbox${path}`, body);
    return response.json();
  };
  /** Waits for a state that no event announces, such as a slow request that ends without an answer. */
  const until = async (done: () => boolean) => {
    for (const end = Date.now() + PATIENCE_MS; !done() && Date.now() < end; ) await sleep(5);
    if (!done()) throw new Error('it did not happen in time');
  };
  return { ...sandbox, control, until };
}

export const sendJson = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Accepts an invitation on the sandbox at this address, with the same idempotency key each time. */
export const accept = (url: string, id: string): Promise<Response> =>
  sendJson(`${url}/invitations/${id}/accept`, {}, { authorization: `Bearer ${TOKEN}`, 'idempotency-key': 'k' });

export const connectionTo = (baseUrl: string, more: Parameters<typeof buildConnection>[0] = {}): Connection =>
  buildConnection({ id: 'c1', baseUrl, token: TOKEN, webhookSecrets: [SECRET], declineReasons: [], ...more });

export interface Received {
  readonly id: string;
  readonly event: MarketplaceEvent;
}

/** Starts a server that receives webhooks. `answer` returns its HTTP status, and may be changed. */
export async function receiveWebhooks(secrets = [SECRET]) {
  const received: Received[] = [];
  const waiting: { done: () => boolean; resolve: () => void }[] = [];
  const receiver = { answer: 200 as number | { status: number; headers: Record<string, string> } };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(verifyWebhook({ secrets, rawBody: Buffer.concat(chunks), headers: request.headers }));
    const { status, headers } =
      typeof receiver.answer === 'number' ? { status: receiver.answer, headers: {} } : receiver.answer;
    response.writeHead(status, headers).end();
    for (const one of waiting) if (one.done()) one.resolve();
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    /** Resolves when what has come so far satisfies `done`. */
    until: (done: () => boolean) =>
      done() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ done, resolve })),
    types: () => received.map(({ event }) => event.type),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    },
  });
}

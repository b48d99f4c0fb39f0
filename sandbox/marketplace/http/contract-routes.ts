import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { ENDPOINTS, type Endpoint } from '../../../src/sources/contract/schema/endpoint.js';
import { IdempotencyKey } from '../../../src/sources/contract/schema/field-types.js';
import { openapiDocument } from '../../../src/sources/contract/schema/openapi-document.js';
import { ContractProblem, type Market } from '../market/market.js';
import type { Agency, CallRecord, EndpointName, Outcome } from '../market/state.js';
import { HANDLERS } from './handlers.js';
import { runOnce } from './idempotency.js';
import { authenticate, fingerprint, readRequest } from './read-request.js';
import { failure, problem, reply } from './reply.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { type Hits, takeFaultSwitches } from './take-fault-switches.js';

/** Routes of the contract. Every call is recorded. */
export function contractRoutes(sandbox: Sandbox): Hono<Http> {
  const app = new Hono<Http>();
  app.get('/openapi.json', (c) => c.json(openapiDocument([{ url: sandbox.market.url }])));
  for (const [name, { method, path }] of Object.entries(ENDPOINTS) as [EndpointName, Route][]) {
    app.on(method.toUpperCase(), path.replace('{id}', ':id'), (c) => recorded(sandbox, name, c));
  }
  return app;
}

type Route = { method: string; path: string };

async function recorded(sandbox: Sandbox, name: EndpointName, c: Context<Http>): Promise<Response> {
  const { state, now } = sandbox.market;
  const record: CallRecord = { at: now().toISOString(), method: c.req.method, path: c.req.path, replayed: false };
  const begun = performance.now();
  state.calls.push(record);
  const request = c.req.method === 'GET' ? '' : await c.req.text();
  const response = await carryOut(sandbox, name, c, record);
  await sandbox.changed();
  const answer: unknown = response && (await response.clone().json());
  sandbox.called({ record, ms: performance.now() - begun, request, response: answer });
  if (response) return response;
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
}

/** Handles one call of the contract. @returns null when no response is to be sent */
async function carryOut(
  sandbox: Sandbox,
  name: EndpointName,
  c: Context<Http>,
  record: CallRecord,
): Promise<Response | null> {
  const { market } = sandbox;
  const agency = authenticate(market, c);
  if (!agency) return answered(record, refusal(market, UNAUTHORIZED));
  record.agencyId = agency.id;
  reactivateWebhook(agency);
  const groups = ENDPOINTS[name].method === 'post' ? ['decisions'] : [];
  const hits = takeFaultSwitches(market.state, [name, '*', ...groups]);
  if (hits.hang) return hang(sandbox, c);
  const sent = await outcomeOf(sandbox, name, c, record, hits);
  return hits.drop ? null : answered(record, sent);
}

const UNAUTHORIZED = new ContractProblem('unauthorized', 'The bearer token is missing or not valid.');

function answered(record: CallRecord, { headers, ...outcome }: Sent): Response {
  record.status = outcome.status;
  return reply(outcome, headers);
}

/** Resumes webhooks to an agency whose address had answered 410: it calls, so it exists again. */
function reactivateWebhook({ webhook }: Agency): void {
  if (webhook?.gone) delete webhook.gone;
}

/** Never answers: waits until the caller disconnects or the sandbox closes. */
async function hang({ closing }: Sandbox, c: Context<Http>): Promise<null> {
  await untilAborted(c.req.raw.signal, closing);
  return null;
}

type Sent = Outcome & { headers: Record<string, string> };

async function outcomeOf(
  s: Sandbox,
  name: EndpointName,
  c: Context<Http>,
  record: CallRecord,
  { limit, fail, slow }: Hits,
): Promise<Sent> {
  if (limit) return limited(s, limit.retryAfter);
  if (fail) return { ...failure(fail.status), headers: {} };
  try {
    return await perform(s, name, c, record, slow?.ms ?? 0);
  } catch (error) {
    if (!(error instanceof ContractProblem)) throw error;
    return refusal(s.market, error, error.code === 'in-progress' ? { 'retry-after': '1' } : {});
  }
}

const refusal = (market: Market, trouble: ContractProblem, headers: Sent['headers'] = {}): Sent => ({
  ...problem(market, trouble),
  headers,
});

const limited = ({ market }: Sandbox, seconds: number): Sent =>
  refusal(market, new ContractProblem('rate-limited', `Come back in ${seconds} seconds.`), {
    'retry-after': String(seconds),
  });

async function perform(
  sandbox: Sandbox,
  name: EndpointName,
  c: Context,
  record: CallRecord,
  ms: number,
): Promise<Sent> {
  const endpoint: Endpoint = ENDPOINTS[name];
  const text = await c.req.text();
  const key = c.req.header('idempotency-key') ?? '';
  const ask = () => readRequest(endpoint, c, { agencyId: record.agencyId ?? '', key, text });
  const wait = () => sleep(ms, undefined, { signal: sandbox.closing });
  const act = () => outcome(sandbox, () => HANDLERS[name](sandbox.market, ask()));
  if (endpoint.method === 'get') {
    await wait();
    return { ...act(), headers: {} };
  }
  if (!IdempotencyKey.safeParse(key).success)
    throw new ContractProblem('bad-request', 'An Idempotency-Key of 1 to 255 characters is missing.');
  record.key = key;
  const request = { id: `${record.agencyId}/${key}`, fingerprint: fingerprint(endpoint, c.req.path, text) };
  const { replayed, ...answer } = await runOnce(sandbox.market, sandbox.running, request, wait, act);
  record.replayed = replayed;
  return { ...answer, headers: replayed ? { 'idempotent-replayed': 'true' } : {} };
}

function outcome({ market }: Sandbox, act: () => unknown): Outcome {
  try {
    return { status: 200, body: act() };
  } catch (error) {
    if (error instanceof ContractProblem) return problem(market, error);
    throw error;
  }
}

/** Resolves when one of the signals aborts, and removes its listeners from all of them. */
export async function untilAborted(...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return;
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    for (const one of signals) one.addEventListener('abort', () => resolve(), { signal: over.signal });
  });
  over.abort();
}

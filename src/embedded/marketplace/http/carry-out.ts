import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { ENDPOINTS, type Endpoint } from '../../../marketplace/contract/endpoint.js';
import { Trouble } from '../market/market.js';
import type { CallRecord, EndpointName, Outcome } from '../market/state.js';
import { HANDLERS } from './handlers.js';
import { once } from './once.js';
import { authenticate, fingerprint, readRequest } from './read-request.js';
import { failure, problem, reply } from './reply.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { hit } from './switches.js';

type Hits = ReturnType<typeof hit>;

/** Carries one call of the contract out. Null: no answer at all is to be sent. */
export async function carryOut(
  sandbox: Sandbox,
  name: EndpointName,
  c: Context<Http>,
  record: CallRecord,
): Promise<Response | null> {
  const hits = hit(sandbox.market.state, name);
  if (hits.hang) return hang(sandbox, c);
  const { headers, ...outcome } = await outcomeOf(sandbox, name, c, record, hits);
  if (hits.drop) return null;
  record.status = outcome.status;
  return reply(outcome, headers);
}

/** Until the caller gives up, or the sandbox closes. */
async function hang({ closing }: Sandbox, c: Context<Http>): Promise<null> {
  const { signal } = c.req.raw;
  if (signal.aborted || closing.aborted) return null;
  await new Promise<void>((resolve) => {
    for (const one of [signal, closing]) one.addEventListener('abort', () => resolve(), { once: true });
  });
  return null;
}

type Sent = Outcome & { headers: Record<string, string> };

async function outcomeOf(
  s: Sandbox,
  name: EndpointName,
  c: Context<Http>,
  record: CallRecord,
  hits: Hits,
): Promise<Sent> {
  try {
    const agencyId = authenticate(s.market, c);
    record.agencyId = agencyId;
    if (hits.limit) return limited(s, hits.limit.retryAfter);
    if (hits.fail) return { ...failure(hits.fail.status), headers: {} };
    return await perform(s, name, c, record, hits.slow?.ms ?? 0);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { ...problem(s.market, error), headers: error.code === 'in-progress' ? { 'retry-after': '1' } : {} };
  }
}

function limited({ market }: Sandbox, seconds: number): Sent {
  const trouble = new Trouble('rate-limited', `Come back in ${seconds} seconds.`);
  return { ...problem(market, trouble), headers: { 'retry-after': String(seconds) } };
}

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
  if (!key || key.length > 255)
    throw new Trouble('bad-request', 'An Idempotency-Key of 1 to 255 characters is missing.');
  record.key = key;
  const request = { id: `${record.agencyId}/${key}`, fingerprint: fingerprint(endpoint, c.req.path, text) };
  const { replayed, ...answer } = await once(sandbox.market, sandbox.running, request, wait, act);
  record.replayed = replayed;
  return { ...answer, headers: replayed ? { 'idempotent-replayed': 'true' } : {} };
}

function outcome({ market }: Sandbox, act: () => unknown): Outcome {
  try {
    return { status: 200, body: act() };
  } catch (error) {
    if (error instanceof Trouble) return problem(market, error);
    throw error;
  }
}

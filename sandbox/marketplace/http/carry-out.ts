import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { ENDPOINTS, type Endpoint } from '../../../src/sources/contract/schema/endpoint.js';
import { IdempotencyKey } from '../../../src/sources/contract/schema/schema.js';
import { type Market, Trouble } from '../market/market.js';
import type { Agency, CallRecord, EndpointName, Outcome } from '../market/state.js';
import { HANDLERS } from './handlers.js';
import { once } from './once.js';
import { authenticate, fingerprint, readRequest } from './read-request.js';
import { failure, problem, reply } from './reply.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { hit } from './switches.js';
import { untilAborted } from './until-aborted.js';

type Hits = ReturnType<typeof hit>;

/** Carries one call of the contract out. Null: no answer at all is to be sent. */
export async function carryOut(
  sandbox: Sandbox,
  name: EndpointName,
  c: Context<Http>,
  record: CallRecord,
): Promise<Response | null> {
  const { market } = sandbox;
  const agency = authenticate(market, c);
  if (!agency) return answered(record, refusal(market, UNAUTHORIZED));
  record.agencyId = agency.id;
  welcome(agency);
  const hits = hit(market.state, name);
  if (hits.hang) return hang(sandbox, c);
  const sent = await outcomeOf(sandbox, name, c, record, hits);
  return hits.drop ? null : answered(record, sent);
}

const UNAUTHORIZED = new Trouble('unauthorized', 'The bearer token is missing or not valid.');

function answered(record: CallRecord, { headers, ...outcome }: Sent): Response {
  record.status = outcome.status;
  return reply(outcome, headers);
}

/** Whoever calls is there: it may be told of what happens again, even if it was gone before. */
function welcome({ webhook }: Agency): void {
  if (webhook?.gone) delete webhook.gone;
}

/** Until the caller gives up, or the sandbox closes. */
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
    if (!(error instanceof Trouble)) throw error;
    return refusal(s.market, error, error.code === 'in-progress' ? { 'retry-after': '1' } : {});
  }
}

const refusal = (market: Market, trouble: Trouble, headers: Sent['headers'] = {}): Sent => ({
  ...problem(market, trouble),
  headers,
});

const limited = ({ market }: Sandbox, seconds: number): Sent =>
  refusal(market, new Trouble('rate-limited', `Come back in ${seconds} seconds.`), { 'retry-after': String(seconds) });

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

import { Agent, fetch } from 'undici';
import type { Log } from '../../../src/domain/ports.js';
import { signWebhook } from '../../../src/sources/webhook-signature.js';
import { type VendorRequest, vendorRequest } from '../vendors/vendor-requests.js';
import type { ObservedDelivery } from './observer.js';
import type { Agency, Delivery, State } from './state.js';
import type { Store } from './store.js';

/** Milliseconds between attempts at a webhook (Standard Webhooks 1.0.0). */
const RETRY_MS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1000);

/**
 * Options of the outbox, in milliseconds: the delays between attempts, after the last of which a webhook is given up,
 * and the time limit of an attempt.
 */
export interface OutboxOptions {
  readonly retryMs?: readonly number[];
  readonly timeoutMs?: number;
  readonly log?: Pick<Log, 'warn' | 'error'>;
  /** Called after every attempt. */
  readonly delivered?: (delivery: ObservedDelivery) => void;
}

/** Sends stored webhooks. */
export interface Outbox {
  /** Sends all webhooks that are due, concurrently. */
  kick(): void;
  /** Sends one webhook now, in any state. */
  send(delivery: Delivery): Promise<void>;
  close(): Promise<void>;
}

/** Starts sending the stored webhooks until each is delivered or given up. */
export function startOutbox(
  store: Store,
  { retryMs = RETRY_MS, timeoutMs = 15_000, log, delivered }: OutboxOptions,
): Outbox {
  const agent = new Agent();
  const sending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const send = async (delivery: Delivery) => {
    const agency = store.state.agencies[delivery.agencyId];
    sending.add(delivery.id);
    const { response, request, ...attempt } = await post(agent, agency, delivery, timeoutMs);
    sending.delete(delivery.id);
    if (closed) return;
    recordAttempt(store.state, delivery, attempt, retryMs);
    delivered?.({ delivery, response, ...(request && { request }) });
    if (delivery.state === 'given-up') log?.warn({ id: delivery.id, type: delivery.type }, 'sandbox.webhook-given-up');
    await store.save();
    kick();
  };
  const kick = () => {
    clearTimeout(timer);
    if (closed) return;
    const waiting = Object.values(store.state.deliveries).filter(
      ({ id, state }) => state === 'waiting' && !sending.has(id),
    );
    const due = waiting.filter(({ nextAt }) => Date.parse(nextAt) <= Date.now());
    for (const delivery of due)
      send(delivery).catch((error) => log?.error({ error: String(error) }, 'sandbox.not-saved'));
    const next = Math.min(...waiting.filter((one) => !due.includes(one)).map(({ nextAt }) => Date.parse(nextAt)));
    if (Number.isFinite(next)) timer = setTimeout(kick, Math.min(next - Date.now(), 3_600_000)).unref();
  };
  const close = async () => {
    closed = true;
    clearTimeout(timer);
    await agent.destroy();
  };
  return { kick, send, close };
}

type Attempt = Delivery['attempts'][number] & { retryAfter?: number };

type Answered = Attempt & Pick<ObservedDelivery, 'response' | 'request'>;

async function post(
  agent: Agent,
  agency: Agency | undefined,
  delivery: Delivery,
  timeoutMs: number,
): Promise<Answered> {
  const at = new Date();
  const ms = () => Date.now() - at.getTime();
  let request: VendorRequest | undefined;
  try {
    request = await requestOf(agency, delivery, at);
    const { url, headers, body } = request;
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers,
      body,
    });
    const retryAfter = Number(response.headers.get('retry-after'));
    const answered = { at: at.toISOString(), ms: ms(), status: response.status, ...(retryAfter > 0 && { retryAfter }) };
    return { ...answered, request, response: await readUpTo(response.body, MOST_READ) };
  } catch (error) {
    return { at: at.toISOString(), ms: ms(), error: reasonOf(error), response: '', ...(request && { request }) };
  }
}

/** Makes the request of an attempt. @throws Error when the agency has no address for it */
function requestOf(agency: Agency | undefined, delivery: Delivery, at: Date): VendorRequest | Promise<VendorRequest> {
  if (agency && delivery.vendor) return vendorRequest(delivery.vendor, agency, delivery, at);
  if (!agency?.webhook) throw new Error('no webhook address');
  const { url, secrets } = agency.webhook;
  return { url, headers: headersOf(secrets, delivery, Math.floor(at.getTime() / 1000)), body: delivery.body };
}

/** Bytes of an answer that are read. */
const MOST_READ = 10_000;

/** Reads the beginning of a body as text. */
async function readUpTo(body: AsyncIterable<Uint8Array> | null, most: number): Promise<string> {
  let read = Buffer.alloc(0);
  for await (const chunk of body ?? []) {
    read = Buffer.concat([read, chunk]);
    if (read.length >= most) break;
  }
  return read.toString();
}

const reasonOf = (error: unknown) => {
  const { cause, name, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? (name === 'TimeoutError' ? 'timeout' : message);
};

const headersOf = (secrets: readonly string[], { id, body }: Delivery, timestamp: number) => ({
  'content-type': 'application/json',
  'user-agent': 'baton-sandbox-marketplace',
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets.map((secret) => signWebhook(secret, id, timestamp, body)).join(' '),
});

function recordAttempt(
  state: State,
  delivery: Delivery,
  { retryAfter = 0, ...attempt }: Attempt,
  retryMs: readonly number[],
) {
  delivery.attempts.push(attempt);
  if (delivery.state === 'delivered') return;
  if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300) delivery.state = 'delivered';
  else if (attempt.status === 410 && !delivery.vendor) disableWebhook(state, delivery.agencyId);
  else scheduleRetry(delivery, retryAfter, retryMs[delivery.attempts.length - 1]);
}

/** Stops webhooks to an agency whose address has answered 410. */
function disableWebhook(state: State, agencyId: string) {
  const webhook = state.agencies[agencyId]?.webhook;
  if (webhook) webhook.gone = true;
  for (const one of Object.values(state.deliveries)) {
    if (one.agencyId === agencyId && !one.vendor && one.state !== 'delivered') one.state = 'given-up';
  }
}

/** Schedules the next attempt, up to 20% later than the plan so that retries spread. */
function scheduleRetry(delivery: Delivery, retryAfter: number, ms: number | undefined) {
  if (ms === undefined) {
    delivery.state = 'given-up';
    return;
  }
  const wait = Math.max(ms * (1 + Math.random() / 5), retryAfter * 1000);
  delivery.state = 'waiting';
  delivery.nextAt = new Date(Date.now() + wait).toISOString();
}

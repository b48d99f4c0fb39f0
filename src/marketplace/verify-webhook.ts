import type { MarketplaceEvent } from '../domain/event/event.js';
import { EVENTS, Event } from './contract/event.js';
import { isSigned } from './contract/signature.js';

/** How far a webhook's timestamp may be from our clock, in seconds (Standard Webhooks 1.0.0). */
const TOLERANCE = 5 * 60;

export type WebhookFault = 'bad-signature' | 'stale' | 'not-json' | 'unknown-type' | 'bad-data';

/** A webhook that cannot be taken in. Neither the message nor the fields hold anything of its content. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook';
  readonly kind: WebhookFault;
  /** For `bad-data`: which fields do not follow the contract, such as `data.job.title`. */
  readonly fields: readonly string[];

  constructor(kind: WebhookFault, fields: readonly string[] = []) {
    super(fields.length ? `${kind}: ${fields.join(', ')}` : kind);
    this.kind = kind;
    this.fields = fields;
  }
}

export interface Webhook {
  /** `whsec_...`; one of them must fit. */
  readonly secrets: readonly string[];
  /** The body exactly as it came. */
  readonly rawBody: string | Buffer;
  /** With lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly now?: Date;
}

/**
 * Checks a marketplace's webhook and reads its event. `id` is the event's: the same across retries.
 * @throws BadWebhook that says what is wrong with it.
 */
export function verifyWebhook(webhook: Webhook): { id: string; event: MarketplaceEvent } {
  const id = verifyOrigin(webhook);
  return { id, event: readEvent(parse(webhook.rawBody)) };
}

function verifyOrigin({ secrets, rawBody, headers, now = new Date() }: Webhook): string {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  }) as [string, string, string];
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) throw new BadWebhook('bad-signature');
  if (!isSigned(secrets, signatures, { id, timestamp, body: rawBody })) throw new BadWebhook('bad-signature');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) throw new BadWebhook('stale');
  return id;
}

function parse(rawBody: string | Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString());
  } catch {
    throw new BadWebhook('not-json');
  }
}

function readEvent(body: unknown): MarketplaceEvent {
  const type = (body as { type?: unknown } | null)?.type;
  if (typeof type !== 'string') throw new BadWebhook('bad-data', ['type']);
  if (!Object.hasOwn(EVENTS, type)) throw new BadWebhook('unknown-type');
  const parsed = Event.safeParse(body);
  if (!parsed.success) throw new BadWebhook('bad-data', fieldsOf(parsed.error.issues));
  const { timestamp: _, ...event } = parsed.data;
  return event;
}

const fieldsOf = (issues: readonly { path: readonly PropertyKey[] }[]) =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.')))].slice(0, 20);

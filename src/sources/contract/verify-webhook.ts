import type { MarketplaceEvent } from '../../domain/model/event/event.js';
import { EVENTS, Event } from './schema/event.js';
import { isSigned, mayBeSigned } from './schema/signature.js';

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

/** A webhook whose body is not read yet. */
export interface WebhookHead {
  /** `whsec_...`; one of them must fit. */
  readonly secrets: readonly string[];
  /** With lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly now?: Date;
}

export interface Webhook extends WebhookHead {
  /** The body exactly as it came. */
  readonly rawBody: string | Buffer;
}

/** A webhook's event. `id` is the same across retries. */
export interface VerifiedWebhook {
  readonly id: string;
  readonly event: MarketplaceEvent;
}

/**
 * Checks a marketplace's webhook and reads its event.
 * @throws BadWebhook that says what is wrong with it.
 */
export const verifyWebhook = ({ rawBody, ...head }: Webhook): VerifiedWebhook => verifyHead(head)(rawBody);

/**
 * Checks the headers of a webhook before its body is read, so that nobody makes Baton read what nobody signed.
 * @returns what checks the body, exactly as it came, and reads its event
 * @throws BadWebhook that says what is wrong with it, as does what is returned.
 */
export function verifyHead({ secrets, headers, now = new Date() }: WebhookHead) {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  }) as [string, string, string];
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) throw new BadWebhook('bad-signature');
  if (!mayBeSigned(signatures)) throw new BadWebhook('bad-signature');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) throw new BadWebhook('stale');
  return (body: string | Buffer): VerifiedWebhook => {
    if (!isSigned(secrets, signatures, { id, timestamp, body })) throw new BadWebhook('bad-signature');
    return { id, event: readEvent(parse(body)) };
  };
}

/** A byte order mark is signed like everything else, and no part of the JSON. */
function parse(rawBody: string | Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString().replace(/^\uFEFF/, ''));
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

import { VENDORS, type Vendor } from '../../demo/connect-vendor.js';
import type { ObservedCall, ObservedDelivery } from '../../marketplace/market/observer.js';
import type { SentRequest } from '../../slack/driver/app-connection.js';
import { type Json, object, text } from '../../slack/emulator/json.js';
import type { SlackCall } from '../../slack/emulator/recorded-calls.js';
import type { WireEntry } from './wire-log.js';

/** Finds the name of a Slack user or conversation; an unknown id stays as it is. */
export type Naming = (id: string) => string;

/** Describes an event, command or interaction that Slack sent to the app. */
export function ofRequest({ content, reply }: SentRequest, name: Naming): WireEntry {
  const { status, ms, json, text: words } = reply;
  const isEvent = content.type === 'event_callback';
  const [what, user] = isEvent ? describeEvent(object(content.event)) : describeInteraction(content);
  return {
    kind: isEvent ? 'event' : 'interaction',
    ...{ what, about: name(user), outcome: String(status), ok: status < 400, ms },
    sent: content,
    answered: Object.keys(json).length > 0 ? json : words,
  };
}

const describeEvent = (event: Json): [what: string, user: string] => [
  text(event.type),
  text(event.user) || text(object(event.user).id),
];

function describeInteraction(content: Json): [what: string, user: string] {
  if (content.command) return [`${text(content.command)} ${text(content.text)}`.trim(), text(content.user_id)];
  const [action] = Array.isArray(content.actions) ? content.actions.map(object) : [];
  const named = text(action?.action_id) || text(content.action_id) || text(object(content.view).callback_id);
  return [`${text(content.type)} ${named}`.trim(), text(object(content.user).id)];
}

/** Describes a call of the app's to Slack. */
export function ofSlackCall({ method, args, status, response, at, ms }: SlackCall, name: Naming): WireEntry {
  const ok = status === 200 && response.ok !== false;
  return {
    kind: 'slack',
    ...{ what: method, about: name(placeOf(args)), ok, ms, at },
    outcome: status === 200 && !ok ? text(response.error) : outcomeOf(status),
    same: `${method} ${JSON.stringify(args)}`,
    ...{ sent: args, answered: response },
  };
}

const placeOf = (args: Json): string =>
  text(args.channel) || text(args.user_id) || text(args.user) || text(args.users) || text(args.channel_id);

const outcomeOf = (status: number | undefined): string => (status ? String(status) : 'no answer');

/** Describes a call of the app's to the marketplace. */
export function ofMarketCall({ record, ms, request, response }: ObservedCall): WireEntry {
  const { at, method, path, status, key, replayed } = record;
  return {
    kind: 'marketplace',
    ...{ what: `${method} ${path}`, about: replayed ? 'same key: done before' : vendorAt(path), ms, at: new Date(at) },
    outcome: outcomeOf(status),
    ok: status !== undefined && status < 400,
    same: `${method} ${path} ${key ?? ''}`,
    sent: { ...(key !== undefined && { 'Idempotency-Key': key }), ...(request && { body: parsed(request) }) },
    answered: response,
  };
}

/** Describes an attempt to deliver a webhook of the marketplace to the app. */
export function ofDelivery({ delivery, request, response }: ObservedDelivery): WireEntry {
  const { type, vendor, body, attempts, id } = delivery;
  const { at, ms, status, error } = attempts.at(-1) ?? { at: new Date().toISOString(), ms: 0 };
  return {
    kind: 'webhook',
    ...{
      what: vendor ? vendorEvent(vendor, body) : type,
      about: vendor ? VENDORS[vendor] : '',
      ms,
      at: new Date(at),
      attempt: attempts.length,
    },
    outcome: error ?? outcomeOf(status),
    ok: status !== undefined && status < 400,
    sent:
      vendor && request
        ? { ...request, body: parsed(shortened(request.body)) }
        : { 'webhook-id': id, body: parsed(body) },
    answered: parsed(response),
  };
}

/** Names the vendor whose API a path belongs to; empty for the marketplace's own. */
const vendorAt = (path: string): string => {
  const [, area = ''] = path.split('/');
  return area === 'vollna' || area === 'getmany' ? VENDORS[area] : '';
};

/** Names a vendor's delivery: by its event, by its kind where it has none, or by its subject. */
function vendorEvent(vendor: Vendor, body: string): string {
  if (vendor === 'email') return /^Subject: (.*)$/im.exec(body)?.[1] ?? 'a mail';
  return text(object(parsed(body)).event) || 'proposal.accepted';
}

/** The most characters of a body that are kept. */
const KEPT = 100_000;

const shortened = (body: string): string =>
  body.length <= KEPT ? body : `${body.slice(0, KEPT)}… and ${body.length - KEPT} more characters`;

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}

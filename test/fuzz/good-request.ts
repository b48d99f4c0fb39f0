import type { Json } from '../support/payload-mutations.js';

/** The public ways into Baton, and the answers of a marketplace, which come in too. */
export const WAYS = [
  'commands',
  'clicks',
  'look-ups',
  'submissions',
  'closings',
  'shortcuts',
  'events',
  'contract',
  'vollna',
  'getmany',
  'postmark',
  'mailgun',
  'sendgrid',
  'raw-mail',
  'oauth',
  'pages',
  'sockets',
  'marketplace',
] as const;

/** A way in. `sockets` sends bytes that are no HTTP; `marketplace` is answers to Baton's own calls. */
export type Way = (typeof WAYS)[number];

/** The form of a body; `query` has its content in the address, and no body. */
export type Format = 'none' | 'query' | 'json' | 'form' | 'multipart' | 'mail';

/** The proof of its sender that a request bears. */
export type ProofKind = 'none' | 'slack' | 'contract' | 'vollna' | 'getmany' | 'postmark' | 'sendgrid' | 'raw-mail';

/**
 * A request of a good sender, with `{{names}}` in place of ids, addresses and times: each sending fills in what holds then.
 */
export interface GoodRequest {
  readonly way: Way;
  /** Unique among all good requests. */
  readonly name: string;
  /** The process that it goes to. Default: the bot. */
  readonly to?: 'bot' | 'worker';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly format: Format;
  /** The content in the structure of its format: `form` and `multipart` are objects of fields, `mail` has `headers` and `body`. */
  readonly content: Json;
  readonly proof: ProofKind;
}

/** The content type of each format. */
export const TYPES: Readonly<Record<Format, string | undefined>> = {
  none: undefined,
  query: undefined,
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data; boundary=fuzz-boundary',
  mail: 'message/rfc822',
};

/** Marks a text of a payload that stands for JSON which no serializer writes, such as `1e999`. */
const LITERAL = '\u0001literal:';

/** JSON that `JSON.stringify` cannot write. */
export const literal = (json: string): string => `${LITERAL}${json}`;

const QUOTED = /"\\u0001literal:((?:[^"\\]|\\.)*)"/g;

const toText = (value: Json): string =>
  JSON.stringify(value).replace(QUOTED, (_, json: string) => JSON.parse(`"${json}"`) as string);

const fieldText = (value: Json): string => (typeof value === 'string' ? value : toText(value));

const entriesOf = (value: Json): [string, Json][] =>
  typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? (value as Json[]).map((item, index): [string, Json] => [String(index), item])
      : Object.entries(value as Record<string, Json>)
    : [['', value]];

/** Writes content in its format. */
export function rendered(format: Format, content: Json): Buffer {
  switch (format) {
    case 'none':
    case 'query':
      return Buffer.alloc(0);
    case 'json':
      return Buffer.from(toText(content));
    case 'form':
      return Buffer.from(formOf(content));
    case 'multipart':
      return Buffer.from(multipartOf(content));
    case 'mail':
      return Buffer.from(mailOf(content));
  }
}

/** Writes a form or a query; a list repeats its field. */
export function formOf(content: Json): string {
  const form = new URLSearchParams();
  for (const [name, value] of entriesOf(content)) {
    if (Array.isArray(value)) for (const one of value as Json[]) form.append(name, fieldText(one));
    else form.append(name, fieldText(value));
  }
  return String(form);
}

function multipartOf(content: Json): string {
  const parts = entriesOf(content).map(([name, value]) => {
    const text = isMail(value) ? mailOf(value) : fieldText(value);
    return `--fuzz-boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  });
  return `${parts.join('')}--fuzz-boundary--\r\n`;
}

const isMail = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'headers' in value;

/** Writes a mail of `{ headers: [[name, value], …], body }`; anything else as it comes. */
function mailOf(content: Json): string {
  const {
    headers = [],
    body = '',
    ...rest
  } = (
    typeof content === 'object' && content !== null && !Array.isArray(content) ? content : { body: content }
  ) as Record<string, Json>;
  const lines = [...entriesOf(headers), ...entriesOf(rest)].map(([name, value]) => {
    const [key, text] = Array.isArray(value) ? (value as Json[]) : [name, value];
    return `${fieldText(key ?? '')}: ${fieldText(text ?? '')}`;
  });
  return `${lines.join('\r\n')}\r\n\r\n${fieldText(body)}`;
}

/** Reads a raw mail into the structure that is mutated. */
export function mailContent(raw: string): Json {
  const text = raw.replace(/\r?\n/g, '\r\n');
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  const headers = head
    .replace(/\r\n(?=[ \t])/g, '\u0000')
    .split('\r\n')
    .map((line) => {
      const [, name = line, value = ''] = /^([^:]*):\s?(.*)$/s.exec(line.replaceAll('\u0000', '\r\n')) ?? [];
      return [name, value];
    });
  return { headers, body: end < 0 ? '' : text.slice(end + 4) };
}

const NAME = /\{\{([\w:.-]+)\}\}/g;

/** Lists the names in a text. */
export const namesIn = (text: string): string[] => [...new Set([...text.matchAll(NAME)].map(([, name]) => name ?? ''))];

/** Fills in the values of names; unknown ones stay. */
export const filled = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(NAME, (whole, name: string) => values.get(name) ?? whole);

/** Fills in the values of names in a payload. */
export const filledContent = (content: Json, values: ReadonlyMap<string, string>): Json => {
  const escaped = new Map([...values].map(([name, value]) => [name, JSON.stringify(value).slice(1, -1)]));
  return JSON.parse(filled(JSON.stringify(content), escaped)) as Json;
};

/** Puts names in place of values, the longest first. */
export function named<T extends Json>(content: T, values: ReadonlyMap<string, string>): T {
  const longestFirst = [...values].sort(([, a], [, b]) => b.length - a.length);
  let text = JSON.stringify(content);
  for (const [name, value] of longestFirst) text = text.replaceAll(JSON.stringify(value).slice(1, -1), `{{${name}}}`);
  return JSON.parse(text) as T;
}

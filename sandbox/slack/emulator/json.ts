/** Arguments and responses of Slack's API. */
export type Json = Record<string, unknown>;

/** An HTTP response. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
  /** `lost` closes the connection instead of answering; `never` keeps it open. */
  readonly fate?: 'lost' | 'never';
}

/** Arguments that are JSON inside a form. */
const NESTED = new Set(['attachments', 'blocks', 'files', 'message', 'metadata', 'view']);

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Returns the value if it is an object, else an empty object. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Returns the value if it is a string, else an empty string. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Parses the arguments of a Web API call from a form or JSON, including JSON inside form fields. */
export function parseArgs(body: string, contentType: string | undefined): Json {
  const flat = contentType?.includes('json') ? object(parse(body)) : Object.fromEntries(new URLSearchParams(body));
  const pairs = Object.entries(flat).map(([name, value]) => [
    name,
    NESTED.has(name) && typeof value === 'string' ? parse(value) : value,
  ]);
  return Object.fromEntries(pairs);
}

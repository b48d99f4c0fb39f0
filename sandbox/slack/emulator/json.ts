/** What Slack answers with, and what is sent to it. */
export type Json = Record<string, unknown>;

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
  /** What becomes of it: `lost` cuts the connection instead, `never` keeps it open. */
  readonly fate?: 'lost' | 'never';
}

/** Arguments that are JSON inside of a form. */
const NESTED = new Set(['attachments', 'blocks', 'files', 'message', 'metadata', 'view']);

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object, for a field that may be missing or of another type. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** A string, for a field that may be missing or of another type. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The arguments of a call to Slack's Web API, from a form or JSON; JSON within them is parsed. */
export function parseArgs(body: string, contentType: string | undefined): Json {
  const flat = contentType?.includes('json') ? object(parse(body)) : Object.fromEntries(new URLSearchParams(body));
  const pairs = Object.entries(flat).map(([name, value]) => [
    name,
    NESTED.has(name) && typeof value === 'string' ? parse(value) : value,
  ]);
  return Object.fromEntries(pairs);
}

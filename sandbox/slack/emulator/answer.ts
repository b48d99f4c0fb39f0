import type { Json } from './seed.js';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
  /** What becomes of it: `lost` cuts the connection instead, `never` keeps it open. */
  readonly fate?: 'lost' | 'never';
}

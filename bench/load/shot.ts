import type { Pool } from 'undici';

/** One request, signed and ready. Every shot of a round is another one. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The invite it is about. */
  readonly about?: string;
}

/** What the answer to a shot must be, for an error is often faster than the work. */
export type Expected = (status: number, body: string) => boolean;

/** Sends one request and reads its whole answer. @throws Error when it is not what was expected. */
export async function fire(pool: Pool, { path, headers, body }: Shot, expected: Expected): Promise<void> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (!expected(answer.statusCode, text)) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
}

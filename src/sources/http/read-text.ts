import { NotDone } from '../../domain/model/errors.js';

/** Codes of errors before a connection stands: nothing was sent. */
const UNSENT: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * Rethrows a network error with its reason in words. Its cause is the reason itself, since a log shows the code of a
 * cause alone, and `fetch` wraps each in a TypeError without one.
 * @throws NotDone where nothing was sent
 */
export function throwNoAnswer(error: Error): never {
  const cause = error.cause as (Error & { code?: string }) | undefined;
  const why = error.name === 'TimeoutError' ? 'it took too long' : (cause?.code ?? cause?.message ?? error.message);
  const isUnsent = UNSENT.includes(cause?.code ?? '');
  throw new (isUnsent ? NotDone : Error)(`no answer from the marketplace: ${why}`, { cause: cause ?? error });
}

/**
 * Reads a body as text.
 * @throws Error, and stops reading, when it is longer than `limit` bytes.
 */
export async function readText(response: { body: AsyncIterable<Uint8Array> | null }, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Error(`the answer is longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

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

import type { IncomingMessage } from 'node:http';

/** Why a body could not be read. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
  readonly kind: 'too-large' | 'bad-request';

  constructor(kind: UnreadableBody['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** The whole body, as it came. @throws UnreadableBody when it is compressed, longer than `limit` bytes, or cut off. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding !== 'identity' || request.destroyed) return Promise.reject(new UnreadableBody('bad-request'));
  if (Number(length) > limit) return Promise.reject(new UnreadableBody('too-large'));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      request.off('data', take).pause();
      reject(new UnreadableBody('too-large'));
    };
    request.on('data', take);
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => reject(new UnreadableBody('bad-request')));
  });
}

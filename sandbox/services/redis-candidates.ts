/** What this machine has to offer. */
export interface RedisFacts {
  /** `REDIS_URL`. */
  readonly url?: string | undefined;
  /** A `valkey-server` or `redis-server` on PATH. */
  readonly onPath?: string | undefined;
}

/** A way to a Redis or Valkey, and why it comes into question. */
export type RedisCandidate =
  | { readonly kind: 'existing'; readonly uri: string; readonly why: string }
  | { readonly kind: 'server'; readonly binary: string; readonly why: string }
  | { readonly kind: 'valkey-py'; readonly why: string };

/** What to try, in this order. A given URL is never replaced. */
export function redisCandidates({ url, onPath }: RedisFacts): readonly RedisCandidate[] {
  if (url) return [{ kind: 'existing', uri: url, why: 'REDIS_URL says so' }];
  if (!onPath) return [{ kind: 'valkey-py', why: 'there is no valkey-server or redis-server on PATH' }];
  return [
    { kind: 'server', binary: onPath, why: `${onPath} is on PATH` },
    { kind: 'valkey-py', why: `${onPath} could not be started` },
  ];
}

import { randomBytes } from 'node:crypto';

/** Addresses of the run's servers, with a database and a queue prefix that nobody else uses. */
export interface Uris {
  readonly mongo: string;
  readonly redis: string;
  /** Prefix of the queues, in braces for a Redis Cluster. */
  readonly queuePrefix: string;
}

/** Matches every key of an installation in Redis. */
export const keysUnder = (queuePrefix: string): string => `${queuePrefix.slice(0, -1)}-*`;

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: only integration and e2e tests have services`);
  return value;
}

/**
 * Names a new, empty database and queue prefix on the run's servers, with time limits for a busy machine: the tests of
 * a whole run share one MongoDB.
 */
export function freshUris(): Uris {
  const uris = urisWithShortLimits();
  return { ...uris, mongo: `${uris.mongo}?serverSelectionTimeoutMS=30000&socketTimeoutMS=120000` };
}

/** Names the same with Baton's own, short time limits, for tests in which MongoDB fails. */
export const urisWithShortLimits = (): Uris => urisOn({ mongo: given('MONGODB_URI'), redis: given('REDIS_URL') });

/** Names a new, empty database and queue prefix on these servers. */
export function urisOn({ mongo, redis }: { readonly mongo: string; readonly redis: string }): Uris {
  const name = `test-${randomBytes(6).toString('hex')}`;
  const database = new URL(mongo);
  database.pathname = `/${name}`;
  return { mongo: database.href, redis, queuePrefix: `{${name}}` };
}

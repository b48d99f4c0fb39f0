import type { Config } from '../../src/config/config.js';
import type { SavedSecrets } from './saved-secrets.js';

interface At {
  readonly uri: string;
}

/** Services of the demo, as far as Baton's environment depends on them. */
interface Opened {
  readonly secrets: SavedSecrets;
  readonly ports: SavedSecrets['ports'];
  readonly publicUrl: string;
  readonly mongo: At;
  readonly redis: At;
  readonly slack: { readonly environment: Readonly<Record<string, string>> } | null;
  readonly marketplace: { readonly url: string };
}

/**
 * Returns Baton's public address. With the embedded Slack that is this machine, even if the environment names another.
 */
export function publicUrlFor(env: NodeJS.ProcessEnv, isEmbedded: boolean, { bot }: SavedSecrets['ports']): string {
  const own = `http://127.0.0.1:${bot}`;
  return isEmbedded ? own : env.PUBLIC_URL || own;
}

/**
 * Builds Baton's environment: the given variables and the demo's own. With a real Slack the given ones mostly win; with
 * the embedded one the demo also sets Baton's address and encryption keys.
 */
export function variablesFor(env: NodeJS.ProcessEnv, opened: Opened): NodeJS.ProcessEnv {
  const { mongo, redis, slack, marketplace, secrets, ports, publicUrl } = opened;
  const place = {
    HOST: '127.0.0.1',
    PORT: String(ports.bot),
    WORKER_PORT: String(ports.worker),
    ...((slack || !env.SLACK_APP_TOKEN) && { SLACK_STATE_SECRET: secrets.stateSecret }),
    ENCRYPTION_KEYS: secrets.encryptionKey,
  };
  return {
    QUEUE_PREFIX: `{${secrets.database}}`,
    ...(slack ? { ...env, ...place } : { ...place, ...env }),
    ...slack?.environment,
    PUBLIC_URL: publicUrl,
    MONGODB_URI: mongo.uri,
    REDIS_URL: redis.uri,
    MARKETPLACE_TRUSTED_ORIGINS: [env.MARKETPLACE_TRUSTED_ORIGINS, new URL(marketplace.url).origin]
      .filter(Boolean)
      .join(','),
  };
}

/** Turns a configuration back into environment variables, for a further process. The process takes free ports. */
export const variablesOf = (config: Config): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...config, PORT: 0, WORKER_PORT: 0 })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );

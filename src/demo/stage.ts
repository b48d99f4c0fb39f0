import { type Config, readConfig } from '../config.js';
import type { SandboxMarketplace } from '../embedded/marketplace/start-sandbox.js';
import { startMongo } from '../embedded/mongo.js';
import { freePort } from '../embedded/ports.js';
import { startRedis } from '../embedded/redis.js';
import { existing, type Service } from '../embedded/service.js';
import type { Running } from '../listen.js';
import { runBot } from '../run-bot.js';
import { runWorker } from '../run-worker.js';
import { type Wired, wire } from '../wiring.js';
import { closingTime } from './closing-time.js';
import { type Keepsakes, keepsakesIn } from './keepsakes.js';
import { openMarketplace } from './open-marketplace.js';
import { openSlack } from './open-slack.js';

export interface StageOptions {
  /** Where data survive; without it they are gone at the end. */
  readonly dataDir?: string;
  /** Further variables of Baton's own environment, such as `UNDO_SECONDS`. */
  readonly baton?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Servers that run already, such as those of a test run. */
  readonly services?: { readonly mongo: string; readonly redis: string };
  /** False leaves the worker to another process. */
  readonly worker?: boolean;
}

/** Everything that the demo and the end-to-end tests play on. */
export interface Stage {
  readonly config: Config;
  /** Null when Baton talks to the real one. */
  readonly slack: Awaited<ReturnType<typeof openSlack>>;
  /** Null when a marketplace is configured. */
  readonly sandbox: SandboxMarketplace | null;
  readonly bot: Running;
  readonly worker: Running | null;
  /** A look at the truth, beside the processes. */
  readonly truth: Wired;
  readonly keepsakes: Keepsakes;
  readonly mongo: Service;
  readonly redis: Service;
  /** Ends everything that was started, the last first. */
  close(): Promise<void>;
}

/**
 * Starts every service that the environment does not name, and both processes of Baton.
 * @throws Error that names what could not be had; whatever had started is ended.
 */
export async function openStage(options: StageOptions): Promise<Stage> {
  const closing = closingTime();
  try {
    return { ...(await open(options, closing.before)), close: closing.now };
  } catch (error) {
    await closing.now();
    throw error;
  }
}

type Before = <T extends { close(): Promise<unknown> }>(thing: T) => T;

async function open(options: StageOptions, before: Before): Promise<Omit<Stage, 'close'>> {
  const { env = process.env, dataDir } = options;
  const [bot, worker, slackPort, sandboxPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const keepsakes = keepsakesIn(dataDir, { bot, worker, slack: slackPort, sandbox: sandboxPort });
  const publicUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${keepsakes.ports.bot}`;
  const [mongo, redis, slack, sandbox] = await Promise.all([
    mongoOf(options).then(before),
    redisOf(options).then(before),
    openSlack({ env, keepsakes, publicUrl, dataDir }).then((opened) => opened && before(opened)),
    openMarketplace({ env, keepsakes, dataDir }).then((opened) => opened && before(opened)),
  ]);
  const config = readConfig(environment(options, keepsakes, { publicUrl, mongo, redis, slack, sandbox }));
  const truth = before(await wire({ ...config, LOG_LEVEL: 'silent' }, 'command'));
  const running = before(await runBot(config));
  const working = options.worker === false ? null : before(await runWorker(config));
  return { config, slack, sandbox, bot: running, worker: working, truth, keepsakes, mongo, redis };
}

function mongoOf({ services, env = process.env, dataDir, say = () => {} }: StageOptions): Promise<Service> {
  if (services) return Promise.resolve(existing(services.mongo, 'MongoDB', 'it was given'));
  return startMongo({ env, say, ...(dataDir && { dataDir: `${dataDir}/mongo` }) });
}

function redisOf({ services, env = process.env, dataDir, say = () => {} }: StageOptions): Promise<Service> {
  if (services) return Promise.resolve(existing(services.redis, 'Redis', 'it was given'));
  return startRedis({ env, say, ...(dataDir && { dataDir: `${dataDir}/redis` }) });
}

interface Opened extends Pick<Stage, 'mongo' | 'redis' | 'slack' | 'sandbox'> {
  readonly publicUrl: string;
}

/** Baton's environment: what was given, and for the rest what the stage has. */
function environment({ env = process.env, baton }: StageOptions, keepsakes: Keepsakes, opened: Opened) {
  const { mongo, redis, slack, sandbox, publicUrl } = opened;
  return {
    HOST: '127.0.0.1',
    PORT: String(keepsakes.ports.bot),
    WORKER_PORT: String(keepsakes.ports.worker),
    SLACK_STATE_SECRET: keepsakes.stateSecret,
    ENCRYPTION_KEYS: keepsakes.encryptionKey,
    ...(slack ? {} : env),
    PUBLIC_URL: publicUrl,
    MONGODB_URI: mongo.uri,
    REDIS_URL: redis.uri,
    ...slack?.environment,
    ...(sandbox && { MARKETPLACE_TRUSTED_ORIGINS: new URL(sandbox.url).origin }),
    ...baton,
  };
}

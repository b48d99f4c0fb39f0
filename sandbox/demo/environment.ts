import { type Config, readConfig } from '../../src/config/config.js';
import type { Running } from '../../src/lib/listen.js';
import { runBot } from '../../src/run-bot.js';
import { runWorker } from '../../src/run-worker.js';
import { type Wired, wire } from '../../src/wiring.js';
import { startMongo } from '../services/mongo.js';
import { dropDatabase } from '../services/mongo-ready.js';
import { freePort } from '../services/ports.js';
import { startRedis } from '../services/redis.js';
import { existing, type Service } from '../services/service.js';
import { createDisposer } from './disposer.js';
import { marketplaceIn, type OpenMarketplace, openMarketplace } from './open-marketplace.js';
import { isSlackEmbedded, openSlack } from './open-slack.js';
import { withDatabase } from './own-database.js';
import { loadOrCreateSecrets, type SavedSecrets } from './saved-secrets.js';
import { publicUrlFor, variablesFor } from './variables.js';

/** What a demo is made of. By default it takes the services that the environment names, and embeds the rest. */
export interface DemoEnvironmentOptions {
  /** Where data survive; without it they are gone at the end. */
  readonly dataDir?: string;
  /** Further variables of Baton's own environment, such as `UNDO_SECONDS`. */
  readonly baton?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
  /** BoundStep, in a line, when an embedded MongoDB or Redis has ended by itself and could not be started again. */
  readonly lost?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Servers that run already, such as those of a test run. */
  readonly services?: { readonly mongo: string; readonly redis: string };
  /** False leaves the worker to another process. */
  readonly worker?: boolean;
}

/** Everything that the demo and the end-to-end tests play on. */
export interface DemoEnvironment {
  readonly config: Config;
  /** Null when the environment has a real Slack app's secrets. */
  readonly slack: Awaited<ReturnType<typeof openSlack>>;
  readonly marketplace: Pick<OpenMarketplace, 'url' | 'token'>;
  /** The marketplace, when it is the sandbox. */
  readonly sandbox: OpenMarketplace['sandbox'];
  readonly bot: Running;
  readonly worker: Running | null;
  /** A look at the truth, beside the processes. */
  readonly truth: Wired;
  readonly secrets: SavedSecrets;
  /** Those of the secrets that were free, and others in place of the rest. */
  readonly ports: SavedSecrets['ports'];
  readonly mongo: Service;
  readonly redis: Service;
  /** Ends everything that was started, the last first. */
  close(): Promise<void>;
}

/** How often ports are chosen: between choosing one and listening on it somebody may take it. */
const ATTEMPTS = 3;

/**
 * Starts every service that the environment does not name, and both processes of Baton.
 * @throws Error that names what could not be had; whatever had started is ended.
 */
export async function startDemoEnvironment(options: DemoEnvironmentOptions): Promise<DemoEnvironment> {
  for (let attempt = 1; ; attempt++) {
    const disposer = createDisposer();
    try {
      return { ...(await open(options, disposer.add)), close: disposer.dispose };
    } catch (error) {
      await disposer.dispose();
      if (attempt === ATTEMPTS || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

type Before = <T extends { close(): Promise<unknown> }>(thing: T) => T;

async function open(options: DemoEnvironmentOptions, before: Before): Promise<Omit<DemoEnvironment, 'close'>> {
  const { env = process.env, dataDir } = options;
  const named = marketplaceIn(env);
  const secrets = loadOrCreateSecrets(dataDir, await portsFor());
  const ports = await portsFor(secrets.ports);
  const publicUrl = publicUrlFor(env, isSlackEmbedded(env), ports);
  const given = { env, secrets, publicUrl, dataDir };
  const [mongo, redis, slack, market] = await together([
    mongoOf(options, secrets).then(before),
    redisOf(options).then(before),
    openSlack({ ...given, port: ports.slack }).then((opened) => opened && before(opened)),
    openMarketplace({ named, secrets, dataDir, port: ports.sandbox }).then(before),
  ]);
  const { sandbox, ...marketplace } = market;
  const opened = { secrets, ports, mongo, redis, slack, marketplace, sandbox };
  const config = readConfig({ ...variablesFor(env, { ...opened, publicUrl }), ...options.baton });
  const truth = before(await wire({ ...config, LOG_LEVEL: 'silent' }, 'command'));
  if (slack) await moveConnection(truth, slack.team.id, marketplace);
  const bot = before(await runBot(config));
  const worker = options.worker === false ? null : before(await runWorker(config));
  return { ...opened, config, truth, bot, worker };
}

/** As Promise.all, but it fails only when all are settled: what the others start is to be ended as well. */
async function together<T extends readonly unknown[]>(things: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(things);
  return (await Promise.all(things)) as unknown as T;
}

async function portsFor(wanted: Partial<SavedSecrets['ports']> = {}): Promise<SavedSecrets['ports']> {
  const [bot, worker, slack, sandbox] = await Promise.all([
    freePort(wanted.bot),
    freePort(wanted.worker),
    freePort(wanted.slack),
    freePort(wanted.sandbox),
  ]);
  return { bot, worker, slack, sandbox };
}

/** One that runs elsewhere is left as it was, save for a database of the demo's own. */
async function mongoOf(options: DemoEnvironmentOptions, { database }: SavedSecrets): Promise<Service> {
  const { services, env = process.env, dataDir, say = () => {}, lost } = options;
  if (services) return existing(services.mongo, 'MongoDB', 'it was given');
  const service = await startMongo({
    env,
    say,
    ...(lost && { lost }),
    ...(dataDir && { dataDir: `${dataDir}/mongo` }),
  });
  if (!env.MONGODB_URI) return service;
  const uri = withDatabase(service.uri, database);
  say(`MongoDB: the demo keeps to its own database there, ${database}`);
  return { ...service, uri, ...(!dataDir && { close: async () => void (await dropDatabase(uri)) }) };
}

async function redisOf({
  services,
  env = process.env,
  dataDir,
  say = () => {},
  lost,
}: DemoEnvironmentOptions): Promise<Service> {
  if (services) return existing(services.redis, 'Redis', 'it was given');
  return startRedis({ env, say, ...(lost && { lost }), ...(dataDir && { dataDir: `${dataDir}/redis` }) });
}

/**
 * A sandbox whose port was taken is somewhere else now, and it is still the same one: whatever is due goes there, and
 * webhooks keep their address. For before anything is run.
 */
async function moveConnection(
  { ports: { connections } }: Wired,
  tenantId: string,
  { url, token }: Pick<OpenMarketplace, 'url' | 'token'>,
): Promise<void> {
  const connection = await connections.of(tenantId);
  if (connection?.token === token && connection.baseUrl !== url)
    await connections.save({ ...connection, baseUrl: url });
}

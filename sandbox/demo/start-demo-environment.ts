import { runBotProcess } from '../../src/bot-process.js';
import { type Config, readConfig } from '../../src/config/config.js';
import type { Running } from '../../src/lib/listen.js';
import { ContractConfig } from '../../src/sources/contract/connection-config.js';
import { type Wired, wire } from '../../src/wiring.js';
import { runWorkerProcess } from '../../src/worker-process.js';
import { startMongo } from '../services/mongo.js';
import { dropDatabase } from '../services/mongo-ready.js';
import { startRedis } from '../services/redis.js';
import { existing, type Service } from '../services/service.js';
import { freePort } from '../services/tcp-ports.js';
import { demoDatabaseUri } from './demo-database-uri.js';
import { createDisposer } from './disposer.js';
import { publicUrlFor, variablesFor } from './environment-variables.js';
import { marketplaceIn, type OpenMarketplace, openMarketplace } from './open-marketplace.js';
import { isSlackEmbedded, openSlack } from './open-slack.js';
import { loadOrCreateSecrets, type SavedSecrets } from './saved-secrets.js';

/** Options of the demo environment. By default it uses the services named in `env` and starts the others. */
export interface DemoEnvironmentOptions {
  /** Folder for persistent data. Without it, data are deleted at the end. */
  readonly dataDir?: string;
  /** Further variables of Baton's environment, such as `UNDO_SECONDS`. */
  readonly baton?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
  /** Called with a message when an embedded MongoDB or Redis has exited and could not be restarted. */
  readonly lost?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** URIs of running servers, such as those of a test run. */
  readonly services?: { readonly mongo: string; readonly redis: string };
  /** True: Baton runs over Socket Mode. */
  readonly overSocket?: boolean;
  /** True: the embedded Slack's trigger ids do not expire, however busy the machine is. */
  readonly lastingTriggers?: boolean;
  /** False: no bot is started. */
  readonly bot?: boolean;
  /** False: no worker is started. */
  readonly worker?: boolean;
}

/** Baton's configuration in the demo, which always has an address. */
export type DemoConfig = Config & { readonly PUBLIC_URL: string };

/** Everything that the demo and the end-to-end tests run on: services, Slack, marketplace, bot and worker. */
export interface DemoEnvironment {
  readonly config: DemoConfig;
  /** Null when the environment names a real Slack app. */
  readonly slack: Awaited<ReturnType<typeof openSlack>>;
  readonly marketplace: Pick<OpenMarketplace, 'url' | 'token'>;
  /** The sandbox marketplace; null when the environment names another one. */
  readonly sandbox: OpenMarketplace['sandbox'];
  readonly bot: Running | null;
  readonly worker: Running | null;
  /** Ports and stores on the same database, for reading what Baton stored. */
  readonly truth: Wired;
  readonly secrets: SavedSecrets;
  /** The saved ports where they were free, else other ones. */
  readonly ports: SavedSecrets['ports'];
  readonly mongo: Service;
  readonly redis: Service;
  /** Stops everything that was started, in reverse order. */
  close(): Promise<void>;
}

/** Attempts at choosing ports: another process may take a port before it is used. */
const ATTEMPTS = 3;

/**
 * Starts the services that the environment does not name, a bot and a worker.
 * @throws Error that names what could not be started; whatever had started is stopped
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
  const given = {
    env,
    secrets,
    publicUrl,
    dataDir,
    overSocket: options.overSocket,
    lastingTriggers: options.lastingTriggers,
  };
  const [mongo, redis, slack, market] = await together([
    mongoOf(options, secrets).then(before),
    redisOf(options).then(before),
    openSlack({ ...given, port: ports.slack }).then((opened) => opened && before(opened)),
    openMarketplace({ named, secrets, dataDir, port: ports.sandbox }).then(before),
  ]);
  const { sandbox, ...marketplace } = market;
  const opened = { secrets, ports, mongo, redis, slack, marketplace, sandbox };
  const variables = { ...variablesFor(env, { ...opened, publicUrl }), ...options.baton };
  const config: DemoConfig = { ...readConfig(variables), PUBLIC_URL: publicUrl };
  const truth = before(await wire({ ...config, LOG_LEVEL: 'silent' }, 'command'));
  if (slack) await moveConnection(truth, slack.team.id, marketplace);
  const bot = options.bot === false ? null : before(await runBotProcess(config));
  const worker = options.worker === false ? null : before(await runWorkerProcess(config));
  return { ...opened, config, truth, bot, worker };
}

/**
 * Like Promise.all, but rejects only when all promises are settled, so that everything that was started can be stopped.
 */
async function together<T extends readonly unknown[]>(things: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(things);
  return (await Promise.all(things)) as unknown as T;
}

async function portsFor(wanted: Partial<SavedSecrets['ports']> = {}): Promise<SavedSecrets['ports']> {
  const [bot, worker, slack, sandbox, page] = await Promise.all([
    freePort(wanted.bot),
    freePort(wanted.worker),
    freePort(wanted.slack),
    freePort(wanted.sandbox),
    freePort(wanted.page),
  ]);
  return { bot, worker, slack, sandbox, page };
}

/** Starts MongoDB. On one that runs elsewhere, the demo uses a database of its own. */
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
  const uri = demoDatabaseUri(service.uri, database);
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
 * Updates the connection's address when the sandbox got another port, so that outstanding work reaches it. Call it
 * before the processes start. The webhook address stays the same.
 */
async function moveConnection(
  { ports: { connections } }: Wired,
  tenantId: string,
  { url, token }: Pick<OpenMarketplace, 'url' | 'token'>,
): Promise<void> {
  for (const connection of await connections.latestOf(tenantId)) {
    if (connection.source !== 'contract') continue;
    const config = ContractConfig.parse(connection.config);
    if (config.token === token && config.baseUrl !== url)
      await connections.save({ ...connection, config: { ...config, baseUrl: url }, work: [] });
  }
}

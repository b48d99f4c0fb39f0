import { join } from 'node:path';
import { runBotProcess } from '../../src/bot-process.js';
import { isOverSocket, readConfig, type SocketConfig } from '../../src/config/config.js';
import { untilSignal } from '../../src/run-until-signal.js';
import { runWorkerProcess } from '../../src/worker-process.js';
import { createDisposer } from '../demo/disposer.js';
import { loadOrCreateSecrets } from '../demo/saved-secrets.js';
import { withLock } from '../services/file-lock.js';
import { startMongo } from '../services/mongo.js';
import { startRedis } from '../services/redis.js';
import { requireWritable } from '../services/require-writable.js';
import { freePort } from '../services/tcp-ports.js';

/** Options of a live run. */
export interface LiveOptions {
  /** Folder of the data and keys. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

const NO_TOKENS = `There are no tokens of a Slack app. Make one from manifests/slack-manifest.socket.yml, and write its
two tokens into .env:
  SLACK_APP_TOKEN=xapp-...    “Basic Information”, App-Level Tokens, with the scope connections:write
  SLACK_BOT_TOKEN=xoxb-...    “OAuth & Permissions”, after “Install to Workspace”
docs/going-live.md goes through it step by step.`;

/**
 * Runs Baton for a real workspace on this machine, over Socket Mode, until it is told to end: MongoDB and Redis with
 * lasting data where the environment names none, a bot and a worker.
 * @returns the exit code
 */
export async function runLive({ folder, env, say }: LiveOptions): Promise<number> {
  const stop = untilSignal(['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    if (!env.SLACK_APP_TOKEN && !env.SLACK_BOT_TOKEN) throw new Error(NO_TOKENS);
    requireWritable(folder, 'The data go', 'start it from a copy in a folder of your own.');
    return await withLock(
      join(folder, 'lock'),
      () => run({ folder, env, say }, stop),
      () => {
        throw new Error(`Baton runs from ${folder} already: end that one first.`);
      },
    );
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function run(options: LiveOptions, stop: Promise<unknown>): Promise<number> {
  const { say } = options;
  const disposer = createDisposer();
  let lost: (line: string) => void = () => {};
  const loss = new Promise<string>((resolve) => {
    lost = resolve;
  });
  try {
    const config = await configure(options, disposer.add, lost);
    const bot = disposer.add(await runBotProcess(config));
    disposer.add(await runWorkerProcess(config));
    say(readyText(config, bot.port));
    const line = await Promise.race([stop.then(() => null), loss]);
    if (line !== null) throw new Error(`${line} Start it again; the data are kept.`);
    return 0;
  } finally {
    await disposer.dispose();
  }
}

type Before = ReturnType<typeof createDisposer>['add'];

/**
 * Starts the servers that the environment does not name, and reads the configuration.
 * @throws Error for wrong variables
 */
async function configure(
  { folder, env, say }: LiveOptions,
  before: Before,
  lost: (line: string) => void,
): Promise<SocketConfig> {
  const [port, workerPort] = await Promise.all([
    freePort(Number(env.PORT) || 3000),
    freePort(Number(env.WORKER_PORT) || 3001),
  ]);
  const secrets = loadOrCreateSecrets(folder, { bot: port, worker: workerPort, slack: 0, sandbox: 0, page: 0 });
  const own = {
    HOST: '127.0.0.1',
    ENCRYPTION_KEYS: secrets.encryptionKey,
    LOG_LEVEL: 'warn',
    ...env,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
  };
  // before any server is started
  readConfig({ MONGODB_URI: 'mongodb://unused', REDIS_URL: 'redis://unused', ...own });
  const services = { env, say, lost };
  const [mongo, redis] = await Promise.all([
    startMongo({ ...services, dataDir: join(folder, 'mongo') }).then(before),
    startRedis({ ...services, dataDir: join(folder, 'redis') }).then(before),
  ]);
  const config = readConfig({ ...own, MONGODB_URI: mongo.uri, REDIS_URL: redis.uri });
  if (!isOverSocket(config)) throw new Error(NO_TOKENS);
  return config;
}

const readyText = ({ COMMAND }: SocketConfig, port: number): string => `
Baton is connected to your workspace over Socket Mode. In Slack:
  open Baton under Apps, and its Home: whoever is an admin there is shown the first steps
  ${COMMAND} connect       connect Vollna or Getmany; invites can be added by hand without any: ${COMMAND} add
  ${COMMAND} demo          try an invite that goes nowhere
How it does: http://127.0.0.1:${port}/readyz. It works while this runs; Ctrl-C ends it, and the data stay.`;

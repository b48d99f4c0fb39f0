import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hello, initiate } from './mongo-ready.js';
import { run } from './run-command.js';
import type { Service, ServiceOptions } from './service.js';
import { type ServerDefinition, startServer } from './start-server.js';
import { answers, freePort, until } from './tcp-ports.js';

const SET = 'rs0';

/**
 * A process that was killed leaves the documents of its open transaction locked for so long; MongoDB's default is 60.
 */
const TRANSACTION_SECONDS = 5;

/**
 * Returns the port of the replica set in this folder. Its configuration contains the port, so every start has to use
 * the same one.
 */
async function portFor(dataDir: string): Promise<number> {
  const file = join(dataDir, 'mongod', 'port');
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'));
  const port = await freePort();
  mkdirSync(join(dataDir, 'mongod'), { recursive: true });
  writeFileSync(file, String(port));
  return port;
}

function args(port: number, folder: string): string[] {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const lifetime = ['--setParameter', `transactionLifetimeLimitSeconds=${TRANSACTION_SECONDS}`];
  return ['--replSet', SET, '--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', data, ...lifetime];
}

async function isPrimary(port: number): Promise<boolean> {
  const uri = `mongodb://127.0.0.1:${port}`;
  if ((await hello(uri, { directConnection: true })).isWritablePrimary) return true;
  await initiate(uri, { _id: SET, members: [{ _id: 0, host: `127.0.0.1:${port}` }] });
  return false;
}

const ready: ServerDefinition['ready'] = async (port, signal) => {
  await until(() => answers('127.0.0.1', port, 1000), 60_000, signal);
  await until(() => isPrimary(port).catch(() => false), 60_000, signal);
};

/** Starts mongod as a replica set with one member: MongoDB has no transactions without a replica set. */
export async function startMongod(binary: string, why: string, options: ServiceOptions): Promise<Service> {
  const { dataDir } = options;
  const fixed = dataDir ? { port: await portFor(dataDir) } : {};
  const definition = { command: binary, name: 'mongod', args, ready };
  const { port, pid, close } = await startServer(definition, { ...options, ...fixed });
  return { uri: `mongodb://127.0.0.1:${port}/?replicaSet=${SET}`, what: 'mongod', why, pid, close };
}

const script = fileURLToPath(new URL('./find-mongod.js', import.meta.url));
const ASK_MS = 2000;
const DOWNLOAD_MS = 120_000;

async function ask(mode: 'locate' | 'download', env: NodeJS.ProcessEnv, ms: number): Promise<string | undefined> {
  const mine = { ...env, NODE_OPTIONS: '', MONGOMS_RUNTIME_DOWNLOAD: String(mode === 'download') };
  return (await run(process.execPath, [script, mode], mine, ms)).split('\n').at(-1) || undefined;
}

/** Finds the mongod in the cache of mongodb-memory-server. */
export const cachedMongod = (env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  ask('locate', env, 10_000).catch(() => undefined);

/**
 * Downloads mongod into the cache of mongodb-memory-server.
 * @throws Error with the reason, or when it takes longer than `ms`
 */
export async function downloadMongod(env: NodeJS.ProcessEnv, ms = DOWNLOAD_MS): Promise<string> {
  const binary = await ask('download', env, ms);
  if (!binary) throw new Error('mongodb-memory-server named no binary');
  return binary;
}

/** The host from which mongod is downloaded. */
export const downloadHost = (env: NodeJS.ProcessEnv): URL =>
  new URL(env.MONGOMS_DOWNLOAD_URL || env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org');

/**
 * Tells whether a host's name resolves and its port accepts connections, each within 2 s, so that a blocked host costs
 * little time.
 */
export async function isReachable({ hostname, port, protocol }: URL): Promise<boolean> {
  const known = lookup(hostname).then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([known, sleep(ASK_MS, false, { ref: false })]))) return false;
  return await answers(hostname, Number(port) || (protocol === 'http:' ? 80 : 443), ASK_MS);
}

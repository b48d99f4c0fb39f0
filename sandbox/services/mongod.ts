import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hello, initiate } from './mongo-ready.js';
import { answers, freePort, until } from './ports.js';
import type { Service, ServiceOptions } from './service.js';
import { type Recipe, startServer } from './start-server.js';

const SET = 'rs0';

/** A replica set on disk remembers its port, so it has to get the same one again. */
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
  return ['--replSet', SET, '--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', data];
}

async function isPrimary(port: number): Promise<boolean> {
  const uri = `mongodb://127.0.0.1:${port}`;
  if ((await hello(uri, { directConnection: true })).isWritablePrimary) return true;
  await initiate(uri, { _id: SET, members: [{ _id: 0, host: `127.0.0.1:${port}` }] });
  return false;
}

const ready: Recipe['ready'] = async (port, signal) => {
  await until(() => answers('127.0.0.1', port, 1000), 60_000, signal);
  await until(() => isPrimary(port).catch(() => false), 60_000, signal);
};

/** A real mongod as a replica set of one: without it there are no transactions. */
export async function startMongod(binary: string, why: string, options: ServiceOptions): Promise<Service> {
  const { dataDir } = options;
  const fixed = dataDir ? { port: await portFor(dataDir) } : {};
  const recipe = { command: binary, name: 'mongod', args, ready };
  const { port, pid, close } = await startServer(recipe, { ...options, ...fixed });
  return { uri: `mongodb://127.0.0.1:${port}/?replicaSet=${SET}`, what: 'mongod', why, pid, close };
}

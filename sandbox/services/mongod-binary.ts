import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { answers } from './ports.js';
import { run } from './run.js';

const script = fileURLToPath(new URL('./find-mongod.js', import.meta.url));
const ASK_MS = 2000;
const DOWNLOAD_MS = 120_000;

async function ask(mode: 'locate' | 'download', env: NodeJS.ProcessEnv, ms: number): Promise<string | undefined> {
  const mine = { ...env, NODE_OPTIONS: '', MONGOMS_RUNTIME_DOWNLOAD: String(mode === 'download') };
  return (await run(process.execPath, [script, mode], mine, ms)).split('\n').at(-1) || undefined;
}

/** The mongod in the cache of mongodb-memory-server, if it is there. */
export const cachedMongod = (env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  ask('locate', env, 10_000).catch(() => undefined);

/** Downloads mongod into that cache. @throws Error when it takes longer than `ms`, or with the reason. */
export async function downloadMongod(env: NodeJS.ProcessEnv, ms = DOWNLOAD_MS): Promise<string> {
  const binary = await ask('download', env, ms);
  if (!binary) throw new Error('mongodb-memory-server named no binary');
  return binary;
}

/** Where mongod is downloaded from. */
export const downloadHost = (env: NodeJS.ProcessEnv): URL =>
  new URL(env.MONGOMS_DOWNLOAD_URL || env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org');

/** Whether its name resolves and its port accepts connections, both within 2 s: a blocked host gives way at once. */
export async function isReachable({ hostname, port, protocol }: URL): Promise<boolean> {
  const known = lookup(hostname).then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([known, sleep(ASK_MS, false, { ref: false })]))) return false;
  return await answers(hostname, Number(port) || (protocol === 'http:' ? 80 : 443), ASK_MS);
}

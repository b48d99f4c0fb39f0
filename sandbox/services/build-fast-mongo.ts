import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { withLock } from './file-lock.js';
import { which } from './run-command.js';
import { rustBinary, rustFolder, rustVersion } from './secantus.js';

async function cargo(command: string, root: string): Promise<void> {
  const args = ['install', 'secantus-mdb', '--version', rustVersion, '--root', root, '--ignore-rust-version'];
  const build = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => build.once('close', resolve));
  if (code !== 0) throw new Error(`cargo ended with ${code}: what it printed above says why`);
}

/** Builds under a temporary name first, so that an interrupted build is never mistaken for a complete one. */
async function build(folder: string): Promise<void> {
  const command = which(process.env, 'cargo');
  if (!command) throw new Error('cargo is not on PATH: install Rust 1.95 or newer and cmake, then try again');
  console.log(`Building SecantusDB ${rustVersion} into ${folder}, once: about 5 minutes on 2 cores.`);
  await rm(folder, { recursive: true, force: true });
  await cargo(command, `${folder}.building`);
  await rename(`${folder}.building`, folder);
}

const folder = rustFolder(process.env);
const binary = rustBinary(process.env);
try {
  await withLock(
    `${folder}.lock`,
    async () => void (existsSync(binary) || (await build(folder))),
    () => console.log('Another process is building it: waiting.'),
  );
  console.log(`${binary} is ready: benchmarks take it from now on where there is no mongod.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

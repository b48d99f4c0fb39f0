import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './file-lock.js';
import { which } from './run-command.js';
import { rustBinary, rustFolder, rustVersion } from './secantus.js';

type Cargo = (...args: readonly string[]) => Promise<void>;

const cargoAt =
  (command: string): Cargo =>
  async (...args) => {
    const run = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    const code = await new Promise((resolve) => run.once('close', resolve));
    if (code !== 0) throw new Error(`cargo ended with ${code}: what it printed above says why`);
  };

/** The crate of SecantusDB that answers commands. */
const COMMANDS = 'secantus-commands';

/** A union reads the whole collection before its pipeline begins. */
const READS_ALL =
  'collection_documents(storage, db, from, &Document::new(), collation)?;\n    if let Some(sub) = sub_pipeline {\n        let _sub';

/** A union reads what its pipeline's leading `$match` finds, by an index where there is one, as mongod does. */
const READS_MATCHES = READS_ALL.replace(
  '&Document::new()',
  `&sub_pipeline
            .filter(|_| collation.is_none())
            .and_then(|stages| stages.first()?.as_document()?.get_document("$match").ok())
            .cloned()
            .unwrap_or_default()`,
);

/** Gets the source of the crate, and changes how it reads a union. @returns its folder */
async function changedCommands(cargo: Cargo, folder: string): Promise<string> {
  const manifest = join(folder, 'Cargo.toml');
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'src/lib.rs'), '');
  await writeFile(
    manifest,
    `[package]\nname = "sources"\nversion = "0.0.0"\n[dependencies]\n${COMMANDS} = "=${rustVersion}"\n`,
  );
  await cargo('vendor', '--quiet', '--manifest-path', manifest, join(folder, 'vendor'));
  const crate = join(folder, 'vendor', COMMANDS);
  const file = join(crate, 'src/aggregate.rs');
  const source = await readFile(file, 'utf8');
  if (source.split(READS_ALL).length !== 2)
    throw new Error(`${file} is not what it was: look at the change in this script`);
  await writeFile(
    file,
    source.replace(READS_ALL, () => READS_MATCHES),
  );
  return crate;
}

/** Builds under a temporary name first, so that an interrupted build is never mistaken for a complete one. */
async function build(folder: string): Promise<void> {
  const command = which(process.env, 'cargo');
  if (!command) throw new Error('cargo is not on PATH: install Rust 1.95 or newer and cmake, then try again');
  console.log(`Building SecantusDB ${rustVersion} into ${folder}, once: about 5 minutes on 2 cores.`);
  const cargo = cargoAt(command);
  const [building, sources] = [`${folder}.building`, `${folder}.sources`];
  for (const left of [folder, building, sources]) await rm(left, { recursive: true, force: true });
  const crate = await changedCommands(cargo, sources);
  const change = `patch.crates-io.${COMMANDS}.path=${JSON.stringify(crate)}`;
  const what = ['secantus-mdb', '--version', rustVersion, '--root', building, '--ignore-rust-version'];
  await cargo('install', ...what, '--config', change);
  await rm(sources, { recursive: true });
  await rename(building, folder);
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

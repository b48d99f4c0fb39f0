import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, pythonServer, SECANTUS } from './install-python-server.js';
import { serves } from './mongo-ready.js';
import type { Service, ServiceOptions } from './service.js';
import { type ServerDefinition, startServer } from './start-server.js';

/**
 * Starts a SecantusDB server. It speaks MongoDB's protocol and reports itself as a replica set with one member, so
 * transactions work.
 */
async function start(
  definition: Omit<ServerDefinition, 'ready'>,
  what: string,
  why: string,
  options: ServiceOptions,
): Promise<Service> {
  const ready: ServerDefinition['ready'] = (port, signal) => serves(`mongodb://127.0.0.1:${port}`, signal);
  const { port, pid, close } = await startServer({ ...definition, ready }, options);
  return { uri: `mongodb://127.0.0.1:${port}`, what, why, pid, close };
}

const flags = (port: number, folder: string, durable: boolean): string[] => [
  '--host=127.0.0.1',
  `--port=${port}`,
  `--storage-path=${join(folder, 'data')}`,
  ...(durable ? ['--sync-on-commit'] : []),
];

/** Lets Python keep what it compiled, whatever this machine's environment says: the next start takes a second less. */
const KEEPS_BYTECODE = { PYTHONDONTWRITEBYTECODE: '' };

const SERVER = fileURLToPath(new URL('./secantus-server.py', import.meta.url));

/**
 * Starts the Python server, and installs it into the cache first if necessary. Data in `dataDir` are durable.
 * `secantus-server.py` says what is changed in it.
 */
export async function startSecantusPython(why: string, options: ServiceOptions): Promise<Service> {
  const python = await pythonServer('secantus', options.env ?? process.env, options.say ?? (() => {}));
  const args = (port: number, folder: string) => [
    SERVER,
    ...flags(port, folder, Boolean(options.dataDir)),
    '--log-level=WARNING',
  ];
  const definition = { command: python, name: 'secantus-py', args, env: KEEPS_BYTECODE };
  return await start(definition, `SecantusDB ${SECANTUS} (Python)`, why, options);
}

/** Starts the Rust server that `npm run embedded:fast-mongo` built. Data in `dataDir` are durable. */
export async function startSecantusRust(binary: string, why: string, options: ServiceOptions): Promise<Service> {
  const args = (port: number, folder: string) => flags(port, folder, Boolean(options.dataDir));
  return await start({ command: binary, name: 'secantus-rs', args }, 'SecantusDB (Rust)', why, options);
}

/** Version of the crate `secantus-mdb`. */
export const rustVersion = '0.5.3-beta.196';

/**
 * The folder in which `npm run embedded:fast-mongo` builds SecantusDB's Rust server. Its name says what is changed in
 * it.
 */
export const rustFolder = (env: NodeJS.ProcessEnv): string =>
  join(cacheFolder(env), `secantus-mdb-${rustVersion}-indexed-unions`);

/** Path of the Rust server; the file may not exist. */
export const rustBinary = (env: NodeJS.ProcessEnv): string => join(rustFolder(env), 'bin', 'secantusd-rs');

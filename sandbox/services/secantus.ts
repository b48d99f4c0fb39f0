import { join } from 'node:path';
import { serves } from './mongo-ready.js';
import { cacheFolder, pythonServer, SECANTUS } from './python-servers.js';
import type { Service, ServiceOptions } from './service.js';
import { type ServerDefinition, startServer } from './start-server.js';

/** SecantusDB speaks MongoDB's protocol and calls itself a replica set of one: transactions work. */
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

/** The Python server, installed into the cache when needed. Durable when it has a `dataDir`. */
export async function startSecantusPython(why: string, options: ServiceOptions): Promise<Service> {
  const python = await pythonServer('secantus', options.env ?? process.env, options.say ?? (() => {}));
  const args = (port: number, folder: string) => [
    '-m',
    'secantus',
    ...flags(port, folder, Boolean(options.dataDir)),
    '--log-level=WARNING',
  ];
  const definition = { command: python, name: 'secantus-py', args };
  return await start(definition, `SecantusDB ${SECANTUS} (Python)`, why, options);
}

/** The Rust server that `npm run embedded:fast-mongo` built. Durable when it has a `dataDir`. */
export async function startSecantusRust(binary: string, why: string, options: ServiceOptions): Promise<Service> {
  const args = (port: number, folder: string) => flags(port, folder, Boolean(options.dataDir));
  return await start({ command: binary, name: 'secantus-rs', args }, 'SecantusDB (Rust)', why, options);
}

/** Of the crate `secantus-mdb`. */
export const rustVersion = '0.5.3-beta.196';

/** Where `npm run embedded:fast-mongo` puts SecantusDB's Rust server. */
export const rustFolder = (env: NodeJS.ProcessEnv): string => join(cacheFolder(env), `secantus-mdb-${rustVersion}`);

/** The server itself; it may not be there. */
export const rustBinary = (env: NodeJS.ProcessEnv): string => join(rustFolder(env), 'bin', 'secantusd-rs');

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepRunning } from './keep-running.js';
import { killWithParent, type SupervisedProcess } from './kill-with-parent.js';
import type { ServiceOptions } from './service.js';
import { freePort } from './tcp-ports.js';
import { temporaryFolder } from './temporary-folder.js';

/** The command that starts a server on a port, and the check that it is ready. */
export interface ServerDefinition {
  readonly command: string;
  /** Name of the server's folder in `dataDir`. */
  readonly name: string;
  args(port: number, folder: string): readonly string[];
  /** Variables that the server gets besides the given ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves when the server is ready; stops polling when the signal aborts. */
  ready(port: number, signal: AbortSignal): Promise<void>;
}

/** A server that was started here, on the loopback address. */
export interface StartedServer {
  readonly port: number;
  /** Process id of the first process. A restart changes it. */
  readonly pid: number;
  close(): Promise<void>;
}

interface DataFolder {
  readonly folder: string;
  readonly lasting: boolean;
}

function dataFolderFor(name: string, dataDir: string | undefined, env: NodeJS.ProcessEnv): DataFolder {
  if (!dataDir) return { folder: temporaryFolder(`baton-${name}-`, { env }), lasting: false };
  const folder = join(dataDir, name);
  mkdirSync(folder, { recursive: true });
  return { folder, lasting: true };
}

/** Waits until the server is ready. @throws Error with the server's output if it exits first */
async function whenReady(server: SupervisedProcess, definition: ServerDefinition, port: number): Promise<void> {
  const asking = new AbortController();
  const died = server.exited.then(({ how, said }) => {
    throw new Error(`${definition.command} ended with ${how}: ${said}`);
  });
  try {
    await Promise.race([definition.ready(port, asking.signal), died]);
  } finally {
    asking.abort(new Error('it has ended'));
    died.catch(() => {});
  }
}

async function attempt(
  definition: ServerDefinition,
  data: DataFolder,
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<SupervisedProcess> {
  const log = join(data.folder, 'server.log');
  const server = await killWithParent({
    command: definition.command,
    args: definition.args(port, data.folder),
    env: { ...env, ...definition.env },
    log,
    ...(data.lasting ? { lock: join(data.folder, 'in-use') } : {}),
    graceMs: data.lasting ? 10_000 : 0,
    remove: data.lasting ? [] : [data.folder],
  });
  try {
    await whenReady(server, definition, port);
  } catch (error) {
    await server.end();
    throw error;
  }
  return server;
}

const isTaken = (error: unknown) => /in use|EADDRINUSE|bind/i.test(String(error));

/**
 * Starts a server on a free port of the loopback address, and tries another port if the first one is taken meanwhile.
 * Without `dataDir` the data are in a temporary folder that is deleted with the server.
 */
export async function startServer(
  definition: ServerDefinition,
  { dataDir, env = process.env, say = () => {}, lost, port: wanted }: ServiceOptions & { readonly port?: number },
): Promise<StartedServer> {
  for (let left = wanted ? 0 : 3; ; left--) {
    try {
      const port = wanted ?? (await freePort());
      const start = () => attempt(definition, dataFolderFor(definition.name, dataDir, env), env, port);
      const server = await start();
      const again = dataDir && lost ? start : undefined;
      const { end } = keepRunning(server, { name: definition.name, again, say, lost: lost ?? say });
      return { port, pid: server.pid, close: end };
    } catch (error) {
      if (left <= 0 || !isTaken(error)) throw error;
    }
  }
}

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../sandbox/services/start-server.js';
import { answers, freePort, until } from '../../sandbox/services/tcp-ports.js';
import type { CpuProfile } from '../profile/summarise-cpu-profile.js';

/** A compiled file that serves HTTP on `PORT`. */
export interface Program {
  readonly name: string;
  /** Path relative to `dist`. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A measured process. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Stops the process. @returns its CPU profile, if one was requested */
  close(): Promise<CpuProfile | undefined>;
}

/** Starts a program in a child process that ends with this one. All programs run with the same Node and flags. */
export async function startProgram({ name, file, env }: Program, profile: boolean): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const port = await freePort();
  const given = [...(await productFlags()), '--disable-warning=ExperimentalWarning'];
  const flags = profile ? [...given, '--cpu-prof', `--cpu-prof-dir=${folder}`] : given;
  const place = { HOST: '127.0.0.1', PORT: String(port), WORKER_PORT: String(port) };
  const { pid, close } = await startServer(
    {
      command: process.execPath,
      name,
      args: () => [...flags, join('dist', file)],
      ready: (at, signal) => until(() => answers('127.0.0.1', at, 1000), 30_000, signal),
    },
    { dataDir: folder, port, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, ...place } },
  );
  const end = async () => {
    await close();
    const written = await profileIn(folder);
    await rm(folder, { recursive: true });
    return written;
  };
  return { url: `http://127.0.0.1:${port}`, pid, close: end };
}

/** Reads the flags of Node that `npm run start:bot` gives, but for those that read a file of the environment. */
async function productFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const words: string[] = scripts['start:bot'].split(' ');
  return words.filter((word) => word.startsWith('--') && !word.startsWith('--env-file'));
}

async function profileIn(folder: string): Promise<CpuProfile | undefined> {
  const file = (await readdir(folder)).find((name) => name.endsWith('.cpuprofile'));
  return file && JSON.parse(await readFile(join(folder, file), 'utf8'));
}

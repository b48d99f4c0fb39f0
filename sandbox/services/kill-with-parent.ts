import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** What to run, and how it ends. */
export interface KillWithParentOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** File for what it prints, written anew. */
  readonly log?: string;
  /** From SIGTERM to SIGKILL, in milliseconds; 0 kills at once. */
  readonly graceMs: number;
  /** A file that one server at a time may hold, even one whose parent was killed and that is still ending. */
  readonly lock?: string;
  /** Folders to delete when it has ended. */
  readonly remove?: readonly string[];
}

/** How a process ended. */
interface Ending {
  /** An exit code or the name of a signal. */
  readonly how: number | string;
  /** The last lines of its log. */
  readonly said: string;
}

/** A process that cannot outlive this one. */
export interface SupervisedProcess {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** Ends it and waits until it has gone. */
  end(): Promise<void>;
}

type Supervisor = ChildProcessByStdio<Writable, Readable, null>;
type Fact = { waiting: true } | { pid: number } | { error: string } | { exit: number | string; said: string };

/** A server that was asked to end is given 10 s. */
const LOCK_MS = 15_000;
const script = fileURLToPath(new URL('./kill-with-parent-supervisor.js', import.meta.url));

function spawnSupervisor({ env = process.env, remove = [], ...spec }: KillWithParentOptions): Supervisor {
  const supervisor = spawn(process.execPath, [script, JSON.stringify({ ...spec, remove })], {
    detached: true,
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  supervisor.stdin.on('error', () => {});
  return supervisor;
}

const unstarted = ({ command, lock }: KillWithParentOptions, waited: boolean) =>
  waited ? `another process holds ${lock}: stop it and try again` : `${command} could not be started`;

/** Whether the supervisor keeps this process alive. */
function hold(supervisor: Supervisor, method: 'ref' | 'unref'): void {
  supervisor[method]();
  for (const pipe of [supervisor.stdin, supervisor.stdout]) (pipe as unknown as Socket)[method]();
}

/**
 * Starts a process that ends when this one does, even by SIGKILL: a small process of its own group holds a pipe to us
 * and ends the server when the pipe closes. Ctrl-C in a terminal reaches neither of the two.
 * @throws Error when the command cannot be started, or another process holds the lock for longer than 15 s.
 */
export async function killWithParent(options: KillWithParentOptions): Promise<SupervisedProcess> {
  const supervisor = spawnSupervisor(options);
  let ending: Ending = { how: 'unknown', said: '' };
  const exited = new Promise<Ending>((resolve) => supervisor.once('close', () => resolve(ending)));
  let waiting: NodeJS.Timeout | undefined;
  const pid = await new Promise<number>((resolve, reject) => {
    createInterface({ input: supervisor.stdout }).on('line', (line) => {
      const fact: Fact = JSON.parse(line);
      if ('waiting' in fact) waiting = setTimeout(() => supervisor.stdin.end(), LOCK_MS);
      else if ('pid' in fact) resolve(fact.pid);
      else if ('error' in fact) reject(new Error(fact.error));
      else ending = { how: fact.exit, said: fact.said };
    });
    supervisor.once('error', reject);
    supervisor.once('close', () => reject(new Error(unstarted(options, waiting !== undefined))));
  }).finally(() => clearTimeout(waiting));
  hold(supervisor, 'unref');
  const end = async () => {
    hold(supervisor, 'ref');
    supervisor.stdin.end();
    await exited;
  };
  return { pid, exited, end };
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The command to run and how to stop it. */
export interface KillWithParentOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** File for the output of the process, truncated at the start. */
  readonly log?: string;
  /** Milliseconds between SIGTERM and SIGKILL; 0 sends SIGKILL at once. */
  readonly graceMs: number;
  /** Lock file that only one process may hold, including one whose parent was killed and that is still ending. */
  readonly lock?: string;
  /** Folders to delete once the process has ended. */
  readonly remove?: readonly string[];
}

/** The end of a process. */
interface Ending {
  /** An exit code or the name of a signal. */
  readonly how: number | string;
  /** The last five lines of the log. */
  readonly said: string;
}

/** A child process that never outlives this process. */
export interface SupervisedProcess {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** Ends the process and waits until it is gone. */
  end(): Promise<void>;
}

type Supervisor = ChildProcessByStdio<Writable, Readable, null>;
type Fact = { waiting: true } | { pid: number } | { error: string } | { exit: number | string; said: string };

/** Milliseconds to wait for the lock: longer than the 10 s that a server may take to shut down. */
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

/** Sets whether the supervisor keeps this process's event loop alive. */
function hold(supervisor: Supervisor, method: 'ref' | 'unref'): void {
  supervisor[method]();
  for (const pipe of [supervisor.stdin, supervisor.stdout]) (pipe as unknown as Socket)[method]();
}

/**
 * Starts a process that ends with this one, even if this one is killed with SIGKILL. A supervisor in a process group of
 * its own holds a pipe to this process and ends the child when the pipe closes; Ctrl-C in a terminal reaches neither.
 * No library is used: `execa` and the like clean up in the parent's exit handlers, which SIGKILL skips.
 * @throws Error when the command cannot be started, or another process holds the lock for longer than 15 s
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

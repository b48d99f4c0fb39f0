import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tells whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the process has ended. @throws Error after `ms` milliseconds. */
export async function gone(pid: number, ms = 10_000): Promise<void> {
  for (const deadline = Date.now() + ms; isAlive(pid); await sleep(10)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
  }
}

/** Runs a TypeScript or JavaScript file in a process of its own. */
export function runFile(
  path: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  const loader = path.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return spawn(process.execPath, [...loader, path, ...args], { env: { ...env, NODE_OPTIONS: '' }, stdio: [...stdio] });
}

/** Returns the first line that the process prints. @throws Error when the process ends before. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('its output is not piped');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`it ended with ${child.exitCode ?? child.signalCode} and printed nothing`);
}

/** Waits until a process is up; one that does not come up is killed. @throws Error of `up` */
export async function untilUp<T>(child: ChildProcess, up: Promise<T>): Promise<T> {
  try {
    return await up;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

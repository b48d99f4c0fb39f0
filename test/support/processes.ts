import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from '../../sandbox/slack/emulator/recorded-calls.js';
import { bundleOf } from './jest/compiled-tree.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Tells whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the process has ended. @throws Error when it does not in time. */
export async function gone(pid: number): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; isAlive(pid); await sleep(10)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
  }
}

function compiledTree(): string {
  const tree = process.env.COMPILED_TREE;
  if (!tree) throw new Error('COMPILED_TREE is not set: only integration and e2e tests start processes');
  return tree;
}

const inTree = (path: string): string => relative(REPOSITORY, path).replace(/\.ts$/, '.js');

/** Returns where the JavaScript is that a TypeScript file of the repository was compiled to for this test run. */
export const compiled = (path: string): string => join(compiledTree(), inTree(path));

/** Returns the same with all that it imports in a few files, from which a process starts in a third of the time. */
export const bundled = (path: string): string => bundleOf(compiledTree(), inTree(path));

export interface ProcessWish {
  /** Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Flags of Node, for example `--max-old-space-size=256`. */
  readonly flags?: readonly string[];
}

/** Runs a TypeScript file of the repository in a process of its own, whose output is piped. */
export function runFile(path: string, args: readonly string[] = [], wish: ProcessWish = {}): ChildProcess {
  const { env = process.env, flags = [] } = wish;
  return spawn(process.execPath, [...flags, bundled(path), ...args], {
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits until the process ends by itself. @returns all that it printed, and its exit code */
export async function resultOf(
  child: ChildProcess,
): Promise<{ readonly output: string; readonly code: number | null }> {
  if (!child.stdout) throw new Error('its output is not piped');
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { output, code };
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

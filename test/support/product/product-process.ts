import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { variablesOf } from '../../../sandbox/demo/environment-variables.js';
import { eventually } from '../../../sandbox/demo/eventually.js';
import type { Config } from '../../../src/config/config.js';
import { compiled, untilUp } from '../processes.js';

/** One line of a process's log. */
export interface LogLine {
  readonly level: string;
  readonly event: string;
  /** ISO 8601. */
  readonly time?: string;
  readonly [field: string]: unknown;
}

/** Bytes that a process holds after a garbage collection. */
export interface Memory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

/** One text of a source, and what stands in its place in a faulty program. */
export interface SourceFault {
  readonly file: string;
  readonly good: string;
  readonly faulty: string;
}

/** A bot or a worker in a process of its own, watched from outside. */
export interface Product {
  readonly name: 'bot' | 'worker';
  readonly url: string;
  readonly port: number;
  /** The lines of its log since the last call, from its level on, and whatever else it wrote. */
  taken(): LogLine[];
  /** Collects garbage, and measures. */
  memory(): Promise<Memory>;
  /** Returns the exit code or signal of the process; undefined while it lives. */
  ended(): string | undefined;
  /** Sends a signal. */
  signal(name: NodeJS.Signals): void;
  /** Kills the process at once, even one that is stopped, and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets the process end well. */
  close(): Promise<void>;
}

/** Runs in the process: collects garbage and measures when it is asked, and ends the process with its parent. */
const PROBE = `data:text/javascript,${encodeURIComponent(`
process.on('message', () => { gc(); gc(); process.send(process.memoryUsage()); });
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
`)}`;

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface ProductOptions {
  readonly name: 'bot' | 'worker';
  readonly config: Config;
  readonly port: number;
  /** A fault that the program gets. */
  readonly fault?: SourceFault | undefined;
  /** Level of its log. Default: `warn`. */
  readonly level?: 'warn' | 'info';
}

/** Starts a bot or a worker, and waits until it is ready. */
export async function startProduct({ name, config, port, fault, level = 'warn' }: ProductOptions): Promise<Product> {
  const { PATH, HOME } = process.env;
  const ports = { [name === 'bot' ? 'PORT' : 'WORKER_PORT']: String(port), HOST: '127.0.0.1' };
  const env = {
    PATH,
    HOME,
    ...variablesOf(config),
    LOG_LEVEL: level,
    ...ports,
    NODE_OPTIONS: '',
    SOURCE_FAULT: JSON.stringify(fault),
  };
  const faulty = fault === undefined ? [] : ['--import', fileOf('./faulty-source.js')];
  const flags = ['--expose-gc', '--enable-source-maps', ...faulty, '--import', PROBE];
  const child = spawn(process.execPath, [...flags, compiled(fileOf(`../../../src/start-${name}.ts`))], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: LogLine[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(lineOf(line)));
  const url = `http://127.0.0.1:${port}`;
  await untilUp(child, ready(child, url, lines));
  return {
    name,
    url,
    port,
    taken: () => lines.splice(0),
    memory: () => memoryOf(child),
    ended: () => endOf(child),
    signal: (signal) => void child.kill(signal),
    kill: () => end(child, 'SIGKILL'),
    close: () => end(child, 'SIGINT'),
  };
}

function ready(child: ChildProcess, url: string, lines: readonly LogLine[]): Promise<unknown> {
  return eventually(
    'the process is ready',
    async () => {
      const end = endOf(child);
      if (end !== undefined)
        throw new Error(`the process ended: ${end}\n${lines.map(({ event }) => event).join('\n')}`);
      return fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    },
    120_000,
  );
}

const endOf = ({ exitCode, signalCode }: ChildProcess): string | undefined =>
  exitCode === null ? (signalCode ?? undefined) : `code ${exitCode}`;

/** Parses a line of the log. A line that is no JSON is a warning of Node or an uncaught error. */
function lineOf(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { level: 'raw', event: text };
  }
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  const heard = once(child, 'message');
  child.send('measure');
  const [memory] = (await heard) as [Memory];
  return memory;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (endOf(child) !== undefined) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(late);
}

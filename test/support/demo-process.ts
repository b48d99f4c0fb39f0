import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { bundled } from './processes.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const START_DEMO = join(REPOSITORY, 'sandbox', 'start-demo.ts');

/** The parts of `.baton/demo.json` that the tests use. */
export interface Handbook {
  readonly app: {
    readonly url: string;
    readonly slackEvents: string;
    readonly command: string;
    readonly health: string;
    readonly undoSeconds: number;
  };
  readonly slack: {
    readonly apiUrl: string;
    readonly signingSecret: string;
    readonly appId: string;
    readonly observerToken: string;
    readonly team: { readonly id: string; readonly domain: string };
    readonly users: Readonly<Record<string, string>>;
    readonly channels: Readonly<Record<string, string>>;
  };
  readonly marketplace: { readonly url: string; readonly webhookUrl: string; readonly webhookSecret: string };
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly pid: number;
}

export const handbookIn = (folder: string): string => join(folder, '.baton', 'demo.json');

export interface DemoWish {
  /** Default: `--stay`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The variables of this machine that a demo needs, without those that name services. */
function environment({ env }: DemoWish): Record<string, string> {
  const { PATH = '', HOME = '', BATON_CACHE, XDG_CACHE_HOME } = process.env;
  return { PATH, HOME, ...(BATON_CACHE && { BATON_CACHE }), ...(XDG_CACHE_HOME && { XDG_CACHE_HOME }), ...env };
}

/** Starts the demo in a process and a folder of its own, with servers of its own, and waits until it is up. */
export async function startDemo(
  folder: string,
  wish: DemoWish = {},
): Promise<{ child: ChildProcess; handbook: Handbook }> {
  rmSync(handbookIn(folder), { force: true });
  const child = spawnDemo(folder, wish, 'ignore');
  return { child, handbook: await untilUp(child, folder) };
}

function spawnDemo(folder: string, wish: DemoWish, output: 'ignore' | 'pipe'): ChildProcess {
  const args = [bundled(START_DEMO), ...(wish.args ?? ['--stay'])];
  const stdio = ['ignore', output, output === 'pipe' ? 'pipe' : 'inherit'] as const;
  return untilTheEnd(spawn(process.execPath, args, { cwd: folder, env: environment(wish), stdio: [...stdio] }));
}

const alive = new Set<ChildProcess>();

/** Kills the process at the end of the test file, if no test has ended it. */
function untilTheEnd(child: ChildProcess): ChildProcess {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

afterAll(() => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Runs the demo to its end. @returns its exit code and output */
export async function demoToItsEnd(folder: string, wish: DemoWish): Promise<{ code: number | null; said: string }> {
  const child = spawnDemo(folder, wish, 'pipe');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
  const [code] = await once(child, 'close');
  return { code: code as number | null, said };
}

/** Starts `npm run demo` as a shell does, in a process group of its own, in a folder with links to the repository. */
export async function startThroughNpm(folder: string): Promise<{ npm: ChildProcess; handbook: Handbook }> {
  for (const name of ['package.json', 'package-lock.json', 'node_modules', 'src', 'jobs', 'sandbox']) {
    if (!existsSync(join(folder, name))) symlinkSync(join(REPOSITORY, name), join(folder, name));
  }
  rmSync(handbookIn(folder), { force: true });
  const options = { cwd: folder, env: environment({}), detached: true, stdio: 'ignore' } as const;
  const npm = untilTheEnd(spawn('npm', ['run', 'demo', '--', '--stay'], options));
  return { npm, handbook: await untilUp(npm, folder) };
}

const untilUp = (child: ChildProcess, folder: string): Promise<Handbook> =>
  eventually('the demo is up', async () => {
    if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}`);
    return existsSync(handbookIn(folder))
      ? (JSON.parse(readFileSync(handbookIn(folder), 'utf8')) as Handbook)
      : undefined;
  });

/** Sends a form as Slack does, signed with what the handbook says. */
export async function sendAsSlack({ app, slack }: Handbook, form: Record<string, string>): Promise<Response> {
  const body = String(new URLSearchParams(form));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return fetch(app.slackEvents, { method: 'POST', headers, body });
}

/** Lists the app's direct messages to a person, the latest first. */
export async function messagesOf({ slack }: Handbook, name: string): Promise<Record<string, unknown>[]> {
  const call = async (method: string, args: object) => {
    const headers = { authorization: `Bearer ${slack.observerToken}`, 'content-type': 'application/json' };
    const answer = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
    return (await answer.json()) as { channel?: { id: string }; messages?: Record<string, unknown>[] };
  };
  const { channel } = await call('conversations.open', { users: slack.users[name], return_im: true });
  const { messages = [] } = await call('conversations.history', { channel: channel?.id, limit: 999 });
  return messages.map((message) => ({ ...message, channel: channel?.id }));
}

/** Lists the descendants of a process; none where there is no `/proc`. */
export function descendantsOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /\) \w (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const childrenOf = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((one) => [one.pid, ...childrenOf(one.pid)]);
  return childrenOf(pid);
}

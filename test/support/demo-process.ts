import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../src/demo/eventually.js';

const START_DEMO = fileURLToPath(new URL('../../src/start-demo.ts', import.meta.url));
const LOADER = import.meta.resolve('tsx');

/** What `.baton/demo.json` says, as far as the tests use it. */
export interface Handbook {
  readonly app: { readonly url: string; readonly slackEvents: string; readonly command: string };
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

/** The demo in a process and a folder of its own, with servers of its own, up for playing. */
export async function startDemo(folder: string): Promise<{ child: ChildProcess; handbook: Handbook }> {
  const { PATH, HOME, BATON_CACHE, XDG_CACHE_HOME } = process.env;
  const env = { PATH, HOME, ...(BATON_CACHE && { BATON_CACHE }), ...(XDG_CACHE_HOME && { XDG_CACHE_HOME }) };
  const args = ['--import', LOADER, START_DEMO, '--stay'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const handbook = await eventually(
    'the demo is up',
    async () => {
      if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}`);
      return existsSync(handbookIn(folder))
        ? (JSON.parse(readFileSync(handbookIn(folder), 'utf8')) as Handbook)
        : undefined;
    },
    50_000,
  );
  return { child, handbook };
}

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

/** The direct messages that a person has from the app, the latest first. */
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

/** Every process that a process has started, and those that these have started. Linux alone tells. */
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

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createEmulator } from 'emulate';
import { type Json, object, text } from './json.js';
import type { SeedWorkspace } from './seed.js';
import { type Aliases, stableId } from './stable-ids.js';
import type { Identity } from './to-emulator-seed.js';

/** A running instance of npm's `emulate`. */
export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts npm's `emulate` as Slack on a free port of the loopback address.
 * @param baseUrl public address, for upload URLs
 * @param slack the seed
 */
export async function launchEmulator(baseUrl: string, slack: object): Promise<Emulator> {
  const bound = createServer().listen(0, '127.0.0.1');
  await once(bound, 'listening');
  const { port } = bound.address() as AddressInfo;
  // by itself it would listen on all interfaces; Node's listen() takes a server that is bound already for a port, too
  const options = { service: 'slack', port: bound as never, baseUrl, seed: { tokens: {}, slack } } as const;
  const { close } = await createEmulator(options);
  return { url: `http://127.0.0.1:${port}`, close };
}

/** A user with a stable id. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/** Translates the emulator's own errors into Slack's. */
function inSlacksWords(method: string, status: number, answer: Json): Json {
  if (answer.ok !== undefined) return answer;
  if (status === 404) return { ok: false, error: 'unknown_method', req_method: method };
  return { ok: false, error: 'fatal_error', detail: `The emulator answered ${status}: ${text(answer.message)}` };
}

/** Calls the emulator, with its internal ids. */
export async function callEmulator(url: string, method: string, args: Json, token: string): Promise<Json> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
  return inSlacksWords(method, answer.status, object(await answer.json()));
}

async function everyPage(url: string, method: string, field: string, args: Json, token: string): Promise<Json[]> {
  const all: Json[] = [];
  for (let cursor = ''; ; ) {
    const answer = await callEmulator(url, method, { ...args, limit: 1000, cursor }, token);
    all.push(...(answer[field] as Json[]));
    cursor = text(object(answer.response_metadata).next_cursor);
    if (!cursor) return all;
  }
}

const lastingUserId = (domain: string, name: string) =>
  name === 'slackbot' ? 'USLACKBOT' : stableId('U', domain, name);

/** Assigns a stable id to every user of the seed. The emulator's own admin and the bot are left out. */
export async function nameUsers(
  url: string,
  aliases: Aliases,
  who: Identity,
  seeds: SeedWorkspace['users'],
): Promise<Record<string, SlackUser>> {
  const users: Record<string, SlackUser> = {};
  for (const user of await everyPage(url, 'users.list', 'members', {}, who.adminToken)) {
    const name = text(user.name);
    const seed = seeds.find((one) => one.name === name);
    if (!seed && name !== 'slackbot') continue;
    const id = lastingUserId(who.team.domain, name);
    aliases.add(text(user.id), id);
    users[name] = seed?.email ? { id, name, email: seed.email } : { id, name };
  }
  return users;
}

/** Assigns a stable id to every channel of the seed. */
export async function nameChannels(url: string, aliases: Aliases, who: Identity): Promise<Record<string, string>> {
  const channels: Record<string, string> = {};
  const types = { types: 'public_channel,private_channel' };
  for (const channel of await everyPage(url, 'conversations.list', 'channels', types, who.adminToken)) {
    const name = text(channel.name);
    channels[name] = stableId('C', who.team.domain, name);
    aliases.add(text(channel.id), channels[name]);
  }
  return channels;
}

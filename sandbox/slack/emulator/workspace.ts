import { type Json, object, text } from './json.js';
import {
  callEmulator,
  type Emulator,
  launchEmulator,
  nameChannels,
  nameUsers,
  type SlackUser,
} from './launch-emulator.js';
import type { JournalEntry } from './replay-journal.js';
import type { SeedApp, SeedUser, SeedWorkspace } from './seed.js';
import { type Aliases, createAliases } from './stable-ids.js';
import { emulatorSeed, type Identity, identify, isUserToken, type TokenPools } from './to-emulator-seed.js';
import { createTokenPool } from './tokens.js';

/** One Slack workspace: an emulator, with the stable ids of its contents. */
export interface Workspace {
  readonly team: Identity['team'];
  /** Users by name. */
  readonly users: Readonly<Record<string, SlackUser>>;
  /** Channel ids by name. */
  readonly channels: Readonly<Record<string, string>>;
  readonly bot: Identity['bot'];
  /** Bot token with the app's scopes, as if the app were installed. */
  readonly botToken: string;
  /** Bot token with every scope, for reading what Slack stores. Never for the app. */
  readonly observerToken: string;
  readonly seed: SeedWorkspace;
  /** Changes of users since the seed, by name. */
  readonly changes: Map<string, Partial<SeedUser>>;
  readonly aliases: Aliases;
  readonly emulator: Emulator;
  /** Calls the emulator with stable ids, bypassing faults and records. Default token: the observer's. */
  ask(method: string, args: Json, token?: string): Promise<Json>;
}

type Ask = Workspace['ask'];

async function inviteBot(ask: Ask, seed: SeedWorkspace, channels: Record<string, string>, who: Identity) {
  const uninvited = new Set(seed.channels?.filter((channel) => channel.bot_invited === false).map(({ name }) => name));
  for (const [name, channel] of Object.entries(channels)) {
    if (!uninvited.has(name)) await ask('conversations.invite', { channel, users: who.bot.userId }, who.adminToken);
  }
}

/** Returns the seed of a user with all later changes. */
export function userNow({ seed, changes }: Workspace, name: string): SeedUser | undefined {
  const user = seed.users.find((one) => one.name === name);
  return user && { ...user, ...changes.get(name) };
}

const idOf = (value: unknown) => text(value) || text(object(value).id);

/**
 * Replays the journal in the emulator, and maps the new ids to the recorded ones.
 * @throws Error when the emulator refuses an entry: Slack would show less than Baton posted
 */
async function replay(ask: Ask, aliases: Aliases, lines: readonly JournalEntry[]): Promise<void> {
  for (const { method, args, token, response } of lines) {
    if (!/^(chat|conversations|views)\./.test(method)) continue;
    const now = await ask(method, args, isUserToken(token) ? token : undefined);
    if (!now.ok) throw new Error(replayError(method, now));
    aliases.add(idOf(now.channel), idOf(response.channel));
    aliases.add(text(now.ts), text(response.ts));
    aliases.add(idOf(now.view), idOf(response.view));
  }
}

const replayError = (method: string, { error, detail }: Json) =>
  `The embedded Slack cannot show again what it showed: ${method} in slack.jsonl is refused now, ${text(detail) || error}. ` +
  'Start with --fresh to forget the data of earlier runs.';

/** Returns a pooled token in place of one that would exceed the emulator's rate limit. */
function pooledToken({ bot, observer }: TokenPools, who: Identity, token: string): string {
  if (token === who.observerToken) return observer.next();
  return token === who.botToken ? bot.next() : token;
}

/**
 * Starts a workspace and replays its part of the journal. `publicUrl` returns the address of a team's workspace.
 * @throws Error when the journal cannot be replayed
 */
export async function openWorkspace(
  publicUrl: (teamId: string) => string,
  app: SeedApp,
  seed: SeedWorkspace,
  journal: readonly JournalEntry[],
): Promise<Workspace> {
  const who = identify(app, seed);
  const lines = journal.filter(({ team }) => team === who.team.id);
  const pools = { bot: createTokenPool(who.botToken), observer: createTokenPool(who.observerToken) };
  const emulator = await launchEmulator(publicUrl(who.team.id), emulatorSeed(app, seed, who, pools, lines));
  const aliases = createAliases();
  aliases.add('T000000001', who.team.id);
  const ask: Ask = async (method, args, token = who.observerToken) => {
    const inside = JSON.parse(aliases.toEmulatorIds(JSON.stringify(args)));
    const answer = await callEmulator(emulator.url, method, inside, pooledToken(pools, who, token));
    return JSON.parse(aliases.toPublicIds(JSON.stringify(answer)));
  };
  const populate = async () => {
    const users = await nameUsers(emulator.url, aliases, who, seed.users);
    const channels = await nameChannels(emulator.url, aliases, who);
    await inviteBot(ask, seed, channels, who);
    await replay(ask, aliases, lines);
    return { users, channels };
  };
  const populated = await populate().catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });
  const { team, bot, botToken, observerToken } = who;
  return {
    team,
    ...populated,
    bot,
    botToken,
    observerToken,
    seed,
    changes: new Map(),
    aliases,
    emulator,
    ask,
  };
}

import { text } from './json.js';
import type { JournalEntry } from './replay-journal.js';
import type { SeedApp, SeedWorkspace } from './seed.js';
import { stableId } from './stable-ids.js';
import type { TokenPool } from './tokens.js';

/** The token with which a user of the workspace posts. */
export const userToken = (team: { readonly domain: string }, name: string): string => `xoxp-${name}-${team.domain}`;

/** Tells whether a token is a user's, not the app's. */
export const isUserToken = (token: string): boolean => token.startsWith('xoxp-');

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Derives the ids and tokens of a workspace and of the app in it, the same on every start. */
export function identify(app: SeedApp, { team }: SeedWorkspace) {
  return {
    team: { id: stableId('T', team.domain), ...team },
    bot: {
      id: stableId('B', team.domain, app.appId),
      userId: stableId('U', team.domain, app.appId),
      name: slug(app.name ?? 'baton'),
    },
    botToken: `xoxb-${team.domain}-${app.appId}`,
    observerToken: `xoxb-observer-${team.domain}`,
    adminToken: `xoxp-admin-${team.domain}`,
  };
}

/** Ids and tokens of a workspace and of the app in it. */
export type Identity = ReturnType<typeof identify>;

/** Lists the tokens issued in earlier runs. */
export function issuedTokens(lines: readonly JournalEntry[]): { token: string; scopes: string[] }[] {
  return lines
    .filter(({ method }) => method === 'oauth.v2.access')
    .map(({ response }) => ({ token: text(response.access_token), scopes: text(response.scope).split(',') }));
}

/** Adds Slackbot, which every workspace has. Slack does not mark it as a bot. */
function withSlackbot(users: SeedWorkspace['users']): SeedWorkspace['users'] {
  return users.some(({ name }) => name === 'slackbot')
    ? users
    : [{ name: 'slackbot', real_name: 'Slackbot' }, ...users];
}

/** Token pools for the two tokens that make most calls. */
export interface TokenPools {
  readonly bot: TokenPool;
  readonly observer: TokenPool;
}

function tokens(
  app: SeedApp,
  { team, users }: SeedWorkspace,
  who: Identity,
  { bot: bots, observer }: TokenPools,
  lines: readonly JournalEntry[],
): object[] {
  const bot = { type: 'bot', user_id: who.bot.userId, app_id: app.appId, client_id: app.clientId };
  const withBot = { ...bot, bot_id: who.bot.id, bot_user_id: who.bot.userId };
  return [
    ...[who.botToken, ...bots.tokens].map((token) => ({ ...withBot, token, scopes: app.scopes })),
    ...issuedTokens(lines).map(({ token, scopes }) => ({ ...withBot, token, scopes })),
    ...[who.observerToken, ...observer.tokens].map((token) => ({ ...withBot, token })),
    { token: who.adminToken, type: 'user', user_id: 'U000000001' },
    ...users.map(({ name }) => ({ token: userToken(team, name), type: 'user', user_id: name })),
  ];
}

/** Builds the seed in the emulator's format. */
export function emulatorSeed(
  app: SeedApp,
  seed: SeedWorkspace,
  who: Identity,
  pools: TokenPools,
  lines: readonly JournalEntry[],
): object {
  return {
    team: seed.team,
    users: withSlackbot(seed.users).map((user) => ({ real_name: user.name, ...user, profile: {} })),
    channels: seed.channels ?? [],
    oauth_apps: [
      {
        client_id: app.clientId,
        client_secret: app.clientSecret,
        app_id: app.appId,
        name: app.name ?? 'Baton',
        redirect_uris: app.redirectUris,
        scopes: app.scopes,
        bot_id: who.bot.id,
        bot_user_id: who.bot.userId,
        bot_name: who.bot.name,
      },
    ],
    tokens: tokens(app, seed, who, pools, lines),
    strict_scopes: true,
    signing_secret: app.signingSecret,
  };
}

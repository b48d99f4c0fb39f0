import { InstallProvider } from '@slack/oauth';
import type { FetchFunction } from '@slack/web-api';
import { type Config, isOverSocket } from '../../config/config.js';
import type { Directory, Log, Members, Messenger } from '../../domain/ports.js';
import { boltLogger } from '../api/bolt-logger.js';
import { type Authorize, cacheTokens, storedTokens } from '../api/bot-tokens.js';
import { forChannels, forJobs } from '../api/client-options.js';
import { createDirectory } from '../api/directory.js';
import { createDirectoryCache } from '../api/directory-cache.js';
import { createInstallationStore, type Installations } from '../api/installations.js';
import { createTenantClients } from '../api/tenant-clients.js';
import { queryOf } from '../api/tenant-of.js';
import { createWords } from '../words/words.js';
import { createMessenger } from './messenger.js';

/** The dependencies of the clients that jobs use. */
export interface SlackClientsDeps {
  readonly config: Config;
  readonly installations: Installations;
  readonly log: Log;
  /** Returns the recipient's language; English for everybody when absent. */
  readonly members?: Pick<Members, 'get'>;
  readonly fetch?: FetchFunction;
}

/** Milliseconds for which a token is cached: just long enough for concurrent calls to share it. */
const SHARED_MS = 1;

/** Creates the messenger and the directory, for a process without a Bolt app. */
export function createSlackClients(deps: SlackClientsDeps): { messenger: Messenger; directory: Directory } {
  const { config, log, members } = deps;
  const tokenOf = tokensFrom(deps);
  const clientOf = createTenantClients(tokenOf, forJobs(deps));
  const findMember = members && createDirectoryCache(members);
  const messenger = createMessenger({
    clientOf,
    channelClientOf: createTenantClients(tokenOf, forChannels(deps)),
    log,
    words: createWords({ command: config.COMMAND, faqUrl: config.FAQ_URL }),
    ...(findMember && { findMember }),
  });
  return { messenger, directory: createDirectory(clientOf) };
}

/** Returns the tokens of all workspaces, refreshed when they expire. */
export function tokensFrom(deps: SlackClientsDeps) {
  const authorize = cacheTokens(authorizeFrom(deps), SHARED_MS);
  return (tenantId: string) => authorize(queryOf(tenantId));
}

function authorizeFrom({ config, installations, log, fetch }: SlackClientsDeps): Authorize {
  if (isOverSocket(config)) return storedTokens(installations);
  const provider = new InstallProvider({
    clientId: config.SLACK_CLIENT_ID,
    clientSecret: config.SLACK_CLIENT_SECRET,
    stateSecret: config.SLACK_STATE_SECRET,
    installationStore: createInstallationStore(installations),
    logger: boltLogger(log),
    clientOptions: forJobs({ config, log, ...(fetch && { fetch }) }),
  });
  return provider.authorize;
}

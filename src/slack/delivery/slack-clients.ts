import { InstallProvider } from '@slack/oauth';
import type { FetchFunction } from '@slack/web-api';
import type { Config } from '../../config/config.js';
import type { Directory, Log, Members, Messenger } from '../../domain/ports.js';
import { boltLogger } from '../api/bolt-logger.js';
import { forChannels, forJobs } from '../api/client-options.js';
import { createDirectory } from '../api/directory.js';
import { createInstallationStore, type Installations } from '../api/installations.js';
import { createMemberCache } from '../api/member-cache.js';
import { createTenantClients } from '../api/tenant-clients.js';
import { queryOf } from '../api/tenant-of.js';
import { cacheTokens } from '../api/tokens.js';
import { createWords } from '../words/words.js';
import { createMessenger } from './messenger.js';

/** What Slack as a way out is made from. */
export interface SlackClientsDeps {
  readonly config: Config;
  readonly installations: Installations;
  readonly log: Log;
  /** Where the reader's language is looked up; everybody reads English without it. */
  readonly members?: Pick<Members, 'get'>;
  readonly fetch?: FetchFunction;
}

/** Long enough for those that ask at once to share an answer, in milliseconds. */
const SHARED_MS = 1;

/** Slack as a way out, for a process without a Bolt app: it posts, edits and reads the directory. */
export function createSlackClients(deps: SlackClientsDeps): { messenger: Messenger; directory: Directory } {
  const { config, log, members } = deps;
  const tokenOf = tokensFrom(deps);
  const clientOf = createTenantClients(tokenOf, forJobs(deps));
  const findMember = members && createMemberCache(members);
  const messenger = createMessenger({
    clientOf,
    channelClientOf: createTenantClients(tokenOf, forChannels(deps)),
    log,
    words: createWords({ command: config.COMMAND, faqUrl: config.FAQ_URL }),
    ...(findMember && {
      localeOf: async (tenantId: string, user: string) => (await findMember(tenantId, user))?.locale,
    }),
  });
  return { messenger, directory: createDirectory(clientOf) };
}

/** The tokens of all workspaces, renewed when they expire. */
export function tokensFrom({ config, installations, log, fetch }: SlackClientsDeps) {
  const provider = new InstallProvider({
    clientId: config.SLACK_CLIENT_ID,
    clientSecret: config.SLACK_CLIENT_SECRET,
    stateSecret: config.SLACK_STATE_SECRET,
    installationStore: createInstallationStore(installations),
    logger: boltLogger(log),
    clientOptions: forJobs({ config, log, ...(fetch && { fetch }) }),
  });
  const authorize = cacheTokens(provider.authorize, SHARED_MS);
  return (tenantId: string) => authorize(queryOf(tenantId) as never);
}

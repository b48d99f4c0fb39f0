import type { FetchFunction, WebClientOptions } from '@slack/web-api';
import type { Config } from '../../config/config.js';
import type { Log } from '../../domain/ports.js';
import { boltLogger } from './bolt-logger.js';

/** The dependencies of every client of Slack’s API. */
export interface ClientDeps {
  readonly config: Pick<Config, 'SLACK_API_URL'>;
  readonly log: Log;
  /** Replaces the built-in `fetch`, for tests and proxies. Set request headers here and nowhere else. */
  readonly fetch?: FetchFunction;
}

/** Options for calls that a person waits for: one quick retry. */
export const forListeners = (deps: ClientDeps): WebClientOptions => ({
  ...common(deps),
  timeout: 2500,
  retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 200 },
});

/** Options for jobs: no retry, since a failed job runs again. */
export const forJobs = (deps: ClientDeps): WebClientOptions => ({
  ...common(deps),
  timeout: 10_000,
  retryConfig: { retries: 0 },
});

/**
 * Options for posts in channels: a time limit nearly as long as a job's, because Baton cannot search a channel for its
 * message, so that a retry may post it twice.
 */
export const forChannels = (deps: ClientDeps): WebClientOptions => ({ ...forJobs(deps), timeout: 18_000 });

/**
 * Options of all clients. Never `headers`: a client writes its token into that object, and another team's call would
 * carry it. A rate limit throws at once, because one limited call would hold up all others of the client.
 */
const common = ({ config, log, fetch }: ClientDeps): WebClientOptions => ({
  logger: boltLogger(log),
  rejectRateLimitedCalls: true,
  ...(config.SLACK_API_URL && { slackApiUrl: config.SLACK_API_URL }),
  ...(fetch && { fetch }),
});

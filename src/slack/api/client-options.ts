import type { FetchFunction, WebClientOptions } from '@slack/web-api';
import type { Config } from '../../config/config.js';
import type { Log } from '../../domain/ports.js';
import { boltLogger } from './bolt-logger.js';

/** What every client of Slack’s API is made from. */
export interface ClientDeps {
  readonly config: Pick<Config, 'SLACK_API_URL'>;
  readonly log: Log;
  /** Instead of the built-in one: for tests and proxies. Headers are added here, and nowhere else. */
  readonly fetch?: FetchFunction;
}

/** A person waits: one quick repetition, then they hear that it did not work. */
export const forListeners = (deps: ClientDeps): WebClientOptions => ({
  ...common(deps),
  timeout: 2500,
  retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 200 },
});

/** Nobody waits, and a failed job comes again by itself. */
export const forJobs = (deps: ClientDeps): WebClientOptions => ({
  ...common(deps),
  timeout: 10_000,
  retryConfig: { retries: 0 },
});

/**
 * What was posted in a channel cannot be looked for, so a second try may double it: the answer is waited for nearly as
 * long as a job may run.
 */
export const forChannels = (deps: ClientDeps): WebClientOptions => ({ ...forJobs(deps), timeout: 18_000 });

/**
 * Never `headers`: a client stamps its token onto that object, and another team's call would go out with it.
 * A rate limit is an error at once, for otherwise one limited call holds up all others of that client.
 */
const common = ({ config, log, fetch }: ClientDeps): WebClientOptions => ({
  logger: boltLogger(log),
  rejectRateLimitedCalls: true,
  ...(config.SLACK_API_URL && { slackApiUrl: config.SLACK_API_URL }),
  ...(fetch && { fetch }),
});

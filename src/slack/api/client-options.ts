import type { FetchFunction, WebClientOptions } from '@slack/web-api';
import type { Config } from '../../config/config.js';
import type { Log } from '../../domain/ports.js';
import { retryAfterMs } from '../../lib/rate-limit-wait.js';
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
  fetch: withRetrySeconds(fetch),
});

/**
 * Gives a rate limit's answer the wait in whole seconds, as Slack writes it: for a date, as gateways may write one, or
 * no wait at all, the client would throw an error that says nothing of a rate limit.
 */
const withRetrySeconds =
  (fetch: FetchFunction | undefined): FetchFunction =>
  async (...request) => {
    const response = await (fetch ?? globalThis.fetch)(...request);
    const asked = response.headers.get('retry-after');
    if (response.status !== 429 || /^\d+$/.test(asked ?? '')) return response;
    await response.text();
    const seconds = Math.ceil(retryAfterMs(asked, new Date()) / 1000);
    return new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
  };

import { createQueueRunner } from '../jobs/bullmq/queue-runner.js';
import { openQueues, type Queues } from '../jobs/bullmq/queues.js';
import { createRedisHeldWorkIndex } from '../jobs/bullmq/redis-held-work-index.js';
import { createRedisRateLimiter } from '../jobs/bullmq/redis-rate-limiter.js';
import { dispatchAfterCommit } from '../jobs/dispatch-after-commit.js';
import { createInPlaceAdmission } from '../jobs/in-place-admission.js';
import { JOBS } from '../jobs/job-definitions.js';
import { placesFrom } from '../jobs/rate-limits.js';
import { createInPlace, type InPlace } from '../jobs/run-in-place.js';
import type { Runner } from '../jobs/runner.js';
import { type Config, redisOf } from './config/config.js';
import type { Ports } from './domain/ports.js';
import { createLog } from './log.js';
import { type MongoStore, openMongo } from './mongo/open-mongo.js';
import { createSlackClients } from './slack/delivery/slack-clients.js';
import { createMarketplace, type MarketplaceClient } from './sources/create-marketplace.js';
import { createSources } from './sources/create-sources.js';
import { createMetrics, type Metrics } from './web/metrics.js';

/** The kind of process, which is named in the log. Only the worker measures the outstanding work. */
export type Role = 'bot' | 'worker' | 'command';

/** Milliseconds that a closing process gives the work that runs in place, and then the recording that it goes back. */
const IN_PLACE_MS = 3000;
const GIVE_BACK_MS = 1000;

/** The services of a process. */
export interface Wired {
  readonly config: Config;
  readonly ports: Ports;
  readonly store: MongoStore;
  readonly queues: Queues;
  /** Runs this process's jobs. */
  readonly runner: Runner;
  /** Runs new work without the queue; never in a command. */
  readonly inPlace: InPlace;
  readonly marketplace: MarketplaceClient;
  readonly metrics: Metrics;
  /** Waits for work that runs in place, and closes every connection. */
  close(): Promise<void>;
}

/**
 * Connects the services and implements the ports.
 * @throws Error when MongoDB does not answer. Redis may be down: work then waits for the sweeper.
 */
export async function wire(config: Config, role: Role): Promise<Wired> {
  const log = createLog({ level: config.LOG_LEVEL, process: role });
  const defaults = { undoSeconds: config.UNDO_SECONDS };
  const store = await openMongo({ uri: config.MONGODB_URI, keys: config.ENCRYPTION_KEYS, defaults, log });
  const { worklist, members, connections, clock } = store.ports;
  const held = () => createRedisHeldWorkIndex(queues.redis, config.QUEUE_PREFIX).list();
  const backlog = () => worklist.backlog(clock.now());
  const metrics = createMetrics(role === 'worker' ? { backlog, census: connections.census, held } : {});
  const queues = openQueues({ ...redisOf(config), prefix: config.QUEUE_PREFIX, log, metrics });
  const limiter = createRedisRateLimiter(queues.redis, config.QUEUE_PREFIX);
  const marketplace = createMarketplace({
    connections,
    admit: placesFrom(limiter),
    trustedOrigins: config.MARKETPLACE_TRUSTED_ORIGINS,
    log,
    leftOut: metrics.leftOut,
  });
  const slack = createSlackClients({ config, installations: store.installations, log, members });
  const runner = createQueueRunner({ queues, prefix: config.QUEUE_PREFIX, metrics, table: JOBS });
  const admits =
    role === 'worker' || (role === 'bot' && config.BOT_RUNS_JOBS) ? createInPlaceAdmission(runner.share) : () => false;
  const inPlace = createInPlace({ runner, table: JOBS, jobs: queues.jobs, admits }, () => ports);
  const ports: Ports = dispatchAfterCommit(
    {
      ...store.ports,
      ...slack,
      marketplace,
      sources: createSources({ hearsWebhooks: config.PUBLIC_URL !== undefined }),
      log,
    },
    queues.jobs,
    inPlace,
  );
  return {
    config,
    ports,
    store,
    queues,
    runner,
    inPlace,
    marketplace,
    metrics,
    close: async () => {
      if (!(await inPlace.close(IN_PLACE_MS))) {
        runner.stop();
        await inPlace.close(GIVE_BACK_MS);
      }
      await Promise.all([queues.close(), marketplace.close()]);
      await store.close();
    },
  };
}

import { createHeldIndex } from '../jobs/bullmq/held-index.js';
import { openQueues, type Queues } from '../jobs/bullmq/queues.js';
import { createRateLimiter } from '../jobs/bullmq/rate-limiter.js';
import { dispatchAfterCommit } from '../jobs/dispatch-after-commit.js';
import type { Config } from './config/config.js';
import { Postponed } from './domain/model/errors.js';
import type { Ports } from './domain/ports.js';
import { createLog } from './log.js';
import { type MongoStore, openMongo } from './mongo/open-mongo.js';
import { createSlackClients } from './slack/delivery/slack-clients.js';
import { createSources } from './sources/create-sources.js';
import { createMarketplace, type MarketplaceClient } from './sources/marketplace.js';
import { createMetrics, type Metrics } from './web/metrics.js';

/** The kind of process, which names itself in the log; only the worker measures the outstanding work. */
export type Role = 'bot' | 'worker' | 'command';

/** The services of a process. */
export interface Wired {
  readonly config: Config;
  readonly ports: Ports;
  readonly store: MongoStore;
  readonly queues: Queues;
  readonly marketplace: MarketplaceClient;
  readonly metrics: Metrics;
  /** Closes every connection. */
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
  const held = () => createHeldIndex(queues.redis, config.QUEUE_PREFIX).list();
  const metrics = createMetrics(role === 'worker' ? { backlog: () => worklist.backlog(clock.now()), held } : {});
  const queues = openQueues({ redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX, log, metrics });
  const limiter = createRateLimiter(queues.redis, config.QUEUE_PREFIX);
  const marketplace = createMarketplace({
    connections,
    admit: async (limit) => {
      const waitMs = await limiter.take([limit]);
      if (waitMs > 0) throw new Postponed(waitMs, limit.key);
    },
    trustedOrigins: config.MARKETPLACE_TRUSTED_ORIGINS,
    log,
    leftOut: metrics.leftOut,
  });
  const slack = createSlackClients({ config, installations: store.installations, log, members });
  const ports = dispatchAfterCommit(
    { ...store.ports, ...slack, marketplace, sources: createSources(), log },
    queues.jobs,
  );
  return {
    config,
    ports,
    store,
    queues,
    marketplace,
    metrics,
    close: async () => {
      await Promise.all([queues.close(), marketplace.close()]);
      await store.close();
    },
  };
}

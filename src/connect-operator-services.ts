import { inspectRedis, readHeld } from '../jobs/bullmq/inspect-redis.js';
import type { DoctorEnvironment, Operator } from './commands/operator-services.js';
import { type Config, redisOf } from './config/config.js';
import { createLog } from './log.js';
import { ENDPOINT_PATHS } from './slack/app/endpoint-paths.js';
import { createAppExaminer } from './slack/examination/examine-app.js';
import { createWorkspaceExaminer } from './slack/examination/examine-workspace.js';
import { createSources } from './sources/create-sources.js';
import { wire } from './wiring.js';

const log = createLog({ level: 'silent', process: 'command' });

/** Returns what `doctor` examines without a connection to MongoDB. */
export const doctorEnvironmentOf = (config: Config): DoctorEnvironment => ({
  publicUrl: config.PUBLIC_URL,
  requestPath: ENDPOINT_PATHS.events,
  isOtherSlack: config.SLACK_API_URL !== undefined,
  sources: createSources({ hearsWebhooks: config.PUBLIC_URL !== undefined }),
  app: createAppExaminer({ config, log }),
  inspectRedis: () => inspectRedis(redisOf(config), config.QUEUE_PREFIX),
  held: () => readHeld(redisOf(config), config.QUEUE_PREFIX),
});

/**
 * Connects the services that operators' commands work on, without logging.
 * @throws Error when MongoDB does not answer.
 */
export async function connectOperatorServices(config: Config): Promise<Operator> {
  const { ports, store, marketplace, close } = await wire({ ...config, LOG_LEVEL: 'silent' }, 'command');
  return {
    ports,
    slack: createWorkspaceExaminer({ config, installations: store.installations, log }),
    inspectMongo: store.inspect,
    marketplaceClock: marketplace.clock,
    reseal: store.reseal,
    unopened: store.unopened,
    activeTenants: store.activeTenants,
    close,
  };
}

import { startWorker } from '../jobs/worker.js';
import type { Config } from './config.js';
import { listen, type Running } from './listen.js';
import { createApp, mountEnd } from './web/app.js';
import { mountOps } from './web/mount-web.js';
import { wire } from './wiring.js';

/** How long a stopping worker waits for its jobs, in milliseconds. Others finish what is left. */
const STOP_MS = 15_000;

/** Runs jobs, sweeps, and answers health checks. @throws Error when the port is taken or MongoDB does not answer. */
export async function runWorker(config: Config): Promise<Running> {
  const wired = await wire(config, 'worker');
  const { ports, store, metrics } = wired;
  const redis = { redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX };
  const worker = startWorker({ ports, ...redis, meter: metrics });
  const app = createApp();
  const checks = { mongo: store.ping, redis: worker.ping };
  mountOps(app, { publicUrl: config.PUBLIC_URL, metricsToken: config.METRICS_TOKEN, checks, metrics });
  mountEnd(app, ports.log);
  const server = await listen(app, config.WORKER_PORT, config.HOST).catch(async (error: unknown) => {
    await worker.close(0);
    await wired.close();
    throw error;
  });
  ports.log.info({ port: server.port }, 'worker.ready');
  return {
    ...server,
    close: async () => {
      await Promise.all([server.close(STOP_MS), worker.close(STOP_MS)]);
      await wired.close();
    },
  };
}

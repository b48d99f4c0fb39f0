import { startWorker } from '../jobs/bullmq/worker.js';
import { type Config, redisOf } from './config/config.js';
import { listen, type Running, STOP_MS } from './lib/listen.js';
import { createApp, mountEnd } from './web/express-app.js';
import { mountOps } from './web/mount-web.js';
import { wire } from './wiring.js';

/**
 * Starts this process's worker: it runs jobs, sweeps, and answers health checks. On close, unfinished jobs go to other
 * workers.
 * @throws Error when the port is taken or MongoDB does not answer.
 */
export async function runWorkerProcess(config: Config): Promise<Running> {
  const wired = await wire(config, 'worker');
  const { ports, store, metrics, runner, inPlace } = wired;
  const redis = { ...redisOf(config), prefix: config.QUEUE_PREFIX };
  const worker = startWorker({ ports, ...redis, metrics, runner });
  const app = createApp();
  const checks = { needed: { mongo: store.ping, redis: worker.ping } };
  mountOps(app, { publicUrl: config.PUBLIC_URL, metricsToken: config.METRICS_TOKEN, checks, metrics });
  mountEnd(app, ports.log);
  const server = await listen(app, config.WORKER_PORT, config.HOST).catch(async (error: unknown) => {
    await worker.close(0);
    await wired.close();
    throw error;
  });
  ports.log.info({ port: server.port }, 'worker.ready');
  return {
    port: server.port,
    close: async () => {
      const stopped = [server.close(STOP_MS.worker), worker.close(STOP_MS.worker), inPlace.close(STOP_MS.worker)];
      await Promise.all(stopped);
      await wired.close();
    },
  };
}

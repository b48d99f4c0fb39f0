import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, isOverSocket } from './config/config.js';
import { listen, type Running, STOP_MS } from './lib/listen.js';
import { createRequestRateLimits } from './lib/request-rate-limits.js';
import { createSlackApp } from './slack/app/app.js';
import { ENDPOINT_PATHS } from './slack/app/endpoint-paths.js';
import { SCOPES } from './slack/app/scopes.js';
import { webhookReader } from './sources/webhook-reader.js';
import { createApp, mountEnd, takes } from './web/express-app.js';
import { measureSlackRequests } from './web/measure-slack-requests.js';
import { mountWeb } from './web/mount-web.js';
import { type ReaderOf, webhooksBefore } from './web/webhooks.js';
import { wire } from './wiring.js';

/**
 * Starts this process's bot: it serves Slack and webhooks.
 * @throws Error when the port is taken, MongoDB does not answer, or Slack refuses the tokens of Socket Mode
 */
export async function runBotProcess(config: Config): Promise<Running> {
  const wired = await wire(config, 'bot');
  const { ports, store, queues, inPlace, metrics } = wired;
  const app = createApp();
  const overSocket = isOverSocket(config);
  let isDraining = false;
  const connected = async () => {
    if (!slack.isConnected()) throw new Error('no socket is open');
  };
  mountWeb(app, {
    metrics,
    publicUrl: config.PUBLIC_URL,
    metricsToken: config.METRICS_TOKEN,
    // without Redis clicks and webhooks are taken all the same: the sweeper enqueues what they leave to be done
    checks: {
      needed: { mongo: store.ping },
      useful: { redis: queues.ping, ...(overSocket && { slack: connected }) },
      isDraining: () => isDraining,
    },
    page: {
      scopes: SCOPES,
      command: config.COMMAND,
      faqUrl: config.FAQ_URL,
      ...(!overSocket && { installPath: ENDPOINT_PATHS.install }),
    },
  });
  const perSecond = config.TENANT_REQUESTS_PER_SECOND;
  const newLimits = () =>
    createRequestRateLimits({ proxies: config.PROXIES, perTenant: { burst: 10 * perSecond, perSecond } });
  if (!overSocket) {
    app.all(ENDPOINT_PATHS.events, takes('POST'));
    app.all([ENDPOINT_PATHS.install, ENDPOINT_PATHS.redirect], takes('GET, HEAD'));
  }
  const slack = createSlackApp({
    ports,
    config,
    installations: store.installations,
    express: app,
    limits: newLimits(),
    ...(overSocket && { acknowledged: (ms: number) => metrics.click(200, ms) }),
  });
  mountEnd(app, ports.log);
  const timed = measureSlackRequests(app, ENDPOINT_PATHS.events, metrics);
  const readerOf: ReaderOf = (connection) => webhookReader(connection);
  const serve = webhooksBefore(timed, { ports, readerOf, metrics, limits: newLimits() });
  const server = await listen(serve, config.PORT, config.HOST).catch(async (error: unknown) => {
    await wired.close();
    throw error;
  });
  await slack.start().catch(async (error: unknown) => {
    await server.close(0);
    await wired.close();
    throw error;
  });
  ports.log.info({ port: server.port }, 'bot.ready');
  return {
    port: server.port,
    drain: async () => {
      isDraining = true;
      server.drain();
      ports.log.info({ seconds: config.DRAIN_SECONDS }, 'bot.draining');
      await sleep(config.DRAIN_SECONDS * 1000);
    },
    close: async () => {
      await Promise.all([server.close(STOP_MS.bot), slack.stop(STOP_MS.bot), inPlace.close(STOP_MS.bot)]);
      await wired.close();
    },
  };
}

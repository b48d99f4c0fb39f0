import type { Config } from './config.js';
import { listen, type Running } from './listen.js';
import { verifyHead } from './marketplace/verify-webhook.js';
import { createSlackApp } from './slack/app.js';
import { PATHS } from './slack/paths.js';
import { SCOPES } from './slack/scopes.js';
import { createApp, mountEnd } from './web/app.js';
import { mountWeb } from './web/mount-web.js';
import { timeClicks } from './web/time-clicks.js';
import { webhooksBefore } from './web/webhooks.js';
import { wire } from './wiring.js';

/** How long a stopping bot waits for answers that are under way, in milliseconds. */
const STOP_MS = 10_000;

/** Serves Slack and the marketplaces' webhooks. @throws Error when the port is taken or MongoDB does not answer. */
export async function runBot(config: Config): Promise<Running> {
  const wired = await wire(config, 'bot');
  const { ports, store, queues, metrics } = wired;
  const app = createApp();
  mountWeb(app, {
    metrics,
    publicUrl: config.PUBLIC_URL,
    metricsToken: config.METRICS_TOKEN,
    checks: { mongo: store.ping, redis: queues.ping },
    page: { installPath: PATHS.install, scopes: SCOPES, command: config.COMMAND, faqUrl: config.FAQ_URL },
  });
  const slack = createSlackApp({ ports, config, installations: store.installations, express: app });
  mountEnd(app, ports.log);
  const timed = timeClicks(app, PATHS.events, metrics);
  const serve = webhooksBefore(timed, { ports, verify: verifyHead, metrics });
  const server = await listen(serve, config.PORT, config.HOST).catch(async (error: unknown) => {
    await wired.close();
    throw error;
  });
  await slack.start();
  ports.log.info({ port: server.port }, 'bot.ready');
  return {
    ...server,
    close: async () => {
      await Promise.all([server.close(STOP_MS), slack.stop(STOP_MS)]);
      await wired.close();
    },
  };
}

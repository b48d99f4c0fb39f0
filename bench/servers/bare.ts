import { TENANT } from '../data/people.js';
import type { Product } from './product.js';
import type { Program } from './start.js';

const environment = ({ database, redisUrl, secrets, outsideUrl }: Product) => ({
  MONGODB_URI: database.uri,
  REDIS_URL: redisUrl,
  QUEUE_PREFIX: `{${database.name}}`,
  SLACK_SIGNING_SECRET: secrets.slackSigning,
  BOT_TOKEN: secrets.botToken,
  WEBHOOK_SECRET: secrets.webhook,
  OUTSIDE_URL: outsideUrl,
  TENANT,
});

const program = (file: string, mode: string, product: Product): Program => ({
  name: `bare-${file}-${mode}`,
  file: `bench/bare/${file}.js`,
  env: { ...environment(product), BENCH_MODE: mode },
});

/** A Bolt app that does nothing but what `bare/bolt-app.ts` says of the mode. */
export const bolt = (mode: string, product: Product): Program => program('bolt-app', mode, product);

/** A bare HTTP server that takes webhooks. */
export const webhookServer = (mode: string, product: Product): Program => program('webhook-server', mode, product);

/** A BullMQ worker that makes one call a job. */
export const relayWorker = (product: Product): Program => program('relay-worker', 'relay', product);

/** What stands in for Slack and the marketplace. */
export const outside = (): Program => ({ name: 'outside', file: 'bench/bare/outside-server.js', env: {} });

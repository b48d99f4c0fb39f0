import { TENANT } from '../data/people.js';
import type { Product } from './product-programs.js';
import type { Program } from './start-program.js';

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
  file: `bench/programs/baseline-${file}.js`,
  env: { ...environment(product), BENCH_MODE: mode },
});

/** The baseline Bolt app (`programs/baseline-bolt-app.ts`) in one of its modes. */
export const bolt = (mode: string, product: Product): Program => program('bolt-app', mode, product);

/** The baseline HTTP server for webhooks. */
export const webhookServer = (mode: string, product: Product): Program => program('webhook-server', mode, product);

/** The baseline BullMQ worker, which makes one call per job. */
export const relayWorker = (product: Product): Program => program('relay-worker', 'relay', product);

/** The fake of Slack and the marketplace. */
export const outside = (): Program => ({ name: 'outside', file: 'bench/programs/fake-services-server.js', env: {} });

import type { Database } from '../data/database.js';
import type { Secrets } from '../data/secrets.js';
import type { Program } from './start-program.js';

/** Settings of the product's processes. */
export interface Product {
  readonly database: Database;
  readonly redisUrl: string;
  readonly secrets: Secrets;
  /** Base URL of the fake Slack and marketplace. Nothing needs to listen there if nothing is called. */
  readonly outsideUrl: string;
}

const environment = ({ database, redisUrl, secrets, outsideUrl }: Product) => ({
  MONGODB_URI: database.uri,
  REDIS_URL: redisUrl,
  QUEUE_PREFIX: `{${database.name}}`,
  SLACK_SIGNING_SECRET: secrets.slackSigning,
  SLACK_CLIENT_ID: 'bench',
  SLACK_CLIENT_SECRET: secrets.slackClient,
  SLACK_STATE_SECRET: secrets.slackState,
  SLACK_API_URL: `${outsideUrl}/api/`,
  ENCRYPTION_KEYS: secrets.encryptionKey,
  TENANT_REQUESTS_PER_SECOND: '1000000', // one tenant sends all
  MARKETPLACE_TRUSTED_ORIGINS: outsideUrl,
});

/** The bot as a program to start, as `npm run start:bot` starts it. */
export const botProgram = (product: Product): Program => ({
  name: 'baton-bot',
  file: 'src/start-bot.js',
  env: environment(product),
});

/** The worker as a program to start, as `npm run start:worker` starts it. */
export const workerProgram = (product: Product): Program => ({
  name: 'baton-worker',
  file: 'src/start-worker.js',
  env: environment(product),
});

import type { Express } from 'express';
import type { Ports } from '../domain/ports.js';
import { mountDefaults } from './app.js';
import { mountPage, type PageOptions } from './install-page.js';
import type { Metrics } from './metrics.js';
import { mountMetrics } from './metrics-page.js';
import { type Checks, mountProbes } from './probes.js';
import type { VerifyWebhook } from './take-webhook.js';
import { mountWebhooks } from './webhooks.js';

export interface OpsOptions {
  readonly publicUrl: string;
  readonly checks: Checks;
  readonly metrics: Metrics;
  readonly metricsToken?: string | undefined;
}

export interface WebOptions extends OpsOptions {
  readonly ports: Ports;
  readonly verify: VerifyWebhook;
  readonly page: PageOptions;
}

/** Everything that the bot serves beside Slack. Webhooks come first: nothing stands in their way. */
export function mountWeb(app: Express, options: WebOptions): void {
  mountWebhooks(app, options);
  mountOps(app, options);
  mountPage(app, options.page);
}

/** What every process serves: health and metrics. */
export function mountOps(app: Express, { publicUrl, checks, metrics, metricsToken }: OpsOptions): void {
  mountDefaults(app, publicUrl);
  mountProbes(app, checks);
  mountMetrics(app, metrics, metricsToken);
}

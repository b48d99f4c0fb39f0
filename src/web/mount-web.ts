import type { Express } from 'express';
import { mountDefaults } from './app.js';
import { mountPage, type PageOptions } from './install-page.js';
import type { Metrics } from './metrics.js';
import { mountMetrics } from './metrics-page.js';
import { type Checks, mountProbes } from './probes.js';

/** What health and metrics are served from. */
export interface OpsOptions {
  readonly publicUrl: string;
  readonly checks: Checks;
  readonly metrics: Metrics;
  readonly metricsToken?: string | undefined;
}

/** What the bot's pages are served from. */
export interface WebOptions extends OpsOptions {
  readonly page: PageOptions;
}

/** What the bot serves beside Slack and webhooks. */
export function mountWeb(app: Express, options: WebOptions): void {
  mountOps(app, options);
  mountPage(app, options.page);
}

/** What every process serves: health and metrics. */
export function mountOps(app: Express, { publicUrl, checks, metrics, metricsToken }: OpsOptions): void {
  mountDefaults(app, publicUrl);
  mountProbes(app, checks);
  mountMetrics(app, metrics, metricsToken);
}

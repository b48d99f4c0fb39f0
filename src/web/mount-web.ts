import type { Express } from 'express';
import { mountDefaults } from './express-app.js';
import { mountInstallPage, type PageOptions } from './install-page.js';
import type { Metrics } from './metrics.js';
import { mountMetrics } from './metrics-page.js';
import { type Checks, mountProbes } from './probes.js';

/** Options of the health checks and metrics. */
export interface OpsOptions {
  readonly publicUrl: string | undefined;
  readonly checks: Checks;
  readonly metrics: Metrics;
  readonly metricsToken?: string | undefined;
}

/** Options of the bot's pages. */
export interface WebOptions extends OpsOptions {
  readonly page: PageOptions;
}

/** Mounts the bot's pages, health checks and metrics. */
export function mountWeb(app: Express, options: WebOptions): void {
  mountOps(app, options);
  mountInstallPage(app, options.page);
}

/** Mounts the health checks and metrics of any process. */
export function mountOps(app: Express, { publicUrl, checks, metrics, metricsToken }: OpsOptions): void {
  mountDefaults(app, publicUrl);
  mountProbes(app, checks);
  mountMetrics(app, metrics, metricsToken);
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Connections, Worklist } from '../domain/ports.js';

type Census = Awaited<ReturnType<Connections['census']>>;
type Backlog = Awaited<ReturnType<Worklist['backlog']>>;

/** The metrics of a process. */
export interface Metrics {
  /** Counts a webhook; its source is `unknown` where its connection is unknown. */
  webhook(outcome: string, source: string, ms: number): void;
  /** Counts a request of Slack's by its HTTP status. */
  click(status: number, ms: number): void;
  ran(job: string, outcome: string, ms: number): void;
  swept(items: number): void;
  notQueued(items: number): void;
  /** Counts items of a marketplace's list that do not follow the contract, by path. */
  leftOut(path: string, items: number): void;
  readonly contentType: string;
  /** Renders all metrics for Prometheus. */
  text(): Promise<string>;
}

/** A rate limit or job that holds work, with the start and the end of the wait. */
interface HeldKey {
  readonly key: string;
  readonly since: Date;
  readonly until: Date;
}

/** Metrics that are read from services. */
export interface MetricsOptions {
  /** Reads the outstanding work; given in the worker alone. */
  readonly backlog?: () => Promise<Backlog>;
  /** Counts the connections; given in the worker alone. */
  readonly census?: () => Promise<Census>;
  /** Reads the work that a rate limit or the configuration holds up; given in the worker alone. */
  readonly held?: () => Promise<readonly HeldKey[]>;
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Creates a registry of its own, with Node's default metrics. */
export function createMetrics({ backlog, census, held }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[] = []) =>
    new Histogram({ name, help, labelNames, registers, buckets: SECONDS });

  const webhooks = counter('baton_webhooks_total', 'Webhooks, by what became of them', ['outcome', 'source']);
  const webhookSeconds = histogram('baton_webhook_seconds', 'From the head of a webhook to its answer');
  const clickSeconds = histogram('baton_click_seconds', 'From a request of Slack to its answer', ['status']);
  const jobs = counter('baton_jobs_total', 'Runs of jobs, by how they ended', ['job', 'outcome']);
  const jobSeconds = histogram('baton_job_seconds', 'How long jobs ran', ['job']);
  const swept = counter('baton_swept_items_total', 'Due work that the sweeper handed to the queue');
  const notQueued = counter('baton_not_queued_items_total', 'Work that Redis did not take; the sweeper finds it');
  const leftOut = counter('baton_left_out_items_total', 'Items of marketplaces’ lists that break the contract', [
    'path',
  ]);
  const refresh = [
    ...(backlog ? [measureBacklog(registers, backlog)] : []),
    ...(census ? [measureConnections(registers, census)] : []),
    ...(held ? [measureHeld(registers, held)] : []),
  ];

  return {
    webhook: (outcome, source, ms) => {
      webhooks.inc({ outcome, source });
      webhookSeconds.observe(ms / 1000);
    },
    click: (status, ms) => clickSeconds.observe({ status }, ms / 1000),
    ran: (job, outcome, ms) => {
      jobs.inc({ job, outcome });
      jobSeconds.observe({ job }, ms / 1000);
    },
    swept: (items) => swept.inc(items),
    notQueued: (items) => notQueued.inc(items),
    leftOut: (path, items) => leftOut.inc({ path }, items),
    contentType: registry.contentType,
    text: async () => {
      await Promise.all(refresh.map((measure) => measure()));
      return registry.metrics();
    },
  };
}

/** Reads held work before each scrape; without Redis the rows are missing. */
function measureHeld(registers: Registry[], held: () => Promise<readonly HeldKey[]>): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['key'], registers });
  const since = gauge(
    'baton_held_since_seconds',
    'Since when work waits for a service or the configuration, Unix time',
  );
  const until = gauge('baton_held_until_seconds', 'Until when it waits, Unix time');
  return async () => {
    const rows = await held().catch((): HeldKey[] => []);
    for (const each of [since, until]) each.reset();
    for (const row of rows) {
      since.set({ key: row.key }, row.since.getTime() / 1000);
      until.set({ key: row.key }, row.until.getTime() / 1000);
    }
  };
}

/** Reads the backlog before each scrape; without MongoDB the rows are missing rather than wrong. */
function measureBacklog(registers: Registry[], backlog: () => Promise<Backlog>): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['job'], registers });
  const due = gauge('baton_work_due', 'Outstanding work that is due');
  const dead = gauge('baton_work_dead', 'Dead letters');
  const oldest = gauge('baton_work_oldest_seconds', 'How long the oldest due work is overdue');
  return async () => {
    const rows = await backlog().catch((): Backlog => []);
    for (const each of [due, dead, oldest]) each.reset();
    for (const { job, ...row } of rows) {
      due.set({ job }, row.due);
      dead.set({ job }, row.dead);
      oldest.set({ job }, row.oldestMs / 1000);
    }
  };
}

/** Counts connections before each scrape; without MongoDB the rows are missing rather than wrong. */
function measureConnections(registers: Registry[], census: () => Promise<Census>): () => Promise<void> {
  const gauge = new Gauge({
    name: 'baton_connections',
    help: 'Connections, by source and by whether they work, fail or are paused',
    labelNames: ['source', 'state'],
    registers,
  });
  return async () => {
    const rows = await census().catch((): Census => []);
    gauge.reset();
    for (const { source, state, count } of rows) gauge.set({ source, state }, count);
  };
}

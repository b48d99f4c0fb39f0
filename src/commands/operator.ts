import type { RedisReport } from '../../jobs/bullmq/inspect-redis.js';
import type { Held } from '../../jobs/held-index.js';
import type { Ports } from '../domain/ports.js';
import type { ClockReading } from '../lib/clock-reading.js';
import type { MongoReport } from '../mongo/open-mongo.js';
import type { Resealed, Unopened } from '../mongo/reseal.js';
import type { AppExaminer } from '../slack/examination/examine-app.js';
import type { WorkspaceExaminer } from '../slack/examination/examine-workspace.js';

/** What the environment says, before anything is connected. */
export interface Surroundings {
  readonly publicUrl: string;
  /** Whether the environment names another Slack, such as an emulator: an address of this machine will do for it. */
  readonly isOtherSlack: boolean;
  /** In Socket Mode Slack calls no request URL. */
  readonly isSocketMode: boolean;
  readonly app: AppExaminer;
  /** @throws when Redis does not answer. */
  inspectRedis(): Promise<RedisReport>;
  /** What waits because a service or the configuration makes it wait. @throws when Redis does not answer. */
  held(): Promise<readonly Held[]>;
}

/** What the commands of an operator work on. */
export interface Operator {
  readonly ports: Ports;
  readonly slack: WorkspaceExaminer;
  /** @throws when MongoDB does not answer. */
  inspectMongo(): Promise<MongoReport>;
  /** What time a tenant's marketplace has. @throws when it does not answer, or without a date. */
  marketplaceClock(tenantId: string): Promise<ClockReading>;
  /** Seals every secret that opens under the newest key. */
  reseal(): Promise<Resealed>;
  /** The secrets that no key opens. */
  unopened(): Promise<readonly Unopened[]>;
  /** The workspaces that have Baton installed. */
  activeTenants(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Writes one line. */
export type Print = (line: string) => void;

/** 0 when all is well, as a process would exit. */
export type ExitCode = 0 | 1;

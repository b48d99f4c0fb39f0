import type { Held } from '../../jobs/held.js';
import type { RedisReport } from '../../jobs/inspect-redis.js';
import type { Ports } from '../domain/ports.js';

/** What the environment says, before anything is connected. */
export interface Surroundings {
  readonly publicUrl: string;
  /** @throws when Redis does not answer. */
  inspectRedis(): Promise<RedisReport>;
  /** What waits because a service or the configuration makes it wait. @throws when Redis does not answer. */
  readonly held?: () => Promise<readonly Held[]>;
}

/** What the commands of an operator work on. */
export interface Operator {
  readonly ports: Ports;
  /** Seals every secret under the newest key. @returns how many an older key had sealed. */
  reseal(): Promise<number>;
  /** The workspaces that have Baton installed. */
  activeTenants(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Writes one line. */
export type Print = (line: string) => void;

/** 0 when all is well, as a process would exit. */
export type ExitCode = 0 | 1;

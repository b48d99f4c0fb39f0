import type { Ref } from '../domain/model/outbox-work.js';
import type { HeldWork } from '../domain/operating/held-work.js';
import type { Ports, Sources } from '../domain/ports.js';
import type { ClockReading } from '../lib/clock-difference.js';

/** The parts of the environment that the doctor needs, and the checks that need no connection to MongoDB. */
export interface DoctorEnvironment {
  /** Absent in Socket Mode without webhooks. */
  readonly publicUrl?: string | undefined;
  /** The path below `publicUrl` that Slack sends events to. */
  readonly requestPath: string;
  /** True where SLACK_API_URL names another Slack, such as an emulator: then `publicUrl` may be on this machine. */
  readonly isOtherSlack: boolean;
  readonly app: AppExaminer;
  /** The sources that can be connected, and those that cannot, since webhooks do not reach Baton. */
  readonly sources: Pick<Sources, 'forms' | 'unreachable'>;
  /** @throws when Redis does not answer. */
  inspectRedis(): Promise<RedisReport>;
  /** Lists the work that a rate limit or the configuration holds up. @throws when Redis does not answer. */
  held(): Promise<readonly HeldWork[]>;
}

/** Checks a Slack app before any workspace has installed it. */
export type AppExaminer = HttpAppExaminer | SocketAppExaminer;

/** Checks an app that Slack calls. */
export interface HttpAppExaminer {
  readonly way: 'http';
  /** Sends a signed `url_verification` to the request URL. @throws Error unless the challenge comes back. */
  challenge(): Promise<void>;
  /** Checks the client id and secret with Slack. @throws Error when Slack does not answer. */
  credentials(): Promise<CredentialsReport>;
}

/** Checks an app that calls Slack by itself. */
export interface SocketAppExaminer {
  readonly way: 'socket';
  /** Asks Slack for the address of a socket, and opens none. @throws Error that says what is wrong with the token. */
  open(): Promise<SocketReport>;
}

/** The app of the app-level token and of the bot token, where they are known, and Slack's clock. */
export interface SocketReport {
  readonly appId?: string;
  readonly botAppId?: string;
  readonly workspace: string;
  readonly clock?: ClockReading;
}

/** Slack's verdict on the client id and secret, and its clock where the answer has a date. */
export interface CredentialsReport {
  /** `unclear`: the answer says nothing about either. */
  readonly verdict: 'right' | 'wrong-id' | 'wrong-secret' | 'unclear';
  /** The error code that Slack answered. */
  readonly said: string;
  readonly clock?: ClockReading;
}

/** The state of one Redis, or of a node of a Redis Cluster. */
export interface RedisNodeReport {
  /** Its host and port. */
  readonly node: string;
  readonly version: string;
  readonly evictionPolicy: string;
  readonly clock: ClockReading;
}

/** The state of a Redis or a Redis Cluster, as far as jobs depend on it. */
export interface RedisReport {
  /** The nodes that answer; one without a cluster. */
  readonly nodes: readonly RedisNodeReport[];
  /** The nodes of a cluster that have keys and do not answer. */
  readonly away: readonly string[];
  /** The error of a refused write; absent when writes work. */
  readonly refusesWrites?: string;
  /** Absent where Redis does not tell. */
  readonly workers?: ListeningWorkers;
}

/** The workers that wait for jobs. */
export interface ListeningWorkers {
  /** The number of the database that REDIS_URL names. */
  readonly database: number;
  /** The number of workers that wait there. */
  readonly count: number;
  /** The other databases of the same Redis in which some wait. */
  readonly elsewhere: readonly number[];
}

/** The services that operators' commands work on. */
export interface Operator {
  readonly ports: Ports;
  readonly slack: WorkspaceExaminer;
  /** @throws when MongoDB does not answer. */
  inspectMongo(): Promise<MongoReport>;
  /** Reads the clock of a connection's service. @throws when it does not answer, or without a date. */
  marketplaceClock(to: Ref): Promise<ClockReading>;
  /** Seals every secret that opens under the newest key. */
  reseal(): Promise<ResealReport>;
  /** Lists the secrets that no key opens. */
  unopened(): Promise<readonly UnopenedSecret[]>;
  /** Lists the workspaces that have Baton installed. */
  activeTenants(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Checks a workspace that has Baton installed, without anything that its members see. */
export interface WorkspaceExaminer {
  /** Asks Slack whose token it is. @throws as the messenger. */
  token(tenantId: string): Promise<TokenReport>;
  /** Has Slack check a message of every kind, and posts none. @throws as the messenger. */
  validate(tenantId: string): Promise<ValidationReport>;
}

/** The workspace and the bot that a token belongs to. */
export interface TokenReport {
  readonly workspace: string;
  readonly bot: string;
  /** Scopes that the token lacks; empty too where Slack does not tell. */
  readonly missing: readonly string[];
}

/** Slack's verdict on sample messages. */
export interface ValidationReport {
  readonly valid: number;
  readonly of: number;
  /** The kinds of messages that Slack refuses, and why. */
  readonly invalid: readonly { readonly kind: string; readonly why: string }[];
  /** The reason why the remaining messages could not be checked. */
  readonly untried?: string;
}

/** A MongoDB server's version and clock. */
export interface MongoReport {
  readonly version: string;
  readonly clock: ClockReading;
}

/** The result of sealing all secrets under the newest key. */
export interface ResealReport {
  /** The number of secrets that an older key had sealed. */
  readonly count: number;
  /** The secrets that no key opens; they stay as they are. */
  readonly unopened: readonly UnopenedSecret[];
}

/** A stored secret that no key opens. */
export interface UnopenedSecret {
  readonly tenantId: string;
  readonly what: 'Slack token' | 'marketplace token';
  /** The reason in words, with the id of the key that sealed it. */
  readonly why: string;
}

/** Writes one line. */
export type Print = (line: string) => void;

/** The exit code of the process: 0 when all is well. */
export type ExitCode = 0 | 1;

import type {
  DoctorEnvironment,
  HttpAppExaminer,
  Operator,
  RedisNodeReport,
  RedisReport,
} from '../../src/commands/operator-services.js';
import type { ClockReading } from '../../src/lib/clock-difference.js';
import { createSources } from '../../src/sources/create-sources.js';
import type { MemoryPorts } from './memory-ports.js';

/** A clock that is so many milliseconds ahead of this machine's, asked without any delay. */
export const clockAhead = (ms = 0): ClockReading => ({
  askedAt: 1_000,
  theirs: 1_000 + ms,
  heardAt: 1_000,
  grainMs: 1,
});

/** A Redis that is fit for jobs, or a node of a cluster. */
export const buildRedisNode = (given: Partial<RedisNodeReport> = {}): RedisNodeReport => ({
  node: 'redis:6379',
  version: '7.2.4',
  evictionPolicy: 'noeviction',
  clock: clockAhead(),
  ...given,
});

/** A Redis that is fit for jobs, with a worker. */
export const buildRedisReport = (given: Partial<RedisReport> = {}): RedisReport => ({
  nodes: [buildRedisNode()],
  away: [],
  workers: { database: 0, count: 1, elsewhere: [] },
  ...given,
});

/** An app over HTTP in which nothing is wrong. */
export const healthyApp: HttpAppExaminer = {
  way: 'http',
  challenge: async () => undefined,
  credentials: async () => ({ verdict: 'right', said: 'invalid_code', clock: clockAhead() }),
};

/** Surroundings in which nothing is wrong, at an address of this machine. */
export const buildDoctorEnvironment = (given: Partial<DoctorEnvironment> = {}): DoctorEnvironment => ({
  publicUrl: 'http://127.0.0.1:1',
  requestPath: '/slack/events',
  isOtherSlack: true,
  sources: createSources({ hearsWebhooks: false }),
  app: healthyApp,
  inspectRedis: async () => buildRedisReport(),
  held: async () => [],
  ...given,
});

/** An operator of one workspace, `T1`, in which nothing is wrong. */
export const buildOperator = (ports: MemoryPorts, given: Partial<Operator> = {}): Operator => ({
  ports,
  slack: {
    token: async () => ({ workspace: 'Acme', bot: 'baton', missing: [] }),
    validate: async () => ({ valid: 20, of: 20, invalid: [] }),
  },
  inspectMongo: async () => ({ version: '8.0.0', clock: clockAhead() }),
  marketplaceClock: async () => clockAhead(),
  reseal: async () => ({ count: 2, unopened: [] }),
  unopened: async () => [],
  activeTenants: async () => ['T1'],
  close: async () => undefined,
  ...given,
});

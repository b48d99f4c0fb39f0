import type { HeldWork } from '../domain/operating/held-work.js';
import type { Ports } from '../domain/ports.js';
import { aheadMs, type ClockReading } from '../lib/clock-difference.js';
import type { DoctorEnvironment, Operator, RedisNodeReport, RedisReport, UnopenedSecret } from './operator-services.js';
import { LOST_KEY } from './reseal-keys.js';
import { type Examination, Untried } from './run-examination.js';

/** No workspace has this id: reading it checks the connection alone. */
const NOBODY = 'doctor';

/** The last day on which a release of Node gets security fixes (nodejs.org/en/about/previous-releases). */
const NODE_ENDS: Readonly<Record<string, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
  26: '2029-04-30',
};

/** Checks that this Node runs Baton, and that it still gets security fixes. */
export const node = (version: string, today: Date): Examination => ({
  name: 'Node',
  check: async () => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < 20 || (major === 20 && minor < 19)) throw new Error(`version ${version} is too old`);
    const end = NODE_ENDS[major];
    if (!end || today.toISOString().slice(0, 10) <= end) return `version ${version}`;
    return `version ${version}, which works, but gets no security fixes since ${end}: plan to move on to a newer one`;
  },
  fix: 'Baton needs Node 20.19 or newer; 24 is a good choice.',
});

/** Checks that Redis is fit for jobs. */
export const redis = (inspect: () => Promise<RedisReport>): Examination => ({
  name: 'Redis',
  check: async () => judgeRedis(await inspect()),
  fix: 'Baton needs Redis 6.2 or Valkey at REDIS_URL, a primary with free memory, and `maxmemory-policy noeviction` in its configuration. A Redis Cluster needs REDIS_CLUSTER=true, and every node that has slots.',
});

/**
 * @returns the version and settings.
 * @throws Error when Redis, or a node of the cluster, may lose jobs or cannot run them.
 */
export function judgeRedis({ nodes, away, refusesWrites }: RedisReport): string {
  const isAlone = nodes.length + away.length === 1;
  const faults = nodes.flatMap((node) => faultsOf(node).map((fault) => (isAlone ? fault : `${node.node}: ${fault}`)));
  if (away.length > 0)
    faults.unshift(`${away.join(' and ')} of its ${nodes.length + away.length} nodes cannot be reached`);
  if (refusesWrites?.startsWith('MOVED')) faults.push('it is a Redis Cluster, and REDIS_CLUSTER is not true');
  else if (refusesWrites !== undefined) faults.push(`it takes no writes, so no job runs: ${refusesWrites}`);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const versions = [...new Set(nodes.map(({ version }) => version))].join(' and ');
  return `${isAlone ? '' : `${nodes.length} nodes, `}version ${versions}, noeviction, takes writes`;
}

function faultsOf({ version, evictionPolicy }: RedisNodeReport): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  return [
    ...(isNew ? [] : [`version ${version} is too old`]),
    ...(evictionPolicy === 'noeviction' ? [] : [`its maxmemory-policy is ${evictionPolicy}: it may drop jobs`]),
  ];
}

/** Checks that workers wait for jobs in the database that REDIS_URL names. */
export const workers = ({ workers: listening }: RedisReport): Examination => ({
  name: 'Workers',
  check: async () => {
    if (!listening) throw new Untried('this Redis does not tell who is connected');
    const { count, database, elsewhere } = listening;
    if (count > 0) return `${count} ${count === 1 ? 'waits' : 'wait'} for jobs`;
    const others =
      elsewhere.length === 0 ? '' : `, but some do in ${elsewhere.map((each) => `database ${each}`).join(' and ')}`;
    throw new Error(
      `none waits for jobs in database ${database} of Redis${others}: cards, news and calls to the marketplace stay undone`,
    );
  },
  fix: 'Start at least one worker (`npm run start:worker`), with the same REDIS_URL, to the number of the database at its end, REDIS_CLUSTER and QUEUE_PREFIX as here.',
});

/** Checks that MongoDB answers. */
export const mongo = (open: () => Promise<Operator>): Examination => ({
  name: 'MongoDB',
  check: async () => {
    const { ports, inspectMongo } = await open();
    await ports.tenants.get(NOBODY);
    return `version ${(await inspectMongo()).version}`;
  },
  fix: 'Start MongoDB, or correct MONGODB_URI. The user needs the right to read and write the database.',
});

/** Checks that MongoDB supports transactions. */
export const transactions = ({ atomically, tenants }: Ports): Examination => ({
  name: 'MongoDB transactions',
  check: async () => {
    await atomically(() => tenants.get(NOBODY));
    return 'work';
  },
  fix: 'Run MongoDB as a replica set, one node is enough: start mongod with --replSet rs0 and run rs.initiate() once.',
});

/** The largest difference between the clocks of Baton's machines, in milliseconds: leases and timers compare them. */
export const OWN_TOLERANCE_MS = 2_000;

/**
 * The largest difference to another service's clock, in milliseconds: well below the 5 minutes for which a signature is
 * valid.
 */
export const FOREIGN_TOLERANCE_MS = 30_000;

/** Checks that another clock agrees with this machine's. */
export const clock = (whose: string, reading: () => Promise<ClockReading>, toleranceMs: number): Examination => ({
  name: `Clock, ${whose}`,
  check: async () => {
    const ahead = aheadMs(await reading());
    if (Math.abs(ahead) <= toleranceMs) return 'as here';
    const seconds = Math.round(Math.abs(ahead) / 1000);
    throw new Error(`${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine’s`);
  },
  fix: 'Let every machine set its clock by NTP (chrony or systemd-timesyncd), and see that it does.',
});

/** Checks that the keys open every stored secret. */
export const secrets = (unopened: readonly UnopenedSecret[]): Examination => ({
  name: 'Stored secrets',
  check: async () => {
    if (unopened.length === 0) return 'open with the keys given';
    const named = unopened.map(({ tenantId, what, why }) => `workspace ${tenantId}, ${what}: ${why}`);
    throw new Error(named.join('; '));
  },
  fix: LOST_KEY,
});

/** Milliseconds for which work may be overdue: workers start due work within seconds. */
const OVERDUE_MS = 120_000;

/** Checks that due work is run. */
export const outstanding = ({ worklist }: Ports, now: Date): Examination => ({
  name: 'Outstanding work',
  check: async () => {
    const backlog = await worklist.backlog(now);
    const sum = (count: 'due' | 'dead') => backlog.reduce((total, row) => total + row[count], 0);
    const oldest = Math.max(0, ...backlog.filter(({ due }) => due > 0).map(({ oldestMs }) => oldestMs));
    const [due, dead] = [sum('due'), sum('dead')];
    if (oldest > OVERDUE_MS) throw new Error(`${due} due, the oldest for ${Math.round(oldest / 60_000)} min`);
    return `${due} due${dead > 0 ? `, and ${dead} given up: \`npm run baton -- dead-letters list\` says why` : ''}`;
  },
  fix: 'Start workers, or more of them, and look into their log: each is to say `worker.ready`, and not `sweep.failed`.',
});

/** Milliseconds for which work may be held: a rate limit is shorter. */
const LONG_HELD_MS = 2 * 60 * 1000;

/** Checks that no work is held for long by a rate limit or by the configuration. */
export const held = (list: DoctorEnvironment['held']): Examination => ({
  name: 'Work that is held',
  check: async () => {
    const long = (await list()).filter(({ since, until }) => until.getTime() - since.getTime() >= LONG_HELD_MS);
    if (long.length === 0) return 'none for long';
    throw new Error(long.map(heldLine).join('; '));
  },
  fix: 'Rate-limited: the service asked Baton to wait, so ask its operators for a higher limit. Else correct what is named, such as MARKETPLACE_TRUSTED_ORIGINS for connection.badUrl, or the token with the command `connect`. The work goes on by itself.',
});

const heldLine = ({ key, why, since, until }: HeldWork): string =>
  `${key} (${why}) since ${since.toISOString()}, next try ${until.toISOString()}`;

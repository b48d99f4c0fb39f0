import type { Held } from '../../jobs/held.js';
import type { RedisReport } from '../../jobs/inspect-redis.js';
import type { Ports } from '../domain/ports.js';
import type { Examination } from './examine.js';
import type { Surroundings } from './operator.js';

/** No workspace has this id: looking it up proves the way there and nothing else. */
const NOBODY = 'doctor';

/** Whether Slack and marketplaces can call the public address. */
export const address = ({ publicUrl }: Surroundings): Examination => ({
  name: 'Public address',
  check: async () => {
    const { protocol, hostname } = new URL(publicUrl);
    if (protocol === 'https:') return publicUrl;
    if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return `${publicUrl}, for this machine alone`;
    throw new Error(`${publicUrl} is not https`);
  },
  fix: 'Slack and marketplaces call https addresses only: put TLS in front and set PUBLIC_URL to the https address.',
});

/** Whether jobs are safe in Redis. */
export const redis = ({ inspectRedis }: Surroundings): Examination => ({
  name: 'Redis',
  check: async () => judgeRedis(await inspectRedis()),
  fix: 'Baton needs Redis 6.2 or Valkey at REDIS_URL, with `maxmemory-policy noeviction` in its configuration.',
});

/** @returns what was found. @throws when jobs would not be safe there. */
export function judgeRedis({ version, evictionPolicy }: RedisReport): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  if (!isNew) throw new Error(`version ${version} is too old`);
  if (evictionPolicy !== 'noeviction') throw new Error(`its maxmemory-policy is ${evictionPolicy}: it may drop jobs`);
  return `version ${version}, ${evictionPolicy}`;
}

/** Work that is held for so long is a fault; a service may ask for a moment at any time. In milliseconds. */
const LONG_HELD_MS = 2 * 60 * 1000;

/** Whether work waits for long because a service asked for it, or because the configuration is at fault. */
export const held = ({ held: list = async () => [] }: Surroundings): Examination => ({
  name: 'Work that is held',
  check: async () => {
    const long = (await list()).filter(({ since, until }) => until.getTime() - since.getTime() >= LONG_HELD_MS);
    if (long.length === 0) return 'none for long';
    throw new Error(long.map(heldLine).join('; '));
  },
  fix: 'Rate-limited: the service asked Baton to wait, so ask its operators for a higher limit. Else correct what is named, such as MARKETPLACE_TRUSTED_ORIGINS for connection.badUrl, or the token with the command `connect`. The work goes on by itself.',
});

const heldLine = ({ key, why, since, until }: Held): string =>
  `${key} (${why}) since ${since.toISOString()}, next try ${until.toISOString()}`;

/** Whether MongoDB answers. */
export const mongo = (open: () => Promise<Ports>): Examination => ({
  name: 'MongoDB',
  check: async () => {
    await (await open()).tenants.get(NOBODY);
    return 'answers';
  },
  fix: 'Start MongoDB, or correct MONGODB_URI. The user needs the right to read and write the database.',
});

/** Whether MongoDB does transactions. */
export const transactions = ({ atomically, tenants }: Ports): Examination => ({
  name: 'MongoDB transactions',
  check: async () => {
    await atomically(() => tenants.get(NOBODY));
    return 'work';
  },
  fix: 'Run MongoDB as a replica set, one node is enough: start mongod with --replSet rs0 and run rs.initiate() once.',
});

/** Whether a workspace’s token still works. */
export const slack = ({ directory }: Ports, tenantId: string): Examination => ({
  name: `Slack, workspace ${tenantId}`,
  check: async () => {
    for await (const page of directory.list(tenantId)) return `the token works (${page.length} people on a first page)`;
    throw new Error('the workspace has no people');
  },
  fix: 'Install Baton in this workspace again: its token was revoked, or a scope is missing.',
});

/** Whether a workspace’s marketplace answers. */
export const marketplace = (ports: Ports, tenantId: string): Examination => ({
  name: `Marketplace, workspace ${tenantId}`,
  check: async () => `answers, ${(await ports.marketplace.members(tenantId)).length} people`,
  fix: 'An admin of the workspace can connect the marketplace again with the command `connect`: check its address and token.',
});

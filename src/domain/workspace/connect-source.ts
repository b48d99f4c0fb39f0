import { randomBytes } from 'node:crypto';
import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import { renewWelcome } from '../ensuring-messages/welcome-message.js';
import type { Connection } from '../model/connection/connection.js';
import { findTrace, mayBeAwaited, type RemovedConnection } from '../model/connection/removed-connection.js';
import type { Answers, Fact, SourceName } from '../model/connection/source.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports, PreparedConnection, Sources } from '../ports.js';

/** An admin's input for a connection. */
export interface ConnectionWish {
  readonly source: SourceName;
  readonly name: string;
  readonly answers: Answers;
  /** The connection to set up again; absent for a new one. */
  readonly connectionId?: string;
  /** The channel or member that gets invites without a linked person. */
  readonly unaddressedTo?: string;
}

/** A saved connection, and the source's answer to the probe. */
export interface Connected {
  readonly connection: Connection;
  readonly facts: readonly Fact[];
  /** Set where it is a removed connection again, under its former id: what waited for it goes on. */
  readonly isBack?: true;
  /** Set where decisions or referrals may still wait for another connection that was removed. */
  readonly othersAwaited?: true;
}

/** Jobs that may have failed because of the previous set-up. */
const ASKS_THE_MARKETPLACE = ['forward-decision', 'forward-referral', 'receive-event', 'sync-directory'] as const;

/**
 * Connects a tenant to a source after a probe. A repeated set-up keeps the webhook address; so does a connection to the
 * place of a removed one, which is that one again. Failed work that waits for a retry is retried at once.
 * @throws Refusal when `by` is no admin, the connection has no name, the source cannot be reached or refuses the
 * answers, another connection leads to the same account, or the connection to set up again leads to another place.
 */
export async function connectSource(ports: Ports, by: Actor, wish: ConnectionWish): Promise<Connected> {
  await requireAdmin(ports, by);
  if (!wish.name.trim()) throw new Refusal('connection.missing', { field: 'name' });
  const prepared = await prepare(ports, by, wish);
  const { declineReasons, facts } = await ports.marketplace.probe(prepared);
  const saved = await ports.atomically(() => save(ports, by, wish, { ...prepared, declineReasons }));
  await ports.worklist.hasten(by.tenantId, ASKS_THE_MARKETPLACE, ports.clock.now());
  await refreshAdminHomes(ports, by.tenantId);
  return { ...saved, facts };
}

async function prepare(ports: Ports, by: Actor, wish: ConnectionWish): Promise<PreparedConnection> {
  const before = replacedBy(ports, await ports.connections.latestOf(by.tenantId), wish);
  return ports.sources.prepare(wish.source, wish.answers, before ?? undefined);
}

/**
 * Returns the connection that the wish replaces; null for a new one.
 * @throws Refusal when the named one is gone, or leads to another place: what names a connection by its id, such as a
 * decision that waits, means the other side there; and when another one leads to the same account
 */
function replacedBy({ sources }: Ports, all: readonly Connection[], wish: ConnectionWish): Connection | null {
  const { connectionId, source, answers } = wish;
  const named = connectionId === undefined ? null : all.find(({ id }) => id === connectionId);
  if (named === undefined) throw new Refusal('connection.gone');
  const wished = sources.prepare(source, answers, named ?? undefined);
  requireOwnAccount(sources, wished, named, all);
  if (named && sources.placeOf(named) !== sources.placeOf(wished))
    throw new Refusal('connection.elsewhere', { name: named.name });
  return named;
}

/** @throws Refusal where a connection leads to the wished account, other than the named one as it is now */
function requireOwnAccount(
  { accountOf }: Sources,
  wished: PreparedConnection,
  named: Connection | null,
  all: readonly Connection[],
): void {
  const account = accountOf(wished);
  const leadsThere = (one: Connection) => one.source === wished.source && accountOf(one)?.key === account?.key;
  if (!account || (named && leadsThere(named))) return;
  const present = all.find(leadsThere);
  if (present) throw new Refusal('connection.alreadyThere', { name: present.name, field: account.field });
}

/** A connection's set-up after its probe. */
type Probed = PreparedConnection & Pick<Connection, 'declineReasons'>;

async function save(ports: Ports, by: Actor, wish: ConnectionWish, probed: Probed): Promise<Omit<Connected, 'facts'>> {
  const { tenantId } = by;
  const all = await ports.connections.latestOf(tenantId);
  const before = replacedBy(ports, all, wish);
  // another admin may have set it up while the source was asked: its secrets are read again
  const setUp = before ? { ...probed, ...ports.sources.prepare(wish.source, wish.answers, before) } : probed;
  const traces = (await ports.tenants.latest(tenantId))?.removedConnections ?? [];
  const trace = before ? undefined : traceFor(ports, tenantId, setUp, { all, traces });
  const now = ports.clock.now();
  const connection = connectionFrom(wish, setUp, { by, all, traces, former: before ?? trace, before, now });
  await ports.connections.save(connection);
  const others = traces.filter((one) => one !== trace);
  if (trace) await ports.tenants.setRemovedConnections(tenantId, others);
  const tenant = await ports.tenants.addWork(tenantId, [todo('sync-directory', now)]);
  if (tenant) await renewWelcome(ports, tenant);
  const othersAwaited = others.some((one) => mayBeAwaited(one, now));
  return { connection, ...(trace && { isBack: true }), ...(othersAwaited && { othersAwaited }) };
}

/** Finds the trace of the removed connection that a new one is again. */
function traceFor(
  { sources }: Ports,
  tenantId: string,
  setUp: PreparedConnection,
  { all, traces }: Pick<Circumstances, 'all' | 'traces'>,
): RemovedConnection | undefined {
  const place = sources.placeOf(setUp);
  return place === null ? undefined : findTrace(traces, all, { tenantId, source: setUp.source, place });
}

interface Circumstances {
  readonly by: Actor;
  readonly all: readonly Connection[];
  /** The traces of the tenant's removed connections. */
  readonly traces: readonly RemovedConnection[];
  readonly before: Connection | null;
  /** The one before, or else the trace of the removed one that it is again. */
  readonly former: Pick<Connection, 'id' | 'bareIds'> | undefined;
  readonly now: Date;
}

function connectionFrom(
  { name, unaddressedTo }: ConnectionWish,
  probed: Probed,
  { by, all, traces, before, former, now }: Circumstances,
): Connection {
  const hasBareIds = [...all, ...traces].some(({ bareIds }) => bareIds);
  const isFirst = probed.marketplace === 'own' && !probed.polls && !hasBareIds;
  return {
    ...probed,
    id: former?.id ?? randomBytes(12).toString('hex'),
    tenantId: by.tenantId,
    name,
    health: {},
    connectedAt: before?.connectedAt ?? now,
    setUpAt: now,
    connectedBy: by.slackUserId,
    ...((former ? former.bareIds : isFirst) && { bareIds: true }),
    ...(unaddressedTo !== undefined && { unaddressedTo }),
    work: probed.polls ? [todo('poll-connection', now)] : [],
  };
}

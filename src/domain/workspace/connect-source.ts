import { randomBytes } from 'node:crypto';
import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import { renewWelcome } from '../ensuring-messages/welcome-message.js';
import type { Connection } from '../model/connection/connection.js';
import type { Answers, Fact, SourceName } from '../model/connection/source.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports, PreparedConnection } from '../ports.js';

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
}

/** Jobs that may have failed because of the previous set-up. */
const ASKS_THE_MARKETPLACE = ['forward-decision', 'forward-referral', 'receive-event', 'sync-directory'] as const;

/**
 * Connects a tenant to a source after a probe. A repeated set-up, or a new connection with the same address, keeps the
 * webhook address. Failed work that waits for a retry is retried at once.
 * @throws Refusal when `by` is no admin, or the source cannot be reached or refuses the answers.
 */
export async function connectSource(ports: Ports, by: Actor, wish: ConnectionWish): Promise<Connected> {
  await requireAdmin(ports, by);
  const prepared = await prepare(ports, by, wish);
  const { declineReasons, facts } = await ports.marketplace.probe(prepared);
  const connection = await ports.atomically(async () => {
    const all = await ports.connections.latestOf(by.tenantId);
    const before = replacedBy(ports, all, wish);
    // another admin may have set it up while the source was asked: its secrets are read again
    const anew = ports.sources.prepare(wish.source, wish.answers, before ?? undefined);
    const secrets = before ? anew : prepared;
    const made = connectionFrom(wish, { ...secrets, declineReasons }, { by, all, before, now: ports.clock.now() });
    await ports.connections.save(made);
    const tenant = await ports.tenants.addWork(by.tenantId, [todo('sync-directory', ports.clock.now())]);
    if (tenant) await renewWelcome(ports, tenant);
    return made;
  });
  await ports.worklist.hasten(by.tenantId, ASKS_THE_MARKETPLACE, ports.clock.now());
  await refreshAdminHomes(ports, by.tenantId);
  return { connection, facts };
}

async function prepare(ports: Ports, by: Actor, wish: ConnectionWish): Promise<PreparedConnection> {
  const before = replacedBy(ports, await ports.connections.latestOf(by.tenantId), wish);
  return ports.sources.prepare(wish.source, wish.answers, before ?? undefined);
}

/**
 * Returns the connection that the wish replaces; null for a new one.
 * @throws Refusal when the named one is gone
 */
function replacedBy({ sources }: Ports, all: readonly Connection[], wish: ConnectionWish): Connection | null {
  const { connectionId, source, answers } = wish;
  if (connectionId === undefined)
    return all.find((one) => one.source === source && sources.isSame(one, answers)) ?? null;
  const named = all.find(({ id }) => id === connectionId);
  if (!named) throw new Refusal('connection.gone');
  return named;
}

interface Circumstances {
  readonly by: Actor;
  readonly all: readonly Connection[];
  readonly before: Connection | null;
  readonly now: Date;
}

function connectionFrom(
  { name, unaddressedTo }: ConnectionWish,
  prepared: PreparedConnection & Pick<Connection, 'declineReasons'>,
  { by, all, before, now }: Circumstances,
): Connection {
  const isFirst = prepared.marketplace === 'own' && !prepared.polls && !all.some(({ bareIds }) => bareIds);
  return {
    ...prepared,
    id: before?.id ?? randomBytes(12).toString('hex'),
    tenantId: by.tenantId,
    name,
    health: {},
    connectedAt: before?.connectedAt ?? now,
    setUpAt: now,
    connectedBy: by.slackUserId,
    ...((before ? before.bareIds : isFirst) && { bareIds: true }),
    ...(unaddressedTo !== undefined && { unaddressedTo }),
    work: prepared.polls ? [todo('poll-connection', now)] : [],
  };
}

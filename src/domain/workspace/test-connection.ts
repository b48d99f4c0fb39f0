import { errorFields } from '../../lib/error-text.js';
import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import type { Connection, HealthCode } from '../model/connection/connection.js';
import { HEALTH_LATE_MS } from '../model/connection/connection-status.js';
import { healthCodeOf } from '../model/connection/health-code.js';
import type { Fact } from '../model/connection/source.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** The result of a connection's test. */
export interface ConnectionTest {
  readonly connection: Omit<Connection, 'config'>;
  readonly asked: Asked;
  readonly heard: Heard;
}

/** The result of asking the source. `open` is the number of open invitations, where Baton polls the source. */
export type Asked = { readonly facts: readonly Fact[]; readonly open?: number } | { readonly failed: HealthCode };

/** The webhook delivery since the test began, if any. */
export type Heard =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'arrived'; readonly at: Date }
  | { readonly kind: 'put-aside' | 'turned-down'; readonly at: Date; readonly why: string };

/**
 * Tests a connection: asks its source, and reports what its webhook has delivered since the test began. Stores no
 * invitation.
 * @param since the start of the test
 * @throws Refusal when `by` is no admin, or the connection is gone
 */
export async function testConnection(
  ports: Ports,
  by: Actor,
  { connectionId, since }: { readonly connectionId: string; readonly since: Date },
): Promise<ConnectionTest> {
  await requireAdmin(ports, by);
  const ref = { tenantId: by.tenantId, id: connectionId };
  const connection = await ports.connections.latest(ref);
  if (!connection) throw new Refusal('connection.gone');
  const asked = await ask(ports, connection);
  if (connection.health.error && !('failed' in asked)) {
    await ports.connections.note(ref, recovery(ports, connection));
    await refreshAdminHomes(ports, by.tenantId);
  }
  const { config: _, ...shown } = (await ports.connections.latest(ref)) ?? connection;
  return { connection: shown, asked, heard: heardSince(shown, since) };
}

/** Returns the change of a connection whose source answers again: it is polled at once instead of at its next try. */
const recovery = ({ clock }: Ports, { polls, pausedAt }: Connection) => ({
  health: { error: null, failures: null },
  work: polls && !pausedAt ? [todo('poll-connection', clock.now())] : [],
});

async function ask({ marketplace, log }: Ports, connection: Connection): Promise<Asked> {
  try {
    const { facts } = await marketplace.probe(connection);
    return { facts, ...(connection.polls && { open: await marketplace.countOpen(connection) }) };
  } catch (error) {
    const { tenantId, id: connectionId } = connection;
    log.warn({ tenantId, connectionId, ...errorFields(error) }, 'connection.test-failed');
    return { failed: healthCodeOf(error) };
  }
}

function heardSince({ health }: Pick<Connection, 'health'>, since: Date): Heard {
  const { deliveredAt, putAside, turnedDown } = health;
  const isNew = (at: Date | undefined): at is Date => at !== undefined && at.getTime() >= since.getTime();
  if (putAside && isNew(putAside.at)) return { kind: 'put-aside', ...putAside };
  const earliest = new Date(since.getTime() - HEALTH_LATE_MS);
  const arrived = deliveredAt && deliveredAt >= earliest ? deliveredAt : undefined;
  if (turnedDown && isNew(turnedDown.at) && !isNew(arrived)) return { kind: 'turned-down', ...turnedDown };
  return arrived ? { kind: 'arrived', at: arrived } : { kind: 'nothing' };
}

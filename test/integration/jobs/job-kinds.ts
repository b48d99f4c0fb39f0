import type { QueueName } from '../../../jobs/job-definition.js';
import type { JobName, Work, Workable } from '../../../src/domain/model/outbox-work.js';
import { buildConnection, buildInvite, buildMessage, buildReferral } from '../../support/factories.js';
import type { MemoryPorts } from '../../support/memory-ports.js';

type Stored = Pick<MemoryPorts, 'invites' | 'referrals' | 'messages' | 'connections'>;

/** A job of a queue, and how to store a document that has it to do. */
export interface JobKind {
  readonly queue: QueueName;
  readonly job: JobName;
  readonly isNews?: true;
  readonly insert: (ports: Stored, tenantId: string, work: Work) => Promise<Workable>;
}

async function insertReferral({ referrals }: Stored, tenantId: string, work: Work): Promise<Workable> {
  const referral = buildReferral({ tenantId, work: [work] });
  await referrals.insert(referral);
  return referral;
}

async function insertInvite({ invites }: Stored, tenantId: string, work: Work): Promise<Workable> {
  const invite = buildInvite({ tenantId, work: [work] });
  await invites.insert(invite);
  return invite;
}

async function saveConnection({ connections }: Stored, tenantId: string, work: Work): Promise<Workable> {
  const { bareIds: _, ...connection } = buildConnection({ tenantId, id: `connection-${work.id}`, work: [work] });
  await connections.save(connection);
  return connection;
}

async function ensureMessage({ messages }: Stored, tenantId: string, work: Work): Promise<Workable> {
  const message = await messages.ensure(buildMessage({ tenantId, id: `message-${work.id}` }), [work]);
  if (!message) throw new Error('the message was there before');
  return message;
}

/** A job of every queue. */
export const KINDS: readonly JobKind[] = [
  { queue: 'intake', job: 'announce-invite', insert: insertInvite },
  { queue: 'marketplace', job: 'forward-referral', insert: insertReferral },
  { queue: 'polls', job: 'poll-connection', insert: saveConnection },
  { queue: 'slack', job: 'deliver-message', insert: ensureMessage },
  { queue: 'news', job: 'deliver-message', isNews: true, insert: ensureMessage },
  { queue: 'books', job: 'keep-tallies', insert: insertReferral },
];

import { afterEach } from '@jest/globals';
import { openQueues, type Queues } from '../../../jobs/bullmq/queues.js';
import type { RedisAddress } from '../../../jobs/bullmq/redis-connections.js';
import { type RunningWorker, startWorker, type WorkerOptions } from '../../../jobs/bullmq/worker.js';
import type { JobTable } from '../../../jobs/job-definition.js';
import { JOBS } from '../../../jobs/job-definitions.js';
import { eventually as untilSeen } from '../../../sandbox/demo/eventually.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import { buildReferral } from '../../support/factories.js';
import { freshUris } from '../../support/fresh-uris.js';
import { type MemoryPorts, memoryPorts } from '../../support/memory-ports.js';

type Ports = ReturnType<typeof timedPorts>;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Closes something after the test. */
export const closeLater = (close: () => Promise<unknown>): void => void closers.push(close);

/** Ports in memory whose clock goes. */
const timedPorts = () => memoryPorts({ clock: { now: () => new Date() } });

export interface World extends RedisAddress {
  readonly ports: Ports;
  readonly prefix: string;
  readonly queues: Queues;
  /** Starts a worker that lives until the test is over. It sweeps often, so that losses show soon. */
  start(given?: Partial<WorkerOptions>): RunningWorker;
  /** Inserts a referral with one piece of work, and hands it to the queue unless told not to. */
  work(given?: { tenantId?: string; inMs?: number; dispatch?: boolean }): Promise<Referral>;
}

/** A worker's surroundings with a real Redis, the run's own unless a cluster is named; the documents are in memory. */
export function world(table: JobTable = JOBS, cluster?: RedisAddress): World {
  const { redis, queuePrefix: prefix } = freshUris();
  const address = cluster ?? { redisUrl: redis };
  const ports = timedPorts();
  const queues = openQueues({ ...address, prefix, log: ports.log, table });
  closeLater(queues.close);
  return {
    ports,
    ...address,
    prefix,
    queues,
    start(given = {}) {
      const worker = startWorker({ ports, ...address, prefix, table, sweepEveryMs: 200, ...given });
      closeLater(() => worker.close(1000));
      return worker;
    },
    async work({ tenantId = 'T1', inMs = 0, dispatch = true } = {}) {
      const work = [todo('forward-referral', new Date(Date.now() + inMs))];
      const referral = buildReferral({ tenantId, work });
      await ports.referrals.insert(referral);
      if (dispatch) {
        await eventually(() => queues.redis.status === 'ready');
        queues.jobs.dispatch(referral);
      }
      return referral;
    },
  };
}

/** Keeps what was run, when and for whom. */
export function recorder() {
  const runs: { id: string; tenantId: string; at: number }[] = [];
  const record = ({ tenantId, id }: { tenantId: string; id: string }) => runs.push({ tenantId, id, at: Date.now() });
  return { runs, record };
}

/** Resolves when the condition holds. @throws Error when it does not within `ms` milliseconds. */
export async function eventually(condition: () => boolean | Promise<boolean>, ms?: number): Promise<void> {
  await untilSeen(String(condition), async () => condition(), ms);
}

/** What is left of a document's work. */
export const workOf = async (ports: Pick<MemoryPorts, 'referrals'>, referral: Referral) =>
  (await ports.referrals.get(referral))?.work ?? [];

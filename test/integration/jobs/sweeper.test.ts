import { expect, test } from '@jest/globals';
import { tapMongo } from '../../../bench/counts/tap-commands.js';
import { loadDocuments, stored } from '../../../bench/data/load-documents.js';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { sweep } from '../../../jobs/sweeper.js';
import type { WorkItem } from '../../../jobs/work-queue.js';
import { Postponed } from '../../../src/domain/model/errors.js';
import { type Ref, todo, type Work } from '../../../src/domain/model/outbox-work.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { buildReferral } from '../../support/factories.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { newKey, openStore } from '../ports/port-suite.js';
import { closeLater, eventually, recorder, workOf, world } from './harness.js';
import { jobTableWith } from './job-table-with.js';

/** A database whose commands are counted, with the queues of the product. */
async function counted() {
  const key = newKey('k1');
  const store = await openStore([key]);
  closeLater(store.close);
  const commands: string[] = [];
  const tap = await tapMongo(store.uri, ({ name }) => void commands.push(name));
  closeLater(tap.close);
  const uri = Object.assign(new URL(store.uri), { host: `127.0.0.1:${tap.port}`, search: '?directConnection=true' });
  const { log } = memoryPorts();
  const watched = await openMongo({ uri: uri.href, keys: [key], log });
  closeLater(watched.close);
  const collection = store.raw.getClient().db(store.raw.name).collection<{ _id: string }>('referrals');
  const { queues } = world();
  await eventually(() => queues.redis.status === 'ready');
  const options = { ...watched.ports, queue: queues, metrics: noMetrics };
  return {
    queues,
    /** Inserts referrals past the counter. */
    load: (referrals: readonly Referral[]) => loadDocuments(collection, referrals.map(stored)),
    /** Sweeps once. @returns what was offered, and the commands that it took */
    sweep: async () => {
      commands.length = 0;
      const offered = await sweep(options);
      return {
        offered,
        commands: commands.filter((name) => ['find', 'getMore', 'findAndModify', 'update'].includes(name)),
      };
    },
  };
}

const itemsOf = ({ tenantId, id, work }: Referral): WorkItem[] =>
  work.map((item) => ({ ref: { tenantId, id }, work: item }));

const inMs = (ms: number) => new Date(Date.now() + ms);
const aMinuteAgo = () => inMs(-60_000);

/** One read of each collection whose documents carry work. */
const READS = Array.from({ length: 8 }, () => 'find');

test('a sweep costs the same with many tenants that have nothing due', async () => {
  const { load, sweep } = await counted();
  expect(await sweep()).toEqual({ offered: 0, commands: READS });
  const later = new Date(Date.now() + 3_600_000);
  const work = [todo('keep-tallies', later)];
  await load(Array.from({ length: 1000 }, (_, n) => buildReferral({ tenantId: `T${n}`, work })));
  expect(await sweep()).toEqual({ offered: 0, commands: READS });
});

test('writes nothing, and leaves alone what the queue has', async () => {
  const { load, queues, sweep } = await counted();
  const referrals = Array.from({ length: 50 }, () => buildReferral({ work: [todo('forward-referral', aMinuteAgo())] }));
  await load(referrals);
  const [lost, ...kept] = referrals.flatMap(itemsOf);
  await queues.enqueue(kept);
  expect(await queues.missing(lost ? [lost, ...kept] : [])).toEqual([lost]);
  expect(await sweep()).toEqual({ offered: 1, commands: READS });
  expect(await sweep()).toEqual({ offered: 0, commands: READS });
});

test('work that was hastened is enqueued anew, and its entry for the later time is gone', async () => {
  const { queues } = await counted();
  const [later] = itemsOf(buildReferral({ work: [todo('forward-referral', inMs(300_000))] })) as [WorkItem];
  const dueAt = (at: Date): WorkItem => ({ ...later, work: { ...later.work, at } });
  await queues.enqueue([later]);
  expect(await queues.missing([later, dueAt(inMs(400_000))])).toEqual([]);
  const hastened = dueAt(inMs(-60_000));
  expect(await queues.missing([hastened])).toEqual([hastened]);
  await queues.enqueue([hastened, hastened]);
  expect(await queues.missing([hastened, later])).toEqual([]);
});

test('an entry that waits for seconds only is left alone: a circuit breaker may keep due work waiting', async () => {
  const { queues } = await counted();
  const [soon] = itemsOf(buildReferral({ work: [todo('forward-referral', inMs(4000))] })) as [WorkItem];
  await queues.enqueue([soon]);
  expect(await queues.missing([{ ...soon, work: { ...soon.work, at: inMs(-60_000) } }])).toEqual([]);
});

test('work that waits in the queue runs within seconds once it is hastened, and runs once', async () => {
  const { runs, record } = recorder();
  const { ports, start, work, queues } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
  const referral = await work({ inMs: 300_000 });
  await eventually(async () => (await queues.missing(itemsOf(referral))).length === 0);
  start();
  await ports.worklist.hasten(referral.tenantId, ['forward-referral'], new Date(), 'all');
  await eventually(async () => (await workOf(ports, referral)).length === 0);
  expect(runs.map(({ id }) => id)).toEqual([referral.id]);
});

test('work that was put off runs within seconds once it is hastened', async () => {
  const { runs, record } = recorder();
  const run = async (_: unknown, ref: Ref) => {
    record(ref);
    if (runs.length === 1) throw new Postponed(300_000, 'none');
  };
  const { ports, start, work } = world(jobTableWith({ run }));
  start();
  const referral = await work();
  const isPutOff = ([item]: readonly Work[]) => item !== undefined && item.at > inMs(100_000);
  await eventually(async () => isPutOff(await workOf(ports, referral)));
  await ports.worklist.hasten(referral.tenantId, ['forward-referral'], new Date(), 'all');
  await eventually(async () => (await workOf(ports, referral)).length === 0);
  expect(runs).toHaveLength(2);
});

test('of two sweepers one begins, and the other once the first is over', async () => {
  const { queues } = await counted();
  const { beginSweep, endSweep } = queues;
  expect(await Promise.all([beginSweep(60_000), beginSweep(60_000)])).toEqual([true, false]);
  await endSweep(1);
  await eventually(() => beginSweep(60_000));
});

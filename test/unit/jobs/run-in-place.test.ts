import { expect, test } from '@jest/globals';
import { dispatchAfterCommit } from '../../../jobs/dispatch-after-commit.js';
import { JOBS } from '../../../jobs/job-definitions.js';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { LEASE_MS } from '../../../jobs/lease.js';
import {
  createInPlace,
  type InPlaceOptions,
  OF_ONE_TENANT,
  OF_ONE_TENANT_ANNOUNCED,
  type Schedule,
} from '../../../jobs/run-in-place.js';
import { createRunner } from '../../../jobs/runner.js';
import { type JobName, todo } from '../../../src/domain/model/outbox-work.js';
import type { DocumentOf, Ports, Seen } from '../../../src/domain/ports.js';
import { buildInvite, buildReferral, nextId } from '../../support/factories.js';
import { recordingJobs } from '../../support/memory/recorders.js';
import { memoryPorts, START } from '../../support/memory-ports.js';

type Verb = (ports: Ports, doc: DocumentOf<JobName>) => Promise<unknown>;

/** A process that runs its new work in place, when it is told to. */
function setUp({ run = async () => {}, ...given }: { run?: Verb } & Partial<InPlaceOptions> = {}) {
  const memory = memoryPorts();
  const queue = recordingJobs();
  const calls: { readonly at: Date; readonly call: () => Promise<void> }[] = [];
  const schedule: Schedule = (at, call) => void calls.push({ at, call });
  const ran: DocumentOf<JobName>[] = [];
  const definition = {
    ...JOBS['announce-invite'],
    run: async (ports: Ports, doc: DocumentOf<JobName>) => {
      ran.push(doc);
      await run(ports, doc);
    },
  };
  const table = {
    ...JOBS,
    'announce-invite': definition,
    'forward-referral': { ...definition, queue: 'marketplace' as const },
  };
  const limiter = { take: async () => 0, block: async () => {} };
  const runner = createRunner({ table, limiter, metrics: noMetrics, random: () => 0 });
  const options = { runner, table, jobs: queue, admits: () => true, schedule, ...given };
  const inPlace = createInPlace(options, () => ports);
  const ports: Ports = dispatchAfterCommit(memory, queue, inPlace);
  return {
    memory,
    queue,
    ports,
    inPlace,
    ran,
    calls,
    queued: () => queue.dispatched.flatMap(({ work }) => work.map(({ job }) => job)),
    /** Makes the scheduled calls, in order. */
    run: async () => {
      for (const { at, call } of calls.splice(0)) {
        if (at > memory.clock.now()) memory.clock.set(at);
        await call();
      }
    },
    left: async (id: string) => (await memory.invites.get({ tenantId: 'T1', id }))?.work ?? [],
  };
}

const announce = (inMs = 0) => [todo('announce-invite', new Date(START.getTime() + inMs))];
const open = (work = announce()) => buildInvite({ work });
const again = (ports: Ports, invite: { tenantId: string; id: string }, inMs = 0) =>
  ports.invites.advance(invite, { from: ['open'], set: {}, work: announce(inMs) });

test('new work runs once it is written, without the queue', async () => {
  const { ports, ran, run, queued, left } = setUp();
  const invite = open();
  await ports.invites.insert(invite);
  expect(ran).toEqual([]);
  await run();
  expect(ran).toEqual([invite]);
  expect(queued()).toEqual([]);
  expect(await left(invite.id)).toEqual([]);
});

test('work that gathers waits a moment, and one run does what came meanwhile', async () => {
  const gathering = { ...JOBS, 'announce-invite': { ...JOBS['announce-invite'], gatherMs: 1500 } };
  const { ports, calls, memory, left, queued } = setUp({ table: gathering });
  const invite = open();
  await ports.invites.insert(invite);
  memory.clock.advance(1000);
  await again(ports, invite, 1000);
  expect(calls.map(({ at }) => at.getTime() - START.getTime())).toEqual([1500, 2500]);
  expect(await left(invite.id)).toHaveLength(2);
  await calls[0]?.call();
  expect(await left(invite.id)).toEqual([]);
  await calls[1]?.call();
  expect(queued()).toEqual([]);
});

test('a failure is logged and queued with ids alone, whatever the document holds', async () => {
  const failing = setUp({
    run: async () => {
      throw new Error('no');
    },
  });
  const invite = open();
  await failing.ports.invites.insert(invite);
  await failing.run();
  const [{ fields } = { fields: {} }] = failing.memory.log.lines.filter(({ event }) => event === 'job.failed');
  expect(Object.keys(fields).sort()).toEqual(['error', 'failures', 'id', 'job', 'tenantId', 'waitMs', 'where']);
  expect(failing.queue.dispatched.map((doc) => Object.keys(doc).sort())).toEqual([['id', 'tenantId', 'work']]);
});

test('nobody else begins it, and no sweeper finds it, before the lease is over', async () => {
  const { ports, memory } = setUp();
  const invite = open();
  await ports.invites.insert(invite);
  const begin = (ms: number) => {
    const now = new Date(START.getTime() + ms);
    return memory.worklist.begin('announce-invite', invite, now, LEASE_MS);
  };
  expect((await begin(LEASE_MS - 1)).items).toEqual([]);
  expect(await memory.worklist.due(new Date(START.getTime() + LEASE_MS - 1), 10)).toEqual([]);
  expect(await memory.worklist.due(new Date(START.getTime() + LEASE_MS), 10)).toHaveLength(1);
  expect(await begin(LEASE_MS)).toMatchObject({ items: invite.work, starts: 2 });
});

test('what is due later, has no place, or belongs to the queue is dispatched', async () => {
  const refused = setUp({ admits: () => false });
  await refused.ports.invites.insert(open());
  expect(refused.queued()).toEqual(['announce-invite']);
  const { ports, queued, calls } = setUp();
  await ports.invites.insert(open([...announce(60_000), todo('nudge-invite', START)]));
  expect(queued()).toEqual(['announce-invite', 'nudge-invite']);
  expect(calls).toEqual([]);
});

test('a flood takes few places, and another tenant still finds one; the places are free again after the runs', async () => {
  const { ports, queued, run, ran } = setUp();
  const of = (tenantId: string, id: string) => ports.invites.insert(buildInvite({ tenantId, id, work: announce() }));
  for (let n = 0; n < OF_ONE_TENANT + 3; n++) await of('T1', `flood-${n}`);
  expect(queued()).toHaveLength(3);
  await of('T2', 'calm');
  expect(queued()).toHaveLength(3);
  await run();
  expect(ran).toHaveLength(OF_ONE_TENANT + 1);
  await of('T1', 'later');
  expect(queued()).toHaveLength(3);
});

test('what an announcement causes has a few places more', async () => {
  const { inPlace, ports, queued } = setUp();
  const placed = (seen?: Seen) =>
    inPlace.reserve({ tenantId: 'T1', id: nextId('m') }, [todo('deliver-message', START)], seen).work[0]?.leasedUntil;
  for (let n = 0; n < OF_ONE_TENANT; n++) await ports.invites.insert(buildInvite({ tenantId: 'T1', work: announce() }));
  expect(queued()).toEqual([]);
  expect(placed()).toBeUndefined();
  const seen: Seen = { reads: new Map() };
  for (let n = OF_ONE_TENANT; n < OF_ONE_TENANT_ANNOUNCED; n++) expect(placed(seen)).toBeDefined();
  expect(placed(seen)).toBeUndefined();
});

test('a write that fails or matches nothing takes no place', async () => {
  const { ports, inPlace, queued, calls } = setUp();
  const invite = open([]);
  await ports.invites.insert(invite);
  await expect(ports.invites.insert({ ...invite, work: announce() })).rejects.toThrow();
  expect(await ports.invites.advance(invite, { from: ['declined'], set: {}, work: announce() })).toBeNull();
  const aborted = ports.atomically(async () => {
    await again(ports, invite);
    throw new Error('aborted');
  });
  await expect(aborted).rejects.toThrow('aborted');
  expect([calls, queued()]).toEqual([[], []]);
  expect(await inPlace.close(0)).toBe(true);
});

test('a transaction runs its work after the commit, also when it ran twice', async () => {
  const { ports, memory, ran, run, queued } = setUp();
  const invite = open([]);
  await ports.invites.insert(invite);
  memory.conflict(1);
  await ports.atomically(async () => {
    await again(ports, invite);
    await run();
    expect(ran).toEqual([]);
  });
  await run();
  expect(ran).toMatchObject([{ id: invite.id, revision: invite.revision + 1 }]);
  expect(queued()).toEqual([]);
});

test('changes in quick succession are one run, with the last state', async () => {
  const { ports, ran, run, left } = setUp();
  const invite = open(announce(400));
  await ports.invites.insert(invite);
  await again(ports, invite, 400);
  await again(ports, invite);
  await run();
  expect(ran).toMatchObject([{ revision: invite.revision + 2 }]);
  expect(await left(invite.id)).toEqual([]);
});

test('work that is added during the run is queued, and done after it', async () => {
  const { ports, ran, run, queued, left } = setUp({
    run: async (through, { id }) => {
      if (ran.length === 1) await again(through, { tenantId: 'T1', id });
    },
  });
  const invite = open();
  await ports.invites.insert(invite);
  await run();
  expect(ran).toHaveLength(2);
  expect(queued()).toEqual(['announce-invite']);
  expect(await left(invite.id)).toEqual([]);
});

test('where another process has the job on this document, the work is left to the queue', async () => {
  const { ports, memory, ran, run, queued, left, inPlace } = setUp();
  const invite = open([]);
  await memory.invites.insert({ ...invite, work: announce() });
  await memory.worklist.begin('announce-invite', invite, START, LEASE_MS);
  await again(ports, invite);
  await run();
  expect(await inPlace.close(1000)).toBe(true);
  expect(ran).toEqual([]);
  expect(queued().slice(-1)).toEqual(['announce-invite']);
  const later = new Date(START.getTime() + LEASE_MS);
  expect((await memory.worklist.begin('announce-invite', invite, later, LEASE_MS)).items).toHaveLength(2);
  expect(await left(invite.id)).toHaveLength(2);
});

test('failed work goes to the queue with its next try', async () => {
  const { ports, queue, run } = setUp({
    run: async () => {
      throw new Error('out of order');
    },
  });
  const referral = buildReferral({ work: [todo('forward-referral', START)] });
  await ports.referrals.insert(referral);
  await run();
  const [{ work: [item] = [] } = {}] = queue.dispatched;
  expect(item).toMatchObject({ job: 'forward-referral', attempts: 1 });
  expect(item?.at.getTime()).toBeGreaterThan(START.getTime());
});

test('a process that ends takes no more, and waits for what runs', async () => {
  let finish = () => {};
  const running = new Promise<void>((resolve) => (finish = resolve));
  const { ports, inPlace, run, queued } = setUp({ run: () => running });
  await ports.invites.insert(open());
  const runs = run();
  expect(await inPlace.close(1)).toBe(false);
  await ports.invites.insert(open());
  expect(queued()).toEqual(['announce-invite']);
  finish();
  await runs;
  expect(await inPlace.close(1000)).toBe(true);
});

test('a run is given what the writer of its document’s latest state has read', async () => {
  const given: (readonly string[])[] = [];
  const { runLeased, ...rest } = createRunner({
    table: JOBS,
    limiter: { take: async () => 0, block: async () => {} },
    metrics: noMetrics,
  });
  const runner: InPlaceOptions['runner'] = {
    ...rest,
    runLeased: (ports, job, ref, leased) => {
      given.push([...(leased.seen?.reads.keys() ?? [])]);
      return runLeased(ports, job, ref, leased);
    },
  };
  const { ports, run } = setUp({ runner });
  const seen = (what: string) => ({ reads: new Map([[what, Promise.resolve(null)]]) });
  const message = { id: 'm1', tenantId: 'T1', kind: 'welcome', to: 'UANA', wanted: 1 } as const;
  const ensure = (wanted: number, what?: string) =>
    ports.messages.ensure({ ...message, wanted }, [todo('deliver-message', START)], what ? seen(what) : undefined);
  await ensure(1, 'first');
  await ensure(3, 'third');
  await ensure(2, 'second');
  await run();
  expect(given).toEqual([['third']]);
  await ensure(4);
  await run();
  expect(given).toEqual([['third'], []]);
});

import type { JobTable } from '../../jobs/job-definition.js';
import { JOBS } from '../../jobs/job-definitions.js';
import { noMetrics } from '../../jobs/job-metrics.js';
import { createQueueEntryProcessor } from '../../jobs/queue-entry-processor.js';
import { createInPlace } from '../../jobs/run-in-place.js';
import { createRunner } from '../../jobs/runner.js';
import { startSweeper } from '../../jobs/sweeper.js';
import type { Work } from '../../src/domain/model/outbox-work.js';
import type { Jobs, Ports } from '../../src/domain/ports.js';
import type { Machine } from '../../src/lib/clocks-and-timers.js';
import { type MarketModel, marketModel } from '../support/market-model.js';
import { type FakeMessenger, fakeMessenger } from '../support/memory/messenger.js';
import type { Tables } from '../support/memory/store.js';
import { START } from '../support/memory-ports.js';
import { PEOPLE, populate } from '../support/populated-agency.js';
import type { History } from './history.js';
import { processPorts, type Services, type StoredPorts, storedPorts } from './process-ports.js';
import { seededNoise } from './seeded-noise.js';
import { type Faults, simulatedFaults } from './simulated-faults.js';
import { type Machinery, type Process, startSimulatedProcess } from './simulated-process.js';
import { type SimulatedQueue, simulatedQueue } from './simulated-queue.js';
import { type SimulatedStore, simulatedStore } from './simulated-store.js';
import { type VirtualTime, virtualTime } from './virtual-time.js';
import { type Legality, watchTransitions } from './watch-transitions.js';

/** Both tenants have the same people by the same ids. */
export const TENANTS = ['T1', 'T2'] as const;

/** A part of Baton that is replaced by a faulty one. */
export interface Mutant {
  /** The ports of MongoDB. */
  readonly stored?: (stored: StoredPorts, store: SimulatedStore) => StoredPorts;
  /** The ports of verbs and of the runner. */
  readonly ports?: (ports: Ports, process: Process) => Ports;
  readonly table?: (table: JobTable) => JobTable;
  /** The clocks and timers of the runner. */
  readonly machine?: (machine: Machine) => Machine;
  readonly sweeps?: false;
}

/** Tells the story of a history: who did what, at the present time. */
export type Tell = (who: string, text: string) => void;

/** Baton's processes with everything around them. */
export interface World {
  readonly time: VirtualTime;
  readonly noise: (salt: number) => number;
  readonly store: SimulatedStore;
  /** MongoDB as an all-knowing observer reads it, without any way between. */
  readonly stored: StoredPorts;
  readonly queue: SimulatedQueue;
  readonly faults: Faults;
  readonly markets: Readonly<Record<string, MarketModel>>;
  readonly slack: FakeMessenger;
  readonly legality: Legality;
  readonly tell: Tell;
  /** The living processes: the workers in order, then the bot. */
  readonly workers: Running[];
  bot(): Running;
  /** Ids of events whose every run kills its worker. */
  readonly poisoned: Set<string>;
  /** Plans what the sweepers would find before `next`. To be called before each act. */
  sweepBefore(next: number): void;
}

/** A process with its ports. */
export interface Running {
  readonly process: Process;
  readonly ports: Ports;
}

/** Milliseconds until somebody starts a process anew. */
const RESTART_MS = 1500;

/** The share of new work that the process which writes it runs itself. */
const SHARE_IN_PLACE = 0.3;

/** Milliseconds between two sweeps of a process, as the product has them. */
const SWEEP = { everyMs: 2000 };

/** Makes both tenants, installed and connected, and starts the processes. */
export async function createWorld(history: History, mutant: Mutant = {}, tell: Tell = () => {}): Promise<World> {
  const time = virtualTime(START.getTime());
  const noise = seededNoise(history.noise);
  const faults = simulatedFaults(time);
  const legality = watchTransitions();
  const store = simulatedStore(legality.watch);
  const honest = storedPorts(store);
  const now = () => new Date(time.now());
  const markets = Object.fromEntries(TENANTS.map((id) => [id, marketFor(now)]));
  const slack = fakeMessenger(now);
  const queue = simulatedQueue(time, noise, tell);
  const poisoned = new Set<string>();
  let draws = 0;
  const random = () => {
    draws += 1;
    return noise(draws, 3);
  };
  const leases = leaseCounter(time);
  const stored = leases.counting(mutant.stored?.(honest, store) ?? honest);
  const services: Services = {
    marketplaceOf: (tenantId) => {
      const market = markets[tenantId];
      if (!market) throw new Error(`a call for a tenant that does not exist: ${tenantId}`);
      return faults.marketplace(tenantId, market, (id) => isKnown(store, tenantId, id));
    },
    messenger: faults.messenger(slack),
  };
  let requests = 0;
  const shared: Machinery = {
    time,
    noise,
    wayMs: history.wayMs,
    wobbleMs: history.wobbleMs,
    count: () => {
      requests += 1;
      return requests;
    },
    faultFor: faults.meeting,
    afterLeases: leases.after,
    tell,
    died: (process) => void time.at(time.now() + RESTART_MS, () => restart(process)),
  };
  const sweepers = sleepingSweepers(time, () => lostFrom(store.tables, queue.has));
  const all: Running[] = [];
  let births = 0;

  function start(place: number, offsetMs: number): void {
    births += 1;
    const isBot = place === history.clocks.length;
    const process = startSimulatedProcess(shared, `${isBot ? 'bot' : `worker ${place + 1}`}/${births}`, offsetMs);
    const { queue: mine, limiter } = queue.of(process);
    const machine = mutant.machine?.(process.machine) ?? process.machine;
    const table = withPoison(mutant.table?.(JOBS) ?? JOBS, process);
    const runner = createRunner({ table, metrics: noMetrics, random, limiter, machine });
    const admits = () => random() < SHARE_IN_PLACE;
    const placeOf = (jobs: Jobs) => createInPlace({ runner, table, jobs, admits, machine }, () => ports);
    const bare = processPorts(process, store, stored, services, mine, placeOf);
    const ports: Ports = mutant.ports?.(bare, process) ?? bare;
    all[place] = { process, ports };
    if (isBot) return;
    const shares = { ports, queue: mine, metrics: noMetrics, random };
    const run = createQueueEntryProcessor({ ports, queue: mine, runner, machine });
    queue.join(process, run);
    if (mutant.sweeps === false) return;
    const { worklist, clock, log } = ports;
    startSweeper({ ...shares, ...SWEEP, worklist, clock, log, machine: sweepers.machineOf(process) });
  }

  function restart(dead: Process): void {
    const place = all.findIndex(({ process }) => process === dead);
    start(place, dead.machine.wall() - time.now());
  }

  const withPoison = (table: JobTable, process: Process): JobTable => ({
    ...table,
    'receive-event': {
      ...table['receive-event'],
      run: async (ports, event) => {
        if (!poisoned.has(`${event.tenantId} ${event.id}`))
          return (await table['receive-event'].run(ports, event)) || undefined;
        process.kill();
        return new Promise<undefined>(() => {});
      },
    },
  });

  for (const tenantId of TENANTS)
    await populate(honest, { tenantId, settings: { nudgeHours: [], digest: false, undoSeconds: 60 } });
  for (const [place, offsetMs] of [...history.clocks, 0].entries()) start(place, offsetMs);

  return {
    time,
    noise: (salt) => {
      draws += 1;
      return noise(draws, salt);
    },
    store,
    stored: honest,
    queue,
    faults,
    markets,
    slack,
    legality,
    tell,
    workers: all,
    bot: () => all[history.clocks.length] as Running,
    poisoned,
    sweepBefore: sweepers.before,
  };
}

const marketFor = (now: () => Date): MarketModel =>
  marketModel({ now, people: Object.values(PEOPLE), ours: ['p-ana', 'p-ben', 'p-cleo'] });

const isKnown = ({ tables }: SimulatedStore, tenantId: string, externalId: string): boolean =>
  [...tables.invite.values()].some((one) => one.tenantId === tenantId && one.externalId === externalId);

/** Milliseconds after which what waits for leases happens anyway. */
const LATEST_MS = 600_000;

/** Counts the leases that are taken, for what is carried out right after one. */
function leaseCounter(time: VirtualTime) {
  let waiting: { left: number; readonly act: () => void }[] = [];
  const happen = (one: (typeof waiting)[number]) => {
    if (!waiting.includes(one)) return;
    waiting = waiting.filter((other) => other !== one);
    one.act();
  };
  return {
    after: (left: number, act: () => void): void => {
      const one = { left, act };
      waiting.push(one);
      time.at(time.now() + LATEST_MS, () => happen(one));
    },
    counting: (stored: StoredPorts): StoredPorts => ({
      ...stored,
      worklist: {
        ...stored.worklist,
        begin: async (...given) => {
          const begun = await stored.worklist.begin(...given);
          if (begun.items.length === 0) return begun;
          for (const one of waiting) one.left -= 1;
          for (const one of waiting.filter(({ left }) => left < 0)) happen(one);
          return begun;
        },
      },
    }),
  };
}

/** Milliseconds that work must have been due for before a sweep offers it, as in `jobs/sweeper.ts`. */
const GRACE_MS = 1000;

interface Sleeper {
  readonly process: Process;
  readonly wakesAt: number;
  readonly everyMs: number;
  readonly wake: () => void;
}

/** Lets sweepers sleep through the sweeps that would find nothing. */
function sleepingSweepers(time: VirtualTime, lostFrom: () => number) {
  let sleepers: Sleeper[] = [];
  return {
    machineOf: (process: Process): Pick<Machine, 'after' | 'monotonic'> => ({
      monotonic: process.machine.monotonic,
      after: (ms, wake) => {
        const sleeper = { process, wakesAt: time.now() + ms, everyMs: ms, wake };
        sleepers.push(sleeper);
        return () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
        };
      },
    }),
    before: (next: number): void => {
      sleepers = sleepers.filter(({ process }) => process.isAlive());
      if (!sleepers.some(({ wakesAt }) => wakesAt <= next)) return;
      const from = lostFrom() + GRACE_MS;
      if (from === Number.POSITIVE_INFINITY) return;
      for (const sleeper of sleepers) {
        const { process, wakesAt, everyMs, wake } = sleeper;
        const rounds = Math.max(0, Math.ceil((Math.max(from, time.now()) - wakesAt) / everyMs));
        const at = wakesAt + rounds * everyMs;
        if (at > next) continue;
        sleepers = sleepers.filter((one) => one !== sleeper);
        time.at(at, () => process.deliver(wake));
      }
    },
  };
}

const NOUNS = ['event', 'invite', 'referral', 'message', 'tenant', 'member', 'relay', 'connection'] as const;

/** The first moment at which a sweeper finds anything that the queue lacks. */
function lostFrom(tables: Tables, isQueued: (work: Work) => boolean): number {
  let first = Number.POSITIVE_INFINITY;
  for (const noun of NOUNS)
    for (const { work } of tables[noun].values())
      for (const item of work) {
        const leased = (tables.hold.get(item.id)?.leased ?? item.leasedUntil)?.getTime() ?? 0;
        if (!item.dead && !isQueued(item)) first = Math.min(first, Math.max(item.at.getTime(), leased));
      }
  return first;
}

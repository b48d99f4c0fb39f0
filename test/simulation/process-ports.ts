import { AsyncResource } from 'node:async_hooks';
import { dispatchAfterCommit } from '../../jobs/dispatch-after-commit.js';
import type { InPlace } from '../../jobs/run-in-place.js';
import type { WorkQueue } from '../../jobs/work-queue.js';
import type { Ref } from '../../src/domain/model/outbox-work.js';
import { DEFAULT_SETTINGS } from '../../src/domain/model/tenant/tenant.js';
import type { Directory, Jobs, Log, Marketplace, Messenger, Ports } from '../../src/domain/ports.js';
import { createSources } from '../../src/sources/create-sources.js';
import { memoryConnections } from '../support/memory/connections.js';
import { memoryEvents } from '../support/memory/events.js';
import { memoryFeedback } from '../support/memory/feedback.js';
import { memoryInvites } from '../support/memory/invites.js';
import { memoryMembers } from '../support/memory/members.js';
import { memoryMessages } from '../support/memory/messages.js';
import { memoryReferrals } from '../support/memory/referrals.js';
import { memoryRelays } from '../support/memory/relays.js';
import { memoryLedger, memoryTallies } from '../support/memory/tallies.js';
import { memoryTenants } from '../support/memory/tenants.js';
import { memoryWorklist } from '../support/memory/worklist.js';
import type { Process } from './simulated-process.js';
import type { SimulatedStore } from './simulated-store.js';

/** The ports whose calls go to MongoDB. */
const STORED = [
  'invites',
  'referrals',
  'events',
  'messages',
  'members',
  'relays',
  'feedback',
  'tenants',
  'connections',
  'ledger',
  'tallies',
  'worklist',
] as const;

/** All that is stored. */
export type StoredPorts = Pick<Ports, (typeof STORED)[number]>;

/** The ports of MongoDB without any way between: what an all-knowing observer reads. */
export function storedPorts(store: SimulatedStore): StoredPorts {
  const whole = { ...store, atomically: <T>(change: () => Promise<T>) => change(), conflict: () => {} };
  return {
    invites: memoryInvites(whole),
    referrals: memoryReferrals(whole),
    events: memoryEvents(whole),
    messages: memoryMessages(whole),
    members: memoryMembers(whole),
    relays: memoryRelays(whole),
    feedback: memoryFeedback(whole),
    tenants: memoryTenants(whole, DEFAULT_SETTINGS),
    connections: memoryConnections(whole),
    ledger: memoryLedger(whole),
    tallies: memoryTallies(whole),
    worklist: memoryWorklist(whole),
  };
}

/** Milliseconds after which MongoDB's driver gives a request up. */
const MONGO_MS = 10_000;

/** Milliseconds after which a call to a marketplace or to Slack is given up. */
const OUTSIDE_MS = 10_000;

type Call = (...args: unknown[]) => Promise<unknown>;

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

const nobody: Directory = { async *list() {} };

/** The services outside. */
export interface Services {
  marketplaceOf(tenantId: string): Marketplace;
  readonly messenger: Messenger;
}

/**
 * The ports of a process: every call is a request that takes its time, and may meet a fault.
 * @param placeOf makes the place where the process runs new work itself
 */
export function processPorts(
  process: Process,
  store: SimulatedStore,
  stored: StoredPorts,
  services: Services,
  queue: WorkQueue,
  placeOf: (jobs: Jobs) => InPlace,
): Ports {
  const ports: Ports = {
    ...requestingPorts(process, store, stored),
    atomically: (change) =>
      store.atomically(change, (apply) => process.request({ service: 'mongo', call: 'commit' }, MONGO_MS, apply)),
    sources: createSources(),
    marketplace: requestingMarketplace(process, services),
    messenger: requestingMessenger(process, services),
    directory: nobody,
    clock: process.clock,
    log: silent,
  };
  const jobs = jobsOf(process, queue);
  return dispatchAfterCommit(ports, jobs, placeOf(jobs));
}

/** Enqueues what was written, some milliseconds later: what a process has not enqueued when it dies is lost. */
const jobsOf = (process: Process, queue: WorkQueue): Jobs => ({
  dispatch: ({ tenantId, id, work }) => {
    const items = work.map((one) => ({ ref: { tenantId, id }, work: one }));
    process.machine.after(2, () => void queue.enqueue(items).catch(() => {}));
  },
});

function requestingPorts(process: Process, store: SimulatedStore, stored: StoredPorts): StoredPorts {
  const wrap = (name: string, port: object) =>
    Object.fromEntries(
      Object.entries(port).map(([call, member]) => [
        call,
        requesting(process, store, `${name}.${call}`, member as Call),
      ]),
    );
  return Object.fromEntries(STORED.map((name) => [name, wrap(name, stored[name])])) as unknown as StoredPorts;
}

/** Carries out a call within the transaction in which it is made. */
const requesting =
  (process: Process, store: SimulatedStore, call: string, member: Call): Call =>
  (...args) => {
    const carryOut = () => member(...args);
    const within = store.isWithin() ? AsyncResource.bind(carryOut) : carryOut;
    return process.request({ service: 'mongo', call }, MONGO_MS, within);
  };

function requestingMarketplace(process: Process, { marketplaceOf }: Services): Marketplace {
  const ask = <Answer>(call: string, { tenantId }: Ref, carryOut: (there: Marketplace) => Promise<Answer>) =>
    process.request({ service: 'marketplace', call, tenantId }, OUTSIDE_MS, () => carryOut(marketplaceOf(tenantId)));
  return {
    accept: (to, ...rest) => ask('accept', to, (there) => there.accept(to, ...rest)),
    decline: (to, ...rest) => ask('decline', to, (there) => there.decline(to, ...rest)),
    invitation: (to, id) => ask('invitation', to, (there) => there.invitation(to, id)),
    searchPeople: (to, query) => ask('searchPeople', to, (there) => there.searchPeople(to, query)),
    candidates: (to, id) => ask('candidates', to, (there) => there.candidates(to, id)),
    knownCandidates: async () => [],
    members: (to) => ask('members', to, (there) => there.members(to)),
    probe: () => Promise.reject(new Error('nobody connects anything here')),
    poll: (to) => ask('poll', to, (there) => there.poll(to)),
    countOpen: (to) => ask('countOpen', to, (there) => there.countOpen(to)),
  };
}

/** As Slack's adapter: a post needs an open conversation first, and looks at the lease right before it goes out. */
function requestingMessenger(process: Process, { messenger }: Services): Messenger {
  const ask = <Answer>(call: string, tenantId: string, carryOut: () => Promise<Answer>) =>
    process.request({ service: 'slack', call, tenantId }, OUTSIDE_MS, carryOut);
  return {
    post: async (tenantId, message, content, before) => {
      await ask('open', tenantId, async () => {});
      before?.();
      return ask(`post ${message.id}`, tenantId, () => messenger.post(tenantId, message, content));
    },
    find: (tenantId, message, content, since) =>
      ask(`find ${message.id}`, tenantId, () => messenger.find(tenantId, message, content, since)),
    edit: (tenantId, message, content, before) => {
      before?.();
      return ask(`edit ${message.id}`, tenantId, () => messenger.edit(tenantId, message, content));
    },
    remove: (tenantId, message) => ask(`remove ${message.id}`, tenantId, () => messenger.remove(tenantId, message)),
    publishHome: (tenantId, who, home) =>
      ask('publishHome', tenantId, () => messenger.publishHome(tenantId, who, home)),
    sendFile: (tenantId, who, file) => ask('sendFile', tenantId, () => messenger.sendFile(tenantId, who, file)),
  };
}

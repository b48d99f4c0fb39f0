import { dispatchAfterCommit } from '../../jobs/dispatch-after-commit.js';
import type { Workable } from '../../src/domain/model/outbox-work.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/model/tenant/tenant.js';
import type { Ports } from '../../src/domain/ports.js';
import { createSources } from '../../src/sources/create-sources.js';
import { type MemoryConnections, memoryConnections } from './memory/connections.js';
import { memoryEvents } from './memory/events.js';
import { memoryFeedback } from './memory/feedback.js';
import { memoryInvites } from './memory/invites.js';
import { type FakeMarketplace, fakeMarketplace } from './memory/marketplace.js';
import { memoryMembers } from './memory/members.js';
import { memoryMessages } from './memory/messages.js';
import { type FakeDirectory, type FakeMessenger, fakeDirectory, fakeMessenger } from './memory/messenger.js';
import {
  type RecordingJobs,
  type RecordingLog,
  recordingJobs,
  recordingLog,
  type TestClock,
  testClock,
} from './memory/recorders.js';
import { memoryReferrals } from './memory/referrals.js';
import { memoryRelays } from './memory/relays.js';
import { documentsOf, memoryStore } from './memory/store.js';
import { memoryLedger, memoryTallies } from './memory/tallies.js';
import { memoryTenants } from './memory/tenants.js';
import { memoryWorklist } from './memory/worklist.js';

/** The time at which a test begins. */
export const START = new Date('2026-11-25T09:00:00.000Z');

/** All ports in memory, with what they recorded and how to disturb them. */
export interface MemoryPorts extends Ports {
  readonly clock: TestClock;
  readonly log: RecordingLog;
  readonly jobs: RecordingJobs;
  readonly marketplace: FakeMarketplace;
  readonly messenger: FakeMessenger;
  readonly directory: FakeDirectory;
  readonly connections: MemoryConnections;
  /** The documents whose work was handed to the queue. The same list as `jobs.dispatched`. */
  readonly dispatched: Workable[];
  /** The messages that Slack has. The same list as `messenger.sent`. */
  readonly sent: FakeMessenger['sent'];
  /** The next `times` transactions are rolled back at their end and run again, as after a write conflict. */
  conflict(times: number): void;
  /** Copies all documents of a tenant, by collection. */
  documentsOf(tenantId: string): Promise<Readonly<Record<string, readonly object[]>>>;
}

/**
 * Fresh ports that share one memory. `overrides` take the place of single ports, `defaults` of the tenants' settings.
 */
export function memoryPorts<Given extends Partial<Ports> = Record<never, never>>(
  overrides?: Given,
  defaults: Partial<Settings> = {},
): Omit<MemoryPorts, keyof Given> & Given {
  const store = memoryStore();
  const clock = testClock(START);
  const jobs = recordingJobs();
  const messenger = fakeMessenger(() => clock.now());
  const ports: MemoryPorts = {
    atomically: store.atomically,
    conflict: store.conflict,
    documentsOf: (tenantId) => store.run((tables) => documentsOf(tables, tenantId)),
    invites: memoryInvites(store),
    referrals: memoryReferrals(store),
    events: memoryEvents(store),
    messages: memoryMessages(store),
    members: memoryMembers(store),
    relays: memoryRelays(store),
    feedback: memoryFeedback(store),
    tenants: memoryTenants(store, { ...DEFAULT_SETTINGS, ...defaults }),
    connections: memoryConnections(store),
    sources: createSources(),
    ledger: memoryLedger(store),
    tallies: memoryTallies(store),
    worklist: memoryWorklist(store),
    jobs,
    marketplace: fakeMarketplace(),
    messenger,
    directory: fakeDirectory(),
    clock,
    log: recordingLog(),
    dispatched: jobs.dispatched,
    sent: messenger.sent,
  };
  return { ...dispatchAfterCommit(ports, jobs), ...(overrides as Given) };
}

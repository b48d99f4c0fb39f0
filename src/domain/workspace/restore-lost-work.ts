import { type Advancing, addMissingWork } from '../lifecycle/add-missing-work.js';
import { expiryOf } from '../lifecycle/invite-timers.js';
import { markReminded } from '../lifecycle/mark-expired-or-nudged.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import {
  type JobName,
  NEEDED,
  type NeededJob,
  type Ref,
  todo,
  type Work,
  type Workable,
} from '../model/outbox-work.js';
import { nextNudge, nudgePlanOf } from '../model/reminding/nudge-plan.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/** Milliseconds between two searches of a tenant's documents for lost work. */
export const RESTORE_EVERY_MS = 60 * 60 * 1000;

/** The most documents per job that are read at once. */
const MOST = 500;

/** A document that lost its work: its status needs a job that it does not have. */
export interface Stranded {
  readonly ref: Ref;
  readonly job: NeededJob;
}

/**
 * Plans the next run, then gives every stranded document its work again. Notes which open invites need no reminder any
 * more, so that no later run reads them again.
 */
export async function restoreWork(ports: Ports, { tenantId }: Ref): Promise<void> {
  const tenant = await ports.tenants.latest(tenantId);
  if (tenant?.status !== 'active') return;
  await scheduleNext(ports, tenant);
  for (const job of NEEDED) await restoreAll(ports, tenantId, job);
}

async function restoreAll(ports: Ports, tenantId: string, job: NeededJob): Promise<void> {
  const found = await mayBeStranded(ports, tenantId, job);
  let settled = 0;
  for (const ref of found) if (await settle(ports, { ref, job })) settled += 1;
  if (found.length === MOST && settled > 0) await restoreAll(ports, tenantId, job);
}

/** Gives a document its work again, or notes that it needs none. False where neither holds, or it has changed. */
async function settle(ports: Ports, stranded: Stranded): Promise<boolean> {
  const needs = await readNeeds(ports, stranded);
  return needs.work.length > 0 ? add(ports, stranded, needs) : Boolean(await needs.note?.());
}

async function mayBeStranded(ports: Ports, tenantId: string, job: NeededJob): Promise<Ref[]> {
  return ports.worklist.stranded(tenantId, job, MOST, nudgePlanOf(await tenantSettings(ports, tenantId)));
}

/** Plans the next run, and the sync of the directory where its work was lost. */
async function scheduleNext(ports: Ports, { tenantId, work }: Tenant): Promise<void> {
  const now = ports.clock.now();
  const isPlanned = (name: JobName, after: Date) =>
    work.some(({ job, dead, at }) => job === name && !dead && at > after);
  const due = [
    ...(isPlanned('restore-work', now) ? [] : [todo('restore-work', new Date(now.getTime() + RESTORE_EVERY_MS))]),
    ...(isPlanned('sync-directory', new Date(0)) ? [] : [todo('sync-directory', now)]),
  ];
  if (due.length > 0) await ports.tenants.addWork(tenantId, due);
}

/**
 * Finds documents that lost their work, at most `MOST` for each job. There should be none: work is written with the
 * transition that causes it, and removed after the one that ends it.
 */
export async function findStranded(ports: Ports, tenantId: string): Promise<Stranded[]> {
  const found: Stranded[] = [];
  for (const job of NEEDED)
    for (const ref of await mayBeStranded(ports, tenantId, job))
      if ((await readNeeds(ports, { ref, job })).work.length > 0) found.push({ ref, job });
  return found;
}

/** Gives a stranded document its work again; false when the document has changed meanwhile. */
export async function restore(ports: Ports, stranded: Stranded): Promise<boolean> {
  return add(ports, stranded, await readNeeds(ports, stranded));
}

/** The work that a document lacks. */
interface Needs {
  readonly work: readonly Work[];
  /** Adds the work. Resolves to null or false where the document has changed since it was read. */
  add(): Promise<unknown>;
  /** Notes that the document needs none, so that it is not read again. Null where it has changed since. */
  note?(): Promise<unknown>;
}

async function add({ log }: Ports, { ref, job }: Stranded, needs: Needs): Promise<boolean> {
  const isRestored = needs.work.length > 0 && Boolean(await needs.add());
  if (isRestored) log.warn({ job, ...ref }, 'work.restored');
  return isRestored;
}

/** Reads which work a stranded document lacks. */
async function readNeeds(ports: Ports, { ref, job }: Stranded): Promise<Needs> {
  switch (job) {
    case 'forward-referral':
      return needsOf(ports.referrals, ref, () => [todo(job, ports.clock.now())]);
    case 'advance-relay':
      return needsOf(ports.relays, ref, () => [todo(job, ports.clock.now())]);
    case 'forward-decision':
      return needsOf(ports.invites, ref, () => [todo(job, ports.clock.now())]);
    case 'poll-connection': {
      const connection = await ports.connections.latest(ref);
      const work = connection?.polls && !connection.pausedAt ? [todo(job, ports.clock.now())] : [];
      return { work, add: () => ports.connections.note(ref, { work }) };
    }
    case 'expire-invite':
      return needsOf(ports.invites, ref, (invite) => expiryOf(withBindingDeadline(invite)));
    case 'nudge-invite':
      return reminderNeeds(ports, ref);
  }
}

async function needsOf<Status, Doc extends Workable & { readonly status: Status; readonly revision: number }>(
  port: Advancing<Status, Doc> & { get(ref: Ref): Promise<Doc | null> },
  ref: Ref,
  workOf: (doc: Doc) => readonly Work[],
): Promise<Needs> {
  const doc = await port.get(ref);
  const work = doc ? workOf(doc) : [];
  return { work, add: async () => doc && addMissingWork(port, doc, work) };
}

/** Reads whether an open invite lacks the timer of its next reminder, or none follows. */
async function reminderNeeds(ports: Ports, ref: Ref): Promise<Needs> {
  const invite = await ports.invites.get(ref);
  const { slackUserId } = invite?.invitee ?? {};
  if (invite?.status !== 'open' || slackUserId === undefined) return { work: [], add: async () => null };
  const settings = await tenantSettings(ports, ref.tenantId);
  const reader = await ports.members.get(ref.tenantId, slackUserId);
  const work = nextNudge(withBindingDeadline(invite), settings, reader, ports.clock.now());
  return {
    work,
    add: () => addMissingWork(ports.invites, invite, work),
    note: () => markReminded(ports, invite, nudgePlanOf(settings)),
  };
}

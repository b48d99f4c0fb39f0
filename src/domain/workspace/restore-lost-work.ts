import { type Advancing, addMissingWork } from '../lifecycle/add-missing-work.js';
import { expiryOf } from '../lifecycle/invite-timers.js';
import { markReminded } from '../lifecycle/mark-expired-or-nudged.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
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
export const RESTORE_EVERY = 60 * 60 * 1000;

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
  for (const ref of found)
    if ((await restore(ports, { ref, job })) || (await noteReminded(ports, ref, job))) settled += 1;
  if (found.length === MOST && settled > 0) await restoreAll(ports, tenantId, job);
}

async function mayBeStranded(ports: Ports, tenantId: string, job: NeededJob): Promise<Ref[]> {
  return ports.worklist.stranded(tenantId, job, MOST, nudgePlanOf(await tenantSettings(ports, tenantId)));
}

/** Notes that no reminder of an invite follows. False where one does, or where the invite has changed meanwhile. */
async function noteReminded(ports: Ports, ref: Ref, job: NeededJob): Promise<boolean> {
  const invite = job === 'nudge-invite' ? await ports.invites.get(ref) : null;
  if (!invite || (await reminderOf(ports, invite)).length > 0) return false;
  const plan = nudgePlanOf(await tenantSettings(ports, ref.tenantId));
  return (await markReminded(ports, invite, plan)) !== null;
}

/** Plans the next run, and the sync of the directory where its work was lost. */
async function scheduleNext(ports: Ports, { tenantId, work }: Tenant): Promise<void> {
  const now = ports.clock.now();
  const isPlanned = (name: JobName, after: Date) =>
    work.some(({ job, dead, at }) => job === name && !dead && at > after);
  const due = [
    ...(isPlanned('restore-work', now) ? [] : [todo('restore-work', new Date(now.getTime() + RESTORE_EVERY))]),
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
      if ((await readingOf(ports, { ref, job })).work.length > 0) found.push({ ref, job });
  return found;
}

/** Gives a stranded document its work again; false when the document has changed meanwhile. */
export async function restore(ports: Ports, stranded: Stranded): Promise<boolean> {
  const { ref, job } = stranded;
  const { work, add } = await readingOf(ports, stranded);
  const restored = work.length > 0 && (await add());
  if (!restored) return false;
  ports.log.warn({ job, ...ref }, 'work.restored');
  return true;
}

/** Computes the missing work of a stranded document, and how to add it. */
async function readingOf(ports: Ports, { ref, job }: Stranded) {
  switch (job) {
    case 'forward-referral':
      return reading(ports.referrals, ref, async () => [todo(job, ports.clock.now())]);
    case 'advance-relay':
      return reading(ports.relays, ref, async () => [todo(job, ports.clock.now())]);
    case 'forward-decision':
      return reading(ports.invites, ref, async () => [todo(job, ports.clock.now())]);
    case 'poll-connection': {
      const connection = await ports.connections.latest(ref);
      const work = connection?.polls && !connection.pausedAt ? [todo(job, ports.clock.now())] : [];
      return { work, add: () => ports.connections.note(ref, { work }) };
    }
    case 'expire-invite':
      return reading(ports.invites, ref, async (invite) => expiryOf(withBindingDeadline(invite)));
    case 'nudge-invite':
      return reading(ports.invites, ref, (invite) => reminderOf(ports, invite));
  }
}

/** Returns the timer of an open invite's next reminder; empty where none follows. */
async function reminderOf(ports: Ports, invite: Invite): Promise<Work[]> {
  const { slackUserId } = invite.invitee;
  if (invite.status !== 'open' || !slackUserId) return [];
  const settings = await tenantSettings(ports, invite.tenantId);
  const reader = await ports.members.get(invite.tenantId, slackUserId);
  return nextNudge(withBindingDeadline(invite), settings, reader, ports.clock.now());
}

async function reading<Status, Doc extends Workable & { readonly status: Status; readonly revision: number }>(
  port: Advancing<Status, Doc> & { get(ref: Ref): Promise<Doc | null> },
  ref: Ref,
  workOf: (doc: Doc) => Promise<Work[]>,
) {
  const doc = await port.get(ref);
  const work = doc ? await workOf(doc) : [];
  return { work, add: async () => doc && addMissingWork(port, doc, work) };
}

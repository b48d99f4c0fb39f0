import { expiryOf } from '../lifecycle/timers.js';
import { nextNudge } from '../model/invite/nudge-plan.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { type JobName, NEEDED, type NeededJob, type Ref, todo, type Work } from '../model/work.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/** How often a tenant's documents are looked through, in milliseconds. */
export const RESTORE_EVERY = 60 * 60 * 1000;

/** So many documents of one kind are looked at in one run; what is left comes with the next. */
const MOST = 500;

/** A document that is neither at its end nor carries the work that brings it there, and what it lacks. */
export interface Stranded {
  readonly ref: Ref;
  readonly job: NeededJob;
}

/** Looks for stranded documents as `findStranded`, gives each its work again, and plans the next time first. */
export async function restoreWork(ports: Ports, { tenantId }: Ref): Promise<void> {
  const tenant = await ports.tenants.latest(tenantId);
  if (tenant?.status !== 'active') return;
  await scheduleNext(ports, tenant);
  for (const stranded of await findStranded(ports, tenantId)) await restore(ports, stranded);
}

/** The next look; and the reading of the directory, which plans this one, where it was lost. */
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
 * Finds what no work and no final state holds. There should be none: the work is written with the transition that
 * causes it, and removed after the one that ends it.
 */
export async function findStranded(ports: Ports, tenantId: string): Promise<Stranded[]> {
  const found: Stranded[] = [];
  for (const job of NEEDED)
    for (const ref of await ports.worklist.stranded(tenantId, job, MOST))
      if ((await readingOf(ports, { ref, job })).work.length > 0) found.push({ ref, job });
  return found;
}

/** Gives a stranded document its work again, unless it has changed meanwhile. */
export async function restore(ports: Ports, stranded: Stranded): Promise<boolean> {
  const { ref, job } = stranded;
  const { work, add } = await readingOf(ports, stranded);
  const restored = work.length > 0 && (await add());
  if (!restored) return false;
  ports.log.warn({ job, ...ref }, 'work.restored');
  return true;
}

/** What a stranded document lacks, and how it gets it. */
async function readingOf(ports: Ports, { ref, job }: Stranded) {
  switch (job) {
    case 'forward-referral':
      return reading(ports.referrals, ref, async () => [todo(job, ports.clock.now())]);
    case 'advance-relay':
      return reading(ports.relays, ref, async () => [todo(job, ports.clock.now())]);
    case 'forward-decision':
      return reading(ports.invites, ref, async () => [todo(job, ports.clock.now())]);
    case 'expire-invite':
      return reading(ports.invites, ref, async (invite) => expiryOf(invite));
    case 'nudge-invite':
      return reading(ports.invites, ref, async (invite) => {
        const { slackUserId } = invite.invitee;
        if (invite.practice || !slackUserId) return [];
        const settings = await settingsOf(ports, ref.tenantId);
        const reader = await ports.members.get(ref.tenantId, slackUserId);
        return nextNudge(invite, settings, reader, ports.clock.now());
      });
  }
}

interface Port<Status, Doc> {
  get(ref: Ref): Promise<Doc | null>;
  advance(ref: Ref, transition: Restoring<Status>): Promise<Doc | null>;
}

interface Restoring<Status> {
  readonly from: readonly Status[];
  readonly revision: number;
  readonly set: Record<never, never>;
  readonly work: readonly Work[];
  /** Nothing that is shown has changed. */
  readonly raise: 0;
}

async function reading<Status, Doc extends { readonly status: Status; readonly revision: number }>(
  port: Port<Status, Doc>,
  ref: Ref,
  workOf: (doc: Doc) => Promise<Work[]>,
) {
  const doc = await port.get(ref);
  const work = doc ? await workOf(doc) : [];
  const add = async () =>
    doc && port.advance(ref, { from: [doc.status], revision: doc.revision, set: {}, work, raise: 0 });
  return { work, add };
}

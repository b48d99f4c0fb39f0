import { isTokenRefused, reportRefusedToken } from '../ensuring-messages/report-refused-token.js';
import { type Connection, canDo, type DeclineReason } from '../model/connection/connection.js';
import { AccessRevoked, isMisconfigured, Refusal } from '../model/errors.js';
import type { SlackProfile } from '../model/member/member.js';
import { type JobName, type Ref, todo } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';
import { nextDigest } from '../tallies/send-digests.js';
import { uninstallTenant } from '../workspace/uninstall-tenant.js';
import { addressWaiting } from './address-waiting.js';
import { matchPeople } from './link-people-by-email.js';
import { CLOCKS_DIFFER_MS, updateProfile, withPastDate } from './save-slack-profile.js';

/**
 * Milliseconds between two syncs: about the longest time for which a lost Slack event leaves the directory out of date.
 */
export const SYNC_EVERY_MS = 6 * 60 * 60 * 1000;

/**
 * Reads the workspace's people from Slack, links them to the agency's marketplace people by email address, and
 * addresses the invites that wait for one of them. Plans the next sync first, so that a failed one is not the last.
 */
export async function syncDirectory(ports: Ports, ref: Ref): Promise<void> {
  const { tenantId } = ref;
  const tenant = await ports.tenants.latest(tenantId);
  if (tenant?.status !== 'active') return;
  await scheduleNext(ports, tenant);
  if (!(await readPeople(ports, tenant))) return;
  const connections = await ports.connections.latestOf(tenantId);
  const read = await Promise.allSettled(connections.map((connection) => readMarketplace(ports, connection)));
  await addressWaiting(ports, tenantId);
  for (const one of read) if (one.status === 'rejected') throw one.reason;
}

/** Tells the managers of a refused token; the sync is retried. */
async function readMarketplace(ports: Ports, connection: Connection): Promise<void> {
  try {
    if (canDo(connection, 'members')) await tieSafely(ports, connection);
    if (canDo(connection, 'decline-reasons')) await renewReasons(ports, connection);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, connection);
    throw error;
  }
}

/**
 * Reads the people from Slack. False where Slack no longer lets Baton in: the event about a removal may have been lost.
 * An installation since then, of which another process's clock may say that it was before, stays.
 * @param tenant as it was read before
 */
async function readPeople(ports: Ports, { tenantId, installedAt }: Tenant): Promise<boolean> {
  const asOf = new Date(ports.clock.now().getTime() - CLOCKS_DIFFER_MS);
  try {
    for await (const page of ports.directory.list(tenantId)) await takeOver(ports, tenantId, page, asOf);
    return true;
  } catch (error) {
    if (!(error instanceof AccessRevoked)) throw error;
    await uninstallTenant(ports, tenantId, (present) => present.installedAt.getTime() !== installedAt.getTime());
    return false;
  }
}

/**
 * Saves a page of profiles, and handles members who have left, or are guests by now, in case the event was missed.
 * @param asOf the time from which on events are newer than the page
 */
async function takeOver(ports: Ports, tenantId: string, page: readonly SlackProfile[], asOf: Date): Promise<void> {
  const mayHandOver = ({ isDeactivated, isGuest }: SlackProfile) => isDeactivated || isGuest;
  const here = page.filter((profile) => !mayHandOver(profile));
  const dated = here.map((profile) => withPastDate(ports, profile));
  await ports.members.save(tenantId, dated, asOf);
  for (const profile of page.filter(mayHandOver)) await updateProfile(ports, tenantId, profile, asOf);
}

/** Links people by email address. Keeps the present links where the marketplace's list of people is too long. */
async function tieSafely(ports: Ports, connection: Connection): Promise<void> {
  try {
    await matchPeople(ports, connection);
  } catch (error) {
    if (!(error instanceof Refusal) || isMisconfigured(error)) throw error;
    ports.log.warn({ tenantId: connection.tenantId, code: error.code }, 'people.not-tied');
  }
}

/** Updates the connection's reasons alone, since the connection may have been changed during the call. */
async function renewReasons(ports: Ports, asked: Connection): Promise<void> {
  const declineReasons = await reasonsOf(ports, asked);
  if (!declineReasons) return;
  await ports.atomically(async () => {
    const connection = await ports.connections.latest(asked);
    if (connection) await ports.connections.save({ ...connection, declineReasons, work: [] });
  });
}

/** Reads the marketplace's reasons. Null when it does not answer now: the known ones stay until the next sync. */
async function reasonsOf({ marketplace, log }: Ports, asked: Connection): Promise<readonly DeclineReason[] | null> {
  try {
    return (await marketplace.probe(asked)).declineReasons;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ tenantId: asked.tenantId, code: error.code }, 'reasons.not-renewed');
    return null;
  }
}

/** Plans the next sync, and the digests and the search for lost work where they are not planned. */
async function scheduleNext(ports: Ports, tenant: Tenant): Promise<void> {
  const now = ports.clock.now();
  const soon = new Date(now.getTime() + SYNC_EVERY_MS / 2);
  const due = [
    ...(isPlanned(tenant, 'sync-directory', soon)
      ? []
      : [todo('sync-directory', new Date(now.getTime() + SYNC_EVERY_MS))]),
    ...(isPlanned(tenant, 'restore-work') ? [] : [todo('restore-work', now)]),
    ...(isPlanned(tenant, 'send-digests') ? [] : [todo('send-digests', nextDigest(now, tenant.id, tenant.settings))]),
  ];
  if (due.length) await ports.tenants.addWork(tenant.id, due);
}

const isPlanned = ({ work }: Tenant, job: JobName, after = new Date(0)): boolean =>
  work.some((item) => item.job === job && !item.dead && item.at > after);

import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import type { Connection, DeclineReason } from '../model/connection/connection.js';
import { AccessRevoked, isMisconfigured, Refusal } from '../model/errors.js';
import type { SlackProfile } from '../model/member/member.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { type JobName, type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { nextDigest } from '../tallies/send-digests.js';
import { uninstallTenant } from '../workspace/uninstall-tenant.js';
import { matchPeople } from './match-people.js';
import { updateProfile } from './update-profile.js';

/** How long a directory may be out of date, in milliseconds, where no event told of a change. */
export const SYNC_EVERY = 6 * 60 * 60 * 1000;

/**
 * Takes over the workspace's people and ties them to the agency's marketplace people by email address. The next time is
 * planned first: one that is given up is not the last.
 */
export async function syncDirectory(ports: Ports, ref: Ref): Promise<void> {
  const { tenantId } = ref;
  const tenant = await ports.tenants.get(tenantId);
  if (tenant?.status !== 'active') return;
  await scheduleNext(ports, tenant);
  if (!(await readPeople(ports, tenantId))) return;
  const connection = await ports.connections.latest(tenantId);
  if (connection) await readMarketplace(ports, connection);
}

/** A token that is turned down is told to the managers, and all of it is tried again. */
async function readMarketplace(ports: Ports, connection: Connection): Promise<void> {
  try {
    await tieSafely(ports, connection.tenantId);
    await renewReasons(ports, connection);
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, connection.tenantId);
    throw error;
  }
}

/** Slack's word that Baton was removed may have been lost: then reading finds out, and it is false. */
async function readPeople(ports: Ports, tenantId: string): Promise<boolean> {
  const begun = ports.clock.now();
  const asOf = new Date(begun.getTime() - CLOCKS_DIFFER_MS);
  try {
    for await (const page of ports.directory.list(tenantId)) await takeOver(ports, tenantId, page, asOf);
    return true;
  } catch (error) {
    if (!(error instanceof AccessRevoked)) throw error;
    await uninstallTenant(ports, tenantId, begun);
    return false;
  }
}

/** How much the clocks of Slack and of this process may differ, in milliseconds. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Nobody may have told that somebody has left.
 * @param asOf of when the page is at the latest: an event may have told more since
 */
async function takeOver(ports: Ports, tenantId: string, page: readonly SlackProfile[], asOf: Date): Promise<void> {
  const here = page.filter(({ isDeactivated }) => !isDeactivated);
  await ports.members.save(tenantId, here, asOf);
  for (const profile of page) if (profile.isDeactivated) await updateProfile(ports, tenantId, profile, asOf);
}

/** Where the marketplace's list of people is too long, those who are tied stay so. */
async function tieSafely(ports: Ports, tenantId: string): Promise<void> {
  try {
    await matchPeople(ports, tenantId);
  } catch (error) {
    if (!(error instanceof Refusal) || isMisconfigured(error)) throw error;
    ports.log.warn({ tenantId, code: error.code }, 'people.not-tied');
  }
}

/** The connection may have been changed while the marketplace was asked: nothing else of it is written. */
async function renewReasons(ports: Ports, asked: Connection): Promise<void> {
  const declineReasons = await reasonsOf(ports, asked);
  if (!declineReasons) return;
  await ports.atomically(async () => {
    const connection = await ports.connections.of(asked.tenantId);
    if (connection?.id === asked.id) await ports.connections.save({ ...connection, declineReasons });
  });
}

/** Null when the marketplace does not name them now: the ones that are known serve until the next time. */
async function reasonsOf({ marketplace, log }: Ports, asked: Connection): Promise<readonly DeclineReason[] | null> {
  try {
    return await marketplace.probe(asked);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ tenantId: asked.tenantId, code: error.code }, 'reasons.not-renewed');
    return null;
  }
}

/** The next reading; and the weekly digests and the look for lost work of tenants that have none planned. */
async function scheduleNext(ports: Ports, tenant: Tenant): Promise<void> {
  const now = ports.clock.now();
  const soon = new Date(now.getTime() + SYNC_EVERY / 2);
  const due = [
    ...(isPlanned(tenant, 'sync-directory', soon)
      ? []
      : [todo('sync-directory', new Date(now.getTime() + SYNC_EVERY))]),
    ...(isPlanned(tenant, 'restore-work') ? [] : [todo('restore-work', now)]),
    ...(isPlanned(tenant, 'send-digests') ? [] : [todo('send-digests', nextDigest(now, tenant.settings))]),
  ];
  if (due.length) await ports.tenants.addWork(tenant.id, due);
}

const isPlanned = ({ work }: Tenant, job: JobName, after = new Date(0)): boolean =>
  work.some((item) => item.job === job && !item.dead && item.at > after);

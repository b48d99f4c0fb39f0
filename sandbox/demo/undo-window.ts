import type { InstalledDemo } from './prepare.js';

/** How long a referral can be undone in the demo's workspace, in seconds: an admin may have set it in an earlier run. */
export async function undoWindowOf({ truth, tenantId, config }: InstalledDemo): Promise<number> {
  const tenant = await truth.ports.tenants.get(tenantId);
  return tenant?.settings.undoSeconds ?? config.UNDO_SECONDS;
}

/** How long to wait for what happens when it is over, in milliseconds. */
export const afterUndoWindow = async (demo: InstalledDemo): Promise<number> =>
  (await undoWindowOf(demo)) * 1000 + 15_000;

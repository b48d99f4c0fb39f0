import { PATIENCE_MS } from '../slack/emulator/recorded-calls.js';
import type { InstalledDemo } from './install-and-connect.js';

/** Returns the undo window of the demo's workspace, in seconds. An admin may have set it in an earlier run. */
export async function undoWindowOf({ truth, tenantId, config }: InstalledDemo): Promise<number> {
  const tenant = await truth.ports.tenants.get(tenantId);
  return tenant?.settings.undoSeconds ?? config.UNDO_SECONDS;
}

/** Returns a time limit, in milliseconds, for events after the undo window. */
export const afterUndoWindow = async (demo: InstalledDemo): Promise<number> =>
  (await undoWindowOf(demo)) * 1000 + PATIENCE_MS;

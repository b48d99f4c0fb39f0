import type { PeopledStage } from './prepare.js';

/** How long a referral can be undone in the demo's workspace, in seconds: an admin may have set it in an earlier run. */
export async function undoWindowOf({ truth, tenantId, config }: PeopledStage): Promise<number> {
  const tenant = await truth.ports.tenants.get(tenantId);
  return tenant?.settings.undoSeconds ?? config.UNDO_SECONDS;
}

/** How long to wait for what happens when it is over, in milliseconds. */
export const afterUndoWindow = async (stage: PeopledStage): Promise<number> =>
  (await undoWindowOf(stage)) * 1000 + 15_000;

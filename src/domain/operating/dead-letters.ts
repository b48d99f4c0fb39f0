import { hasReopened } from '../deciding/has-reopened.js';
import type { Ref, Work } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Work that was given up, and that an operator may replay. */
export interface DeadLetter {
  readonly ref: Ref;
  readonly work: Work;
  /** True where giving up has reopened the invite, so that there is nothing to replay. */
  readonly isOver: boolean;
}

/** The result of replaying some dead letters, as numbers. */
export interface Replayed {
  /** Number of those that are due again: a worker runs them within seconds. */
  readonly due: number;
  /** Number of skipped ones, because giving up has reopened their invites. */
  readonly over: number;
}

/** Lists the dead letters of all tenants or of one; of each noun's documents at most 10,000 are looked at. */
export async function listDeadLetters(ports: Ports, tenantId?: string): Promise<DeadLetter[]> {
  const dead = await ports.worklist.dead(tenantId);
  return Promise.all(
    dead.map(async ({ ref, work }) => ({ ref, work, isOver: await hasReopened(ports, work.job, ref) })),
  );
}

/** The dead letters that are meant. */
export interface Selection {
  /** One tenant; all when absent. */
  readonly tenantId?: string | undefined;
  /** Ids of dead letters; all when absent. */
  readonly workIds?: ReadonlySet<string>;
}

/**
 * Makes dead letters due again, with their attempts forgotten.
 * @returns how many are due, and how many are skipped because their invite was reopened; what somebody else replayed
 * meanwhile is in neither number
 */
export async function replayDeadLetters(ports: Ports, { tenantId, workIds }: Selection): Promise<Replayed> {
  let [due, over] = [0, 0];
  for (const { ref, work } of await ports.worklist.dead(tenantId)) {
    if (workIds && !workIds.has(work.id)) continue;
    if (await hasReopened(ports, work.job, ref)) over += 1;
    else if (await ports.worklist.retryDead(ref, work.id, ports.clock.now())) due += 1;
  }
  return { due, over };
}

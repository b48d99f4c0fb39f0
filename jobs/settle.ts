import { errorFields, errorText } from '../src/domain/error-text.js';
import { isMisconfigured } from '../src/domain/errors.js';
import { DELAYED_AFTER, type Ref, type Work } from '../src/domain/work.js';
import { afterFailure } from './after-failure.js';
import type { Run, RunResult } from './run.js';

/** After a failed giving up: it must happen, so the work stays alive until it did. */
const GIVE_UP_AGAIN_MS = 5 * 60 * 1000;

/** The keys of services; the others are delays of our own, such as the undo window. */
const SERVICES = /^(marketplace|slack):/;

/** Writes down what becomes of work that did not get done. */
export async function settle(run: Run, ref: Ref, items: readonly Work[], error: unknown): Promise<RunResult> {
  const { definition, limits, random } = run;
  const action = afterFailure(error, failuresOf(items), definition.ladder, random());
  switch (action.do) {
    case 'put-off':
      await limits.block(action.block, action.waitMs);
      if (SERVICES.test(action.block)) await noteHeld(run, ref, action.block, action.waitMs);
      return putOff(run, ref, items, action.waitMs);
    case 'retry': {
      const result = await retry(run, ref, items, action.waitMs, error);
      if (failuresOf(items) + 1 === DELAYED_AFTER) await definition.delayed?.(run.ports, ref);
      return result;
    }
    case 'give-up':
      return giveUp(run, ref, items, error);
  }
}

/** A service asked us to wait: operators see whom it holds, and until when. */
async function noteHeld({ ports, held }: Run, { tenantId }: Ref, key: string, waitMs: number): Promise<void> {
  ports.log.warn({ tenantId, key, waitMs: Math.round(waitMs) }, 'limit.held');
  await held?.note(key, 'rate-limited', waitMs);
}

/**
 * Puts work off without counting an attempt. Work that somebody waits for is looked at again when they have to be told,
 * however long the service asked us to wait: behind a limit, looking makes no call.
 */
export async function putOff(run: Run, ref: Ref, items: readonly Work[], askedMs: number): Promise<RunResult> {
  const { ports, job } = run;
  const waitMs = Math.min(askedMs, await untilTold(run, ref));
  const at = later(ports.clock.now(), waitMs);
  const more = await ports.worklist.postpone(job, ref, items, at);
  ports.log.info({ job, ...ref, waitMs: Math.round(waitMs) }, 'job.put-off');
  return { outcome: 'put-off', again: { at, items }, more };
}

/** How long until whoever waits for the work has to be told; tells them when it is time. */
async function untilTold({ ports, definition }: Run, ref: Ref): Promise<number> {
  const ms = (await definition.patience?.(ports, ref)) ?? null;
  if (ms === null) return Number.POSITIVE_INFINITY;
  if (ms > 0) return ms;
  await definition.delayed?.(ports, ref);
  return Number.POSITIVE_INFINITY;
}

async function retry(run: Run, ref: Ref, items: readonly Work[], waitMs: number, error: unknown) {
  const { ports, job } = run;
  const at = later(ports.clock.now(), waitMs);
  const more = await ports.worklist.postpone(job, ref, items, at, errorText(error));
  const fields = { job, ...ref, failures: failuresOf(items) + 1, waitMs, ...errorFields(error) };
  const isOurs = isMisconfigured(error);
  if (isOurs) {
    ports.log.error(fields, 'job.misconfigured');
    await run.held?.note(`${job}:${ref.tenantId}`, errorText(error), waitMs);
  } else ports.log.warn(fields, 'job.failed');
  const failed = items.map((item) => ({ ...item, at, attempts: item.attempts + 1 }));
  return { outcome: isOurs ? 'misconfigured' : 'retry', again: { at, items: failed }, more } as const;
}

async function giveUp(run: Run, ref: Ref, items: readonly Work[], error: unknown): Promise<RunResult> {
  const { ports, job, definition } = run;
  try {
    await definition.giveUp?.(ports, ref, error);
  } catch (unsettled) {
    return retry(run, ref, items, GIVE_UP_AGAIN_MS, unsettled);
  }
  const more = await ports.worklist.bury(job, ref, items, errorText(error));
  ports.log.error({ job, ...ref, work: items.map(({ id }) => id), ...errorFields(error) }, 'job.dead');
  return { outcome: 'dead', more };
}

const failuresOf = (items: readonly Work[]): number => Math.max(...items.map(({ attempts }) => attempts));

const later = (now: Date, ms: number): Date => new Date(now.getTime() + Math.ceil(ms));

import { isMisconfigured } from '../src/domain/model/errors.js';
import { DELAYED_AFTER, type Ref } from '../src/domain/model/outbox-work.js';
import { errorFields, errorText } from '../src/lib/error-text.js';
import { decideAfterFailure } from './decide-after-failure.js';
import type { Lease } from './lease.js';
import type { Run, RunResult } from './run-context.js';

/** Milliseconds until a failed `giveUp` is tried again. The work stays alive until it succeeds. */
const GIVE_UP_AGAIN_MS = 5 * 60 * 1000;

/** Matches the rate limit keys of services. Other keys are delays of Baton's own, such as the undo window. */
const SERVICES = /^(marketplace|poll|slack):/;

/** Records what happens to failed work. Records nothing when the lease was lost. */
export async function handleFailure(run: Run, ref: Ref, lease: Lease, error: unknown): Promise<RunResult> {
  const { definition, limiter, random } = run;
  const failures = failuresOf(lease);
  const action = decideAfterFailure(error, failures, definition.retryDelays, random());
  switch (action.do) {
    case 'put-off':
      await limiter.block(action.block, action.waitMs);
      if (SERVICES.test(action.block)) await noteHeld(run, ref, action.block, action.waitMs);
      return putOff(run, ref, lease, action.waitMs);
    case 'wait':
      return waitForPlace(run, ref, lease, action.waitMs);
    case 'give-back':
      return giveBack(run, ref, lease, action.waitMs);
    case 'retry': {
      const result = await retry(run, ref, lease, action.waitMs, error);
      if (failures + 1 === DELAYED_AFTER) await definition.delayed?.(run.ports, ref);
      return result;
    }
    case 'give-up':
      return giveUp(run, ref, lease, error);
  }
}

/** Records for operators which key a service holds, and until when. */
async function noteHeld({ ports, held }: Run, { tenantId }: Ref, key: string, waitMs: number): Promise<void> {
  ports.log.warn({ tenantId, key, waitMs: Math.round(waitMs) }, 'limit.held');
  await held?.note(key, 'rate-limited', waitMs);
}

/** Postpones work: no attempt is counted, and the starts are reset. */
async function putOff(run: Run, ref: Ref, lease: Lease, askedMs: number): Promise<RunResult> {
  const { ports, job } = run;
  const { items } = lease;
  const waitMs = Math.min(askedMs, await delayNoticeIn(run, ref));
  const at = later(ports.clock.now(), waitMs);
  const more = await ports.worklist.postpone(job, ref, items, at, undefined, await lease.end(), lease.triedSince());
  ports.log.info({ job, ...ref, waitMs: Math.round(waitMs) }, 'job.put-off');
  return { outcome: 'put-off', again: { at, items }, more };
}

/** Gives back work that was not tried, until a place is free. */
export async function waitForPlace(run: Run, ref: Ref, lease: Lease, askedMs: number): Promise<RunResult> {
  return giveBack(run, ref, lease, Math.min(askedMs, await delayNoticeIn(run, ref)));
}

/**
 * Returns the milliseconds until the person who waits must be told of the delay, and tells them when that time has
 * come. Work is postponed for no longer than this, whatever a service asked for: a run behind a limit makes no call.
 */
async function delayNoticeIn({ ports, definition }: Run, ref: Ref): Promise<number> {
  const ms = (await definition.patience?.(ports, ref)) ?? null;
  if (ms === null) return Number.POSITIVE_INFINITY;
  if (ms > 0) return ms;
  await definition.delayed?.(ports, ref);
  return Number.POSITIVE_INFINITY;
}

/** Gives work back as if it had not been begun: neither an attempt nor a start is counted. */
export async function giveBack({ ports, job }: Run, ref: Ref, lease: Lease, waitMs: number): Promise<RunResult> {
  const { items } = lease;
  const at = later(ports.clock.now(), waitMs);
  const more = await ports.worklist.giveBack(job, ref, items, at, await lease.end(), lease.triedSince());
  ports.log.info({ job, ...ref, waitMs: Math.round(waitMs) }, 'job.put-off');
  return { outcome: 'put-off', again: { at, items }, more };
}

async function retry(run: Run, ref: Ref, lease: Lease, waitMs: number, error: unknown) {
  const { ports, job } = run;
  const { items } = lease;
  const at = later(ports.clock.now(), waitMs);
  const until = await lease.end();
  const more = await ports.worklist.postpone(job, ref, items, at, errorText(error), until, lease.triedSince());
  const fields = { job, ...ref, failures: failuresOf(lease) + 1, waitMs, ...errorFields(error) };
  const isOurs = isMisconfigured(error);
  if (isOurs) {
    ports.log.error(fields, 'job.misconfigured');
    await run.held?.note(`${job}:${ref.tenantId}`, errorText(error), waitMs);
  } else ports.log.warn(fields, 'job.failed');
  const failed = items.map((item) => ({ ...item, at, attempts: item.attempts + 1 }));
  return { outcome: isOurs ? 'misconfigured' : 'retry', again: { at, items: failed }, more } as const;
}

/**
 * Makes the work a dead letter, after its `giveUp` has told the person who waits.
 * @param untold skips `giveUp`, which has killed the worker too
 */
export async function giveUp(run: Run, ref: Ref, lease: Lease, error: unknown, untold = false): Promise<RunResult> {
  const { ports, job, definition } = run;
  const { items } = lease;
  try {
    if (!untold) await definition.giveUp?.(ports, ref, error);
  } catch (failed) {
    return retry(run, ref, lease, GIVE_UP_AGAIN_MS, failed);
  }
  const until = await lease.end();
  const more = await ports.worklist.deadLetter(job, ref, items, errorText(error), until, lease.triedSince());
  ports.log.error({ job, ...ref, work: items.map(({ id }) => id), ...errorFields(error) }, 'job.dead');
  return { outcome: 'dead', more };
}

const failuresOf = ({ items }: Pick<Lease, 'items'>): number => Math.max(...items.map(({ attempts }) => attempts));

const later = (now: Date, ms: number): Date => new Date(now.getTime() + Math.ceil(ms));

import type { Express } from 'express';
import { waitAtMost } from '../lib/wait-at-most.js';
import { mountGet } from './express-app.js';
import { problem, send } from './send-answer.js';

/** Checks a service that the process needs; throws when the service fails. */
type Check = () => Promise<unknown>;

/** The checks of readiness. */
export interface Checks {
  /** Services without which the process is not ready. */
  readonly needed: Readonly<Record<string, Check>>;
  /** Services without which the process is degraded: it answers, and does the rest later. */
  readonly useful?: Readonly<Record<string, Check>>;
  /** Tells whether the process is about to stop. */
  readonly isDraining?: () => boolean;
}

/** The time limit of a check, in milliseconds. */
const LIMIT_MS = 1000;

/**
 * Serves `/healthz` (the process is alive) and `/readyz` (it takes requests; missing useful services are listed as
 * `degraded`). Both are public and contain names only. Concurrent requests share one check, so that they cannot make
 * Baton check more often.
 */
export function mountProbes(app: Express, checks: Checks): void {
  mountGet(app, '/healthz', (_request, response) => send(response, { status: 200, body: { status: 'ok' } }));
  let running: ReturnType<typeof readiness> | undefined;
  const shared = () => {
    running ??= readiness(checks).finally(() => {
      running = undefined;
    });
    return running;
  };
  mountGet(app, '/readyz', async (_request, response) => send(response, await shared()));
}

async function readiness({ needed, useful = {}, isDraining = () => false }: Checks) {
  if (isDraining()) return problem('not-ready', { failed: ['draining'] });
  const [failed, degraded] = await Promise.all([failing(needed), failing(useful)]);
  if (failed.length > 0) return problem('not-ready', { failed: [...failed, ...degraded] });
  return { status: 200, body: { status: 'ready', ...(degraded.length > 0 && { degraded }) } };
}

/** Returns the names of the failing checks. */
async function failing(checks: Readonly<Record<string, Check>>): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
  );
  return results.flat();
}

function passes(check: Check): Promise<boolean> {
  const answered = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  return waitAtMost(answered, LIMIT_MS, () => false);
}

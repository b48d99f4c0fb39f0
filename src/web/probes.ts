import type { Express } from 'express';
import { within } from '../lib/within.js';
import { problem, send } from './answer.js';

/** Asks something that the process needs; a check that fails or takes too long throws. */
type Check = () => Promise<unknown>;

/** What readiness depends on. */
export interface Checks {
  /** Without one of these, nothing that is asked of the process can be done. */
  readonly needed: Readonly<Record<string, Check>>;
  /** Without one of these, the process still answers; what it cannot do now is done later. */
  readonly useful?: Readonly<Record<string, Check>>;
  /** Whether the process is about to end. */
  readonly isDraining?: () => boolean;
}

/** A check that has not answered after so many milliseconds has failed. */
const LIMIT_MS = 1000;

/**
 * `/healthz`: the process lives. `/readyz`: requests may be sent to it; what it misses without needing it stands in
 * `degraded`. Neither needs a login, and neither says more than names.
 */
export function mountProbes(app: Express, checks: Checks): void {
  app.get('/healthz', (_request, response) => send(response, { status: 200, body: { status: 'ok' } }));
  app.get('/readyz', async (_request, response) => send(response, await readiness(checks)));
}

async function readiness({ needed, useful = {}, isDraining = () => false }: Checks) {
  if (isDraining()) return problem('not-ready', { failed: ['draining'] });
  const [failed, degraded] = await Promise.all([failing(needed), failing(useful)]);
  if (failed.length > 0) return problem('not-ready', { failed: [...failed, ...degraded] });
  return { status: 200, body: { status: 'ready', ...(degraded.length > 0 && { degraded }) } };
}

/** The names of the checks that fail now. */
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
  return within(answered, LIMIT_MS, () => false);
}

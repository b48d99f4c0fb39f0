import type { Express } from 'express';
import { within } from '../domain/within.js';
import { problem, send } from './answer.js';

/** Asks each thing that the process needs; a check that fails or takes too long throws. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** A check that has not answered after so many milliseconds has failed. */
const LIMIT_MS = 1000;

/** `/healthz`: the process lives. `/readyz`: it can work. Neither needs a login, and neither says more than names. */
export function mountProbes(app: Express, checks: Checks): void {
  app.get('/healthz', (_request, response) => send(response, { status: 200, body: { status: 'ok' } }));
  app.get('/readyz', async (_request, response) => {
    const failed = await failing(checks);
    const ready = { status: 200, body: { status: 'ready' } };
    send(response, failed.length === 0 ? ready : problem('not-ready', { failed }));
  });
}

/** The names of the checks that fail now. */
async function failing(checks: Checks): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
  );
  return results.flat();
}

function passes(check: () => Promise<unknown>): Promise<boolean> {
  const answered = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  return within(answered, LIMIT_MS, () => false);
}

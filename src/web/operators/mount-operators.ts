import express, { type Express } from 'express';
import { listDeadLetters, type Replayed, replayDeadLetters } from '../../domain/operating/dead-letters.js';
import type { HeldWork } from '../../domain/operating/held-work.js';
import type { Ports } from '../../domain/ports.js';
import { isSameSecret } from '../../lib/same-secret.js';
import { takes } from '../express-app.js';
import { type Answer, send } from '../send-answer.js';
import { cookieFor, hasAccess, isOwnForm } from './browser-access.js';
import { closedPage, operatorsPage } from './operators-view.js';

/** The content of the page, and the token that admits a browser. */
export interface OperatorsOptions {
  readonly ports: Ports;
  /** Lists what a rate limit or the configuration holds up. @throws when Redis does not answer. */
  readonly held: () => Promise<readonly HeldWork[]>;
  readonly token: string;
}

/** Limits of a form: as many dead letters as are listed per noun. */
const FORM = { limit: '1mb', parameterLimit: 10_001 };

/** Serves the operators' page at `/`, which `/?token=` opens, and replays the dead letters that its forms name. */
export function mountOperators(app: Express, { ports, held, token }: OperatorsOptions): void {
  app.all('/', takes('GET, HEAD, POST'));

  app.get('/', async (request, response) => {
    const [given] = textsOf(request.query.token);
    if (given !== undefined && isSameSecret(given, token))
      return send(response, { status: 303, body: '', headers: { location: '/', 'set-cookie': cookieFor(token) } });
    if (!hasAccess(request, token)) return send(response, closedPage());
    send(response, await render(textsOf(request.query.tenant)[0]));
  });

  app.post('/', express.urlencoded({ extended: false, ...FORM }), async (request, response) => {
    if (!hasAccess(request, token) || !isOwnForm(request)) return send(response, closedPage());
    const form: Readonly<Record<string, unknown>> = request.body ?? {};
    const [tenantId] = textsOf(form.tenant);
    const ticked = form.all === undefined && { workIds: new Set(textsOf(form.work)) };
    send(response, await render(tenantId, await replayDeadLetters(ports, { tenantId, ...ticked })));
  });

  async function render(tenantId: string | undefined, replayed?: Replayed): Promise<Answer> {
    const now = ports.clock.now();
    const [outstanding, letters, holds] = await Promise.all([
      ports.worklist.outstanding(now, tenantId),
      listDeadLetters(ports, tenantId),
      held().catch(() => undefined),
    ]);
    const names = new Map<string, string>();
    for (const id of new Set([...outstanding.map((row) => row.tenantId), ...letters.map(({ ref }) => ref.tenantId)]))
      names.set(id, (await ports.tenants.get(id))?.name ?? 'deleted');
    return operatorsPage({ now, outstanding, letters, held: holds, names, tenantId, replayed });
  }
}

/** Returns the texts of a parameter that may be absent, given once or several times; empty ones count as absent. */
const textsOf = (value: unknown): string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string' && text !== '');

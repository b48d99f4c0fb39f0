import { STATUS_CODES } from 'node:http';
import { type ErrorHandler, Hono, type NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ContractProblem } from '../market/market.js';
import type { Outbox } from '../market/outbox.js';
import { actionControls } from './action-controls.js';
import { contractRoutes } from './contract-routes.js';
import { faultControls } from './fault-controls.js';
import { marketControls, readControls } from './market-controls.js';
import { pageRoutes } from './page-routes.js';
import { other, problem, reply } from './reply.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { upworkRoutes } from './upwork-routes.js';
import { vendorControls } from './vendor-controls.js';
import { vendorRoutes } from './vendor-routes.js';

/** Routes of the sandbox: the contract at the root, controls under `/sandbox`, and HTML pages. */
export function sandboxApp(sandbox: Sandbox, outbox: Outbox): Hono<Http> {
  const app = new Hono<Http>();
  app.use('/sandbox/*', (c, next) => {
    // browsers say where a request comes from: another site's page cannot press the controls
    const site = c.req.header('sec-fetch-site') ?? 'none';
    if (site !== 'same-origin' && site !== 'none') throw new HTTPException(403, { message: 'from another site' });
    return next();
  });
  app.onError(failed(sandbox));
  app.notFound(noRoute(app));
  app.route('/', contractRoutes(sandbox));
  app.route('/', vendorRoutes(sandbox));
  app.route('/', upworkRoutes(sandbox));
  app.route('/', pageRoutes(sandbox));
  app.route('/sandbox', readControls(sandbox));
  app.route('/sandbox', marketControls(sandbox));
  app.route('/sandbox', actionControls(sandbox));
  app.route('/sandbox', vendorControls(sandbox));
  app.route('/sandbox', faultControls(sandbox, outbox));
  return app;
}

/** Answers unmatched requests: 404 for an unknown path, 405 for a known one with another method. */
const noRoute =
  (app: Hono<Http>): NotFoundHandler<Http> =>
  ({ req: { method, path } }) => {
    const allowed = ['GET', 'POST'].filter((one) => takes(app, one, path));
    if (allowed.length === 0) return reply(other(404, 'Not Found', `There is nothing at ${path}.`));
    const refusal = other(405, 'Method Not Allowed', `${path} takes ${allowed.join(' and ')}, not ${method}.`);
    return reply(refusal, { allow: allowed.join(', ') });
  };

/** Tells whether a route, and not only middleware, matches this method and path. */
const takes = ({ router }: Hono<Http>, method: string, path: string): boolean =>
  router.match(method, path)[0].some(([[, route]]) => route.method === method);

/** Answers errors. Those of a control are shown as they are; others are logged and answered 500 without details. */
const failed =
  ({ log, market }: Sandbox): ErrorHandler<Http> =>
  (error) => {
    if (error instanceof ContractProblem) return reply(problem(market, error));
    if (error instanceof HTTPException)
      return reply(other(error.status, STATUS_CODES[error.status] ?? 'Refused', error.message));
    log.error({ error: String(error) }, 'sandbox.failed');
    return reply(other(500, 'Internal Server Error', 'Something went wrong in the sandbox; its log says what.'));
  };

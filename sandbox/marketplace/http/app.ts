import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Outbox } from '../market/outbox.js';
import { actControls } from './act-controls.js';
import { contractRoutes } from './contract-routes.js';
import { marketControls } from './market-controls.js';
import { failed, noRoute } from './no-route.js';
import { pageRoutes } from './page-routes.js';
import { readControls } from './read-controls.js';
import type { Http, Sandbox } from './sandbox-context.js';
import { troubleControls } from './trouble-controls.js';

/** The contract at the root, the controls under `/sandbox`, and pages for people. */
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
  app.route('/', pageRoutes(sandbox));
  app.route('/sandbox', readControls(sandbox));
  app.route('/sandbox', marketControls(sandbox));
  app.route('/sandbox', actControls(sandbox));
  app.route('/sandbox', troubleControls(sandbox, outbox));
  return app;
}

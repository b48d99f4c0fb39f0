import { Hono } from 'hono';
import { html } from 'hono/html';
import { PROBLEMS, type ProblemCode } from '../../../src/sources/contract/schema/problem.js';
import { clientPage } from '../pages/client-page.js';
import { clientView } from '../pages/client-view.js';
import { jobPage, personPage } from '../pages/freelancer-pages.js';
import { indexPage } from '../pages/index-page.js';
import { layout } from '../pages/layout.js';
import { orNotFound } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

/** HTML pages. The client's view is also available as JSON: `/client/jobs/<id>.json`. */
export function pageRoutes({ market }: Sandbox): Hono<Http> {
  const app = new Hono<Http>();
  app.get('/', (c) => c.html(indexPage(market)));
  app.get('/client/jobs/:id', (c) => {
    const [id = '', json] = c.req.param('id').split(/(\.json)$/);
    const view = orNotFound(clientView(market, id), 'job');
    return json || c.req.header('accept') === 'application/json' ? c.json(view) : c.html(clientPage(view));
  });
  app.get('/jobs/:id', (c) => c.html(jobPage(market, orNotFound(market.state.jobs[c.req.param('id')], 'job'))));
  app.get('/people/:id', (c) =>
    c.html(personPage(market, orNotFound(market.state.people[c.req.param('id')], 'person'))),
  );
  app.get('/problems/:code', (c) => {
    const code = c.req.param('code') as ProblemCode;
    const [status, title] = orNotFound(Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined, 'problem');
    return c.html(layout(code, html`<h1>${code}</h1><p>${title}.</p><p class="soft">Answered with ${status}.</p>`));
  });
  return app;
}

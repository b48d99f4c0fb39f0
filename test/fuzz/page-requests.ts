import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import type { Json } from '../support/payload-mutations.js';
import type { GoodRequest, Way } from './good-request.js';

const page = (way: Way, path: string, more: Partial<GoodRequest> = {}): GoodRequest => ({
  ...{ way, name: `${way} ${path} ${more.to ?? ''}`.trim(), method: 'GET', path, headers: {} },
  ...{ format: 'none', content: null, proof: 'none', ...more },
});

/** Slack sends the browser back from its page of consent. */
const back = (content: Json): GoodRequest => ({
  ...page('oauth', ENDPOINT_PATHS.redirect, {
    format: 'query',
    content,
    headers: { cookie: 'slack-app-oauth-state={{state}}' },
  }),
  name: `oauth back with ${Object.values(content as object).join(' and ')}`,
});

/** The pages of the installation, of operators, and of everybody. */
export const PAGES: readonly GoodRequest[] = [
  page('oauth', ENDPOINT_PATHS.install),
  back({ code: '{{code}}', state: '{{state}}' }),
  back({ code: 'not-a-code', state: '{{state}}' }),
  back({ error: 'access_denied', state: '{{state}}' }),
  back({ code: 'not-a-code', state: 'not-a-state' }),
  page('pages', '/'),
  page('pages', '/healthz'),
  page('pages', '/readyz'),
  page('pages', '/metrics'),
  page('pages', '/webhooks/{{connection:contract}}'),
  page('pages', '/favicon.ico'),
  page('pages', '/healthz', { to: 'worker' }),
  page('pages', '/readyz', { to: 'worker' }),
  page('pages', '/metrics', { to: 'worker' }),
  page('pages', '/', { to: 'worker' }),
];

/** Requests whose bytes are mutated head and all: one of each kind that is given. */
export const socketsOf = (goods: readonly GoodRequest[]): GoodRequest[] =>
  goods
    .filter((good, index) => goods.findIndex(({ way, to }) => way === good.way && to === good.to) === index)
    .map((good) => ({ ...good, way: 'sockets', name: `socket: ${good.name}` }));

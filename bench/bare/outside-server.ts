import { createServer } from 'node:http';
import { now } from '../load/clock.js';
import { serve } from './serve.js';

/** When the marketplace was called for each invitation; asked for, they are forgotten. */
let arrivals: Record<string, number> = {};

const DECISION = /^\/invitations\/([^/]+)\/(accept|decline)$/;

let posted = 0;

/** What Slack says to a message or a direct message that is opened. */
function slackAnswer() {
  posted += 1;
  return { ok: true, channel: { id: 'DBENCH' }, ts: `1.${posted}` };
}

function takeArrivals() {
  const taken = arrivals;
  arrivals = {};
  return taken;
}

function answer(path: string): object {
  if (path === '/arrivals') return takeArrivals();
  if (path.startsWith('/api/')) return slackAnswer();
  const [, id, verb] = DECISION.exec(path) ?? [];
  if (!id) return { items: [] };
  arrivals[id] ??= now();
  return { id, status: verb === 'accept' ? 'accepted' : 'declined' };
}

/** Stands in for Slack's API (`/api/`) and for the marketplace: every call is answered at once. */
serve(
  createServer((request, response) => {
    const text = JSON.stringify(answer(request.url ?? ''));
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  }),
);

import { createServer } from 'node:http';
import { now } from '../load/clock.js';
import { serve } from './serve.js';

/** Arrival times of the marketplace's calls by invitation id. Reading them clears them. */
let arrivals: Record<string, number> = {};

const DECISION = /^\/invitations\/([^/]+)\/(accept|decline)$/;

let posted = 0;

/** Slack's answer to a posted message or an opened direct message. */
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

/** Fakes Slack's API (`/api/`) and the marketplace: answers every call at once. */
serve(
  createServer((request, response) => {
    const text = JSON.stringify(answer(request.url ?? ''));
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  }),
);

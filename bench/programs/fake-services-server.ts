import { createServer } from 'node:http';
import { monotonicNow } from '../load/monotonic-clock.js';
import { listenUntilSigterm } from './listen-until-sigterm.js';

/**
 * Arrival times of calls to the fake marketplace, by invitation id, and of cards in the fake Slack, by the job id in
 * their link. Reading them clears them.
 */
let arrivals: Record<string, number> = {};

const DECISION = /^\/invitations\/([^/]+)\/(accept|decline)$/;

/** Matches the job id in the link of a posted message, which is form-encoded. */
const JOB = /market\.example%2Fjobs%2F([\w-]+)/;

let posted = 0;

/** Returns Slack's answer to a posted message or an opened direct message. */
function slackAnswer() {
  posted += 1;
  return { ok: true, channel: { id: 'DBENCH' }, ts: `1.${posted}` };
}

function takeArrivals() {
  const taken = arrivals;
  arrivals = {};
  return taken;
}

function answer(path: string, body: string): object {
  if (path === '/arrivals') return takeArrivals();
  if (path.startsWith('/api/')) {
    const [, job] = (path.endsWith('/chat.postMessage') && JOB.exec(body)) || [];
    if (job) arrivals[job] ??= monotonicNow();
    return slackAnswer();
  }
  const [, id, verb] = DECISION.exec(path) ?? [];
  if (!id) return { items: [] };
  arrivals[id] ??= monotonicNow();
  return { id, status: verb === 'accept' ? 'accepted' : 'declined' };
}

/** Fakes Slack's API (`/api/`) and the marketplace: answers every call at once. */
listenUntilSigterm(
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.once('end', () => {
      const text = JSON.stringify(answer(request.url ?? '', body));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  }),
);

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { KEEP_ALIVE_MS } from '../../src/lib/listen.js';
import { answerControl } from './control-api.js';
import { answerCall } from './emulator/answer-call.js';
import type { EmulatorContext } from './emulator/context.js';
import { type Answer, parseArgs, text } from './emulator/json.js';
import { forwardPage } from './forward-pages.js';

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads a bearer token, or client credentials from basic authentication. */
function credentials(authorization = ''): { token: string; args: Record<string, string> } {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return { token: value, args: {} };
  const [client_id = '', client_secret = ''] = Buffer.from(value, 'base64').toString().split(':');
  return { token: '', args: { client_id, client_secret } };
}

function send(response: ServerResponse, { status, headers = {}, body, fate }: Answer): void {
  if (fate === 'lost') response.destroy();
  if (fate) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Browsers say where a request comes from: another site's page must not play Slack's users. */
const isFromOtherSite = ({ headers: { 'sec-fetch-site': site = 'none' } }: IncomingMessage): boolean =>
  site !== 'same-origin' && site !== 'none';

async function handle(context: EmulatorContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', context.url);
  const { method = 'GET' } = request;
  const { authorization, 'content-type': contentType } = request.headers;
  const body = await read(request);
  const [, area = '', name = ''] = url.pathname.split('/');
  if (area === 'api') {
    const { token, args } = credentials(authorization);
    const given = { ...args, ...parseArgs(url.search, undefined), ...parseArgs(String(body), contentType) };
    return send(response, await answerCall(context, name, given, token || text(given.token)));
  }
  if (area === 'response') {
    return send(response, await context.responseUrls.answer(context, name, parseArgs(String(body), contentType)));
  }
  if (area === 'control') {
    if (isFromOtherSite(request))
      return send(response, { status: 403, body: { ok: false, error: 'from another site' } });
    return send(response, await answerControl(context, { method, name, query: url.searchParams, body }));
  }
  const page = await forwardPage(context, { method, url, contentType, authorization, body });
  response.writeHead(page.status, page.headers).end(page.body);
}

/** Listens on the loopback address: on `port` if it is free, else on any port. */
export async function listen(port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const attempt = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', resolve);
    });
  await attempt(port).catch(() => attempt(0));
  return server;
}

/** Handles the server's requests, and those of sockets, as Slack. */
export function serveSlack(server: Server, context: EmulatorContext): void {
  server.on('upgrade', context.sockets.upgrade);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(context, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, { status: 500, body: { ok: false, error: 'fatal_error', detail: String(error) } });
    });
  });
}

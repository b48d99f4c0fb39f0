import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { apply, type Json } from '../support/payload-mutations.js';
import { changedBytes } from './mutate-request.js';
import type { Recipe } from './mutation-recipe.js';

/** Ways in which a marketplace answers that are no mutation of a good answer. */
const MANNERS = ['endless', 'huge', 'slow', 'hangs', 'cut', 'redirects', 'status', 'nothing', 'bomb'] as const;

/** A marketplace between Baton and the sandbox, whose answers are mutated as the present recipe says. */
export interface HostileMarketplace {
  readonly url: string;
  /** Mutates all answers from now on; good answers again where there is no recipe. */
  misbehave(recipe: Recipe | undefined): void;
  /** The number of answers that were mutated. */
  mutated(): number;
  close(): Promise<void>;
}

/** Starts it. @param target returns the address of the sandbox */
export async function startHostileMarketplace(target: () => string): Promise<HostileMarketplace> {
  let recipe: Recipe | undefined;
  let mutated = 0;
  const server = createServer((request, response) => {
    response.on('error', () => {});
    const present = recipe;
    if (present) mutated += 1;
    void passOn(target(), request)
      .then((good) => (present ? misanswer(present, good, response) : send(response, good)))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (next) => {
      recipe = next;
    },
    mutated: () => mutated,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Good {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

async function passOn(target: string, request: IncomingMessage): Promise<Good> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', headers, url = '/' } = request;
  const sent = ['authorization', 'content-type', 'idempotency-key', 'x-api-token', 'x-api-key', 'accept'].flatMap(
    (name): [string, string][] => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []),
  );
  const body = chunks.length > 0 ? { body: new Uint8Array(Buffer.concat(chunks)) } : {};
  const answer = await fetch(new URL(url, target), { method, headers: sent, ...body });
  const type = answer.headers.get('content-type');
  return {
    status: answer.status,
    headers: type === null ? {} : { 'content-type': type },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

function send(response: ServerResponse, { status, headers, body }: Good): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** Answers badly: every third recipe chooses a manner, and the others mutate the good answer. */
function misanswer(recipe: Recipe, good: Good, response: ServerResponse): void {
  const manner = recipe.pick % 3 === 0 ? MANNERS[Math.floor(recipe.pick / 3) % MANNERS.length] : undefined;
  if (manner) {
    behave(manner, recipe, good, response);
    return;
  }
  const body = recipe.bytes.reduce(changedBytes, mutatedJson(recipe, good.body));
  const odd = recipe.headers.flatMap((change) => (change.kind === 'set' ? [[change.name, change.value] as const] : []));
  const headers = { ...good.headers, ...Object.fromEntries(odd.filter(([, value]) => /^[\t\x20-\x7e]*$/.test(value))) };
  send(response, { ...good, headers, body });
}

function mutatedJson({ content }: Recipe, body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(content.reduce(apply, JSON.parse(body.toString()) as Json)));
  } catch {
    return body;
  }
}

/** A few kilobytes that unpack to 64 MB. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));

const CHUNK = Buffer.alloc(64 * 1024, ' ');

function behave(manner: (typeof MANNERS)[number], { pick }: Recipe, good: Good, response: ServerResponse): void {
  switch (manner) {
    case 'endless':
      response.writeHead(200, good.headers);
      drip(response, 20, '[');
      return;
    case 'slow':
      response.writeHead(200, good.headers);
      drip(response, 300, ' ');
      return;
    case 'huge':
      response.writeHead(200, good.headers);
      pour(response, 600);
      return;
    case 'hangs':
      return;
    case 'cut':
      response.writeHead(200, { ...good.headers, 'content-length': String(good.body.length + 100) });
      response.write(good.body.subarray(0, good.body.length / 2), () => response.destroy());
      return;
    case 'redirects':
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' });
      response.end();
      return;
    case 'status': {
      const statuses = [204, 205, 300, 304, 401, 402, 403, 404, 409, 410, 418, 422, 429, 451, 500, 502, 599];
      const status = statuses[pick % statuses.length] ?? 500;
      const odd = ['-1', '1e9', 'soon', '', 'Thu, 01 Jan 1970 00:00:00 GMT', '99999999999'][pick % 6] ?? '';
      send(response, { ...good, status, headers: { ...good.headers, 'retry-after': odd } });
      return;
    }
    case 'nothing':
      send(response, { ...good, body: Buffer.alloc(0) });
      return;
    case 'bomb':
      response.writeHead(200, { ...good.headers, 'content-encoding': 'gzip' });
      response.end(BOMB);
  }
}

/** Sends a character now and then, until the reader has had enough. */
function drip(response: ServerResponse, everyMs: number, text: string): void {
  const timer = setInterval(() => response.write(text), everyMs);
  response.on('close', () => clearInterval(timer));
}

/** Sends so many chunks, as fast as they are read. */
function pour(response: ServerResponse, left: number): void {
  if (left === 0 || response.destroyed) response.end();
  else response.write(CHUNK, () => pour(response, left - 1));
}

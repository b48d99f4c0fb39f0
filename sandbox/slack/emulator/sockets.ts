import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type Json, object, text } from './json.js';

/** The kinds of envelopes in which Slack sends payloads over a socket. */
export type EnvelopeType = 'events_api' | 'interactive' | 'slash_commands';

/** The app's acknowledgement of an envelope. */
export interface Acknowledgement {
  /** False where the app did not acknowledge within three seconds, or no connection was open. */
  readonly isAcknowledged: boolean;
  readonly payload: Json;
  readonly ms: number;
}

/** Socket Mode: the app's connections, over which Slack sends what it would post to the request URL. */
export interface Sockets {
  /** Issues the address of one connection, valid once and for 30 seconds. */
  issue(): string;
  /** Takes the request of a connection. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends a payload over the connections in turn. An event that is not acknowledged is sent again, twice at most. */
  send(type: EnvelopeType, payload: Json): Promise<Acknowledgement>;
  /** The number of open connections. */
  count(): number;
  /** Resolves once so many connections are open. @throws Error after `ms` milliseconds */
  until(count: number, ms?: number): Promise<void>;
  /**
   * Tells the oldest connection, or all, that it will be closed, as when Slack renews it (`warning`,
   * `refresh_requested`) or Socket Mode is turned off (`link_disabled`).
   */
  disconnect(reason: string, which?: 'oldest' | 'all'): void;
  /** Cuts all connections without a message, as when a network is lost. */
  cut(): void;
  /** Messages of the app that Slack would reject, described in words. */
  readonly violations: readonly string[];
  close(): void;
}

/** Slack's limits: for an acknowledgement, the validity of an address, and the connections of an app. */
const ACK_MS = 3000;
const ADDRESS_MS = 30_000;
const MOST = 10;

/** The attempts at an event. */
const ATTEMPTS = 3;

/** Milliseconds between two pings, and from the word that a connection ends to its end. */
const PING_MS = 5000;
const GRACE_MS = 10_000;

/** Interactions whose acknowledgement may have content. */
const ANSWERABLE: readonly unknown[] = ['view_submission', 'block_suggestion'];

interface Pending {
  readonly acceptsPayload: boolean;
  resolve(payload: Json): void;
}

/** Creates Slack's side of Socket Mode. @param base Slack's address, without a trailing slash */
export function createSockets(base: string, appId: string): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const open: WebSocket[] = [];
  const pending = new Map<string, Pending>();
  const acknowledged = new Set<string>();
  const violations: string[] = [];
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  let turn = 0;

  const tell = (socket: WebSocket, message: Json) => socket.send(JSON.stringify(message));
  const end = (socket: WebSocket, reason: string) => {
    tell(socket, { type: 'disconnect', reason, debug_info: { host: 'emulator' } });
    setTimeout(() => socket.close(), GRACE_MS).unref();
  };
  const hear = (data: RawData) => {
    const message = parsed(String(data));
    const id = text(message?.envelope_id);
    const one = pending.get(id);
    if (!message || !id) return void violations.push(`no acknowledgement: ${String(data).slice(0, 200)}`);
    if (!one) return void violations.push(`${acknowledged.has(id) ? 'a second' : 'an unknown'} envelope: ${id}`);
    pending.delete(id);
    acknowledged.add(id);
    const payload = object(message.payload ?? {});
    if (!one.acceptsPayload && Object.keys(payload).length > 0)
      violations.push(`an answer to what takes none: ${JSON.stringify(payload).slice(0, 200)}`);
    one.resolve(payload);
  };
  const accept = (socket: WebSocket) => {
    if (open.length >= MOST) {
      end(socket, 'too_many_websockets');
      return;
    }
    open.push(socket);
    const pinging = setInterval(() => socket.ping('Ping from emulator'), PING_MS).unref();
    socket.on('message', hear);
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(pinging);
      open.splice(open.indexOf(socket), 1);
      changed();
    });
    tell(socket, {
      type: 'hello',
      num_connections: open.length,
      connection_info: { app_id: appId },
      debug_info: { host: 'emulator', build_number: 1, approximate_connection_time: 18_060 },
    });
    changed();
  };
  const attempt = (type: EnvelopeType, payload: Json, retry: number): Promise<Json | undefined> => {
    const socket = open[turn++ % Math.max(1, open.length)];
    if (!socket) return Promise.resolve(undefined);
    const id = randomUUID();
    const acceptsPayload = type === 'slash_commands' || ANSWERABLE.includes(payload.type);
    const answered = new Promise<Json | undefined>((resolve) => {
      pending.set(id, { acceptsPayload, resolve });
      setTimeout(() => resolve(undefined), ACK_MS).unref();
    });
    tell(socket, {
      ...{ envelope_id: id, type, accepts_response_payload: acceptsPayload, payload },
      ...(type === 'events_api' && { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' }),
    });
    return answered;
  };

  return {
    violations,
    count: () => open.length,
    issue: () => {
      const ticket = randomUUID();
      tickets.set(ticket, Date.now() + ADDRESS_MS);
      return `${base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade: (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', base);
      const ticket = searchParams.get('ticket') ?? '';
      const until = tickets.get(ticket) ?? 0;
      tickets.delete(ticket);
      if (pathname !== '/link/' || until < Date.now()) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      server.handleUpgrade(request, socket, head, accept);
    },
    send: async (type, payload) => {
      const begun = performance.now();
      const most = type === 'events_api' ? ATTEMPTS : 1;
      let answer: Json | undefined;
      for (let retry = 0; retry < most && !answer; retry++) answer = await attempt(type, payload, retry);
      return { isAcknowledged: answer !== undefined, payload: answer ?? {}, ms: performance.now() - begun };
    },
    until: (count, ms = 10_000) => {
      let look = () => {};
      return new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${open.length} connections, not ${count}`)), ms);
        look = () => {
          if (open.length !== count) return;
          clearTimeout(late);
          resolve();
        };
        watchers.add(look);
        look();
      }).finally(() => watchers.delete(look));
    },
    disconnect: (reason, which = 'oldest') => {
      for (const socket of which === 'all' ? [...open] : open.slice(0, 1)) end(socket, reason);
    },
    cut: () => {
      for (const socket of [...open]) socket.terminate();
    },
    close: () => {
      for (const socket of [...open]) socket.terminate();
      server.close();
    },
  };
}

function parsed(data: string): Json | undefined {
  try {
    return object(JSON.parse(data));
  } catch {
    return undefined;
  }
}

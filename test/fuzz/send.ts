import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { WireRequest } from './mutate-request.js';

/** The answer to a request. Status 0: the connection ended without one. -1: none came in time. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** From the first byte sent to the last received, in milliseconds. */
  readonly ms: number;
  /** True where this machine's HTTP client refuses to send such a request. */
  readonly unsendable?: boolean;
}

/** How long an answer is waited for, in milliseconds. Baton cuts a slow body off after 10 s. */
const PATIENCE_MS = 60_000;

/** Sends requests to the addresses of the processes. */
export function sender(urls: Readonly<Record<'bot' | 'worker', string>>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (wire: WireRequest) => send(urls[wire.to], agent, wire),
    sendBytes: (to: 'bot' | 'worker', bytes: Buffer) => sendBytes(urls[to], bytes),
    close: () => agent.destroy(),
  };
}

export type Sender = ReturnType<typeof sender>;

function send(base: string, agent: Agent, { method, path, headers, body }: WireRequest): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const begun = performance.now();
  const ended = (status: number, rest: Partial<Answer> = {}): Answer => ({
    ...{ status, headers: {}, text: '', ms: performance.now() - begun },
    ...rest,
  });
  return new Promise((resolve) => {
    try {
      const sending = request({
        hostname,
        port,
        method,
        path,
        agent,
        headers: listed(headers, body),
        timeout: PATIENCE_MS,
      });
      sending.on('response', (answer) => {
        const chunks: Buffer[] = [];
        const end = () =>
          resolve(ended(answer.statusCode ?? 0, { headers: answer.headers, text: String(Buffer.concat(chunks)) }));
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', end)
          .on('error', end);
      });
      sending.on('timeout', () => {
        resolve(ended(-1));
        sending.destroy();
      });
      sending.on('error', () => resolve(ended(0)));
      sending.end(body);
    } catch {
      resolve(ended(0, { unsendable: true }));
    }
  });
}

/** As Node's client takes headers that repeat. A body's length is added. */
function listed(headers: WireRequest['headers'], body: Buffer): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of headers) {
    const before = all[name];
    all[name] = before === undefined ? value : [before, value].flat();
  }
  if (body.length > 0 && !('transfer-encoding' in all)) all['content-length'] ??= String(body.length);
  return all;
}

/** The head of an answer as it stands on the wire. */
const STATUS = /^HTTP\/1\.[01] (\d{3})/;

/** Sends bytes that need be no HTTP over a connection of their own, and closes this side of it. */
function sendBytes(base: string, bytes: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const begun = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const end = (late = false) => {
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      const status = Number(STATUS.exec(text)?.[1] ?? (late ? -1 : 0));
      resolve({ status, headers: {}, text, ms: performance.now() - begun });
    };
    socket.setTimeout(PATIENCE_MS, () => end(true));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => end()).on('error', () => end());
    socket.end(bytes);
  });
}

/** Writes a request as HTTP/1.1 bytes. */
export function bytesOf({ method, path, headers, body }: WireRequest): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: baton.example', 'connection: close'];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (body.length > 0) lines.push(`content-length: ${body.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

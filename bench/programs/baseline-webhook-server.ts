import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { connectMongo } from './connect-mongo.js';
import { listenUntilSigterm } from './listen-until-sigterm.js';
import { readVariable } from './read-variable.js';

/** The work of the baseline. `hmac`: checks the signature only. `insert`: also stores the event. */
const mode = readVariable('BENCH_MODE') as 'hmac' | 'insert';

const key = Buffer.from(readVariable('WEBHOOK_SECRET').replace('whsec_', ''), 'base64');
const tenantId = readVariable('TENANT');

function isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name]),
  );
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = Buffer.from(signature?.replace('v1,', '') ?? '', 'base64');
  return given.length === digest.length && timingSafeEqual(given, digest);
}

async function inserter(): Promise<(id: string, body: Buffer) => Promise<unknown>> {
  if (mode === 'hmac') return async () => {};
  const { db } = await connectMongo();
  const events = db.collection<{ _id: string }>('events');
  return (id, body) => {
    const at = new Date();
    const work = [{ id: randomUUID(), job: 'receive-event', at, attempts: 0, free: { run: at } }];
    const { type, data } = JSON.parse(body.toString());
    return events.insertOne({ _id: `${tenantId}:${id}`, id, tenantId, type, data, receivedAt: at, work } as never);
  };
}

const store = await inserter();

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const signed = isSigned(request, body);
  if (signed) await store(String(request.headers['webhook-id']), body);
  const answer = JSON.stringify({ received: signed ? 'new' : 'refused' });
  response.writeHead(signed ? 200 : 401, { 'content-type': 'application/json', 'content-length': answer.length });
  response.end(answer);
}

listenUntilSigterm(createServer((request, response) => void take(request, response)));

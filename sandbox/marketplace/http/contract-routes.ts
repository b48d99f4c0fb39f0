import { type Context, Hono } from 'hono';
import { contractDocument } from '../../../src/sources/contract/schema/document.js';
import { ENDPOINTS } from '../../../src/sources/contract/schema/endpoint.js';
import type { CallRecord, EndpointName } from '../market/state.js';
import { carryOut } from './carry-out.js';
import type { Http, Sandbox } from './sandbox-context.js';

/** The paths of the contract, with every call on record. */
export function contractRoutes(sandbox: Sandbox): Hono<Http> {
  const app = new Hono<Http>();
  app.get('/openapi.json', (c) => c.json(contractDocument([{ url: sandbox.market.url }])));
  for (const [name, { method, path }] of Object.entries(ENDPOINTS) as [EndpointName, Route][]) {
    app.on(method.toUpperCase(), path.replace('{id}', ':id'), (c) => recorded(sandbox, name, c));
  }
  return app;
}

type Route = { method: string; path: string };

async function recorded(sandbox: Sandbox, name: EndpointName, c: Context<Http>): Promise<Response> {
  const { state, now } = sandbox.market;
  const record: CallRecord = { at: now().toISOString(), method: c.req.method, path: c.req.path, replayed: false };
  state.calls.push(record);
  const response = await carryOut(sandbox, name, c, record);
  await sandbox.changed();
  if (response) return response;
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
}

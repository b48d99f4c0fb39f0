import { Hono } from 'hono';
import type { Http, Sandbox } from './sandbox-context.js';

/** Everything the sandbox knows, for programs that check what really happened. Tokens and secrets stay out. */
export function readControls({ market: { state } }: Sandbox): Hono<Http> {
  const app = new Hono<Http>();
  const agencies = () =>
    Object.values(state.agencies).map(({ id, name, webhook }) => ({
      id,
      name,
      ...(webhook && { webhook: { url: webhook.url, gone: webhook.gone ?? false } }),
    }));
  app.get('/state', (c) => c.json({ ...state, agencies: agencies(), remembered: undefined }));
  app.get('/calls', (c) => c.json(state.calls));
  app.get('/effects', (c) => c.json(state.effects));
  app.get('/deliveries', (c) => c.json(Object.values(state.deliveries)));
  app.get('/switches', (c) => c.json(state.switches));
  return app;
}

import { Hono } from 'hono';
import { z } from 'zod';
import { FaultSwitch } from '../market/fault-switch.js';
import { moveTimesBack } from '../market/move-times-back.js';
import type { Outbox } from '../market/outbox.js';
import { type Delivery, emptyState, type State } from '../market/state.js';
import { orNotFound, readInput, respond } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

const Resend = z.object({ times: z.coerce.number().int().min(1).max(50).default(1) });
const Skip = z.object({ seconds: z.coerce.number().min(0) });
const Release = z.object({ order: z.enum(['kept', 'reverse', 'shuffle']).default('kept') });

const ORDERS: Record<z.infer<typeof Release>['order'], (held: Delivery[]) => Delivery[]> = {
  kept: (held) => held,
  reverse: (held) => held.toReversed(),
  shuffle: (held) =>
    held
      .map((one) => ({ one, at: Math.random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one),
};

/** Resets the state, except agencies and people, so that Baton stays connected. */
function reset(state: State) {
  const { agencies, people } = state;
  Object.assign(state, emptyState(), { agencies, people });
}

/** Controls that make calls fail, webhooks arrive twice, late or out of order, and time pass. */
export function faultControls({ market, changed }: Sandbox, outbox: Outbox): Hono<Http> {
  const { state } = market;
  const app = new Hono<Http>();
  app.post('/switches', async (c) => {
    state.switches.push(await readInput(c, FaultSwitch));
    await changed();
    return respond(c, state.switches, 201);
  });
  app.post('/switches/clear', async (c) => {
    state.switches = [];
    await changed();
    return respond(c, {});
  });
  app.post('/deliveries/hold', async (c) => {
    state.holding = true;
    await changed();
    return respond(c, {});
  });
  app.post('/deliveries/release', async (c) => {
    const { order } = await readInput(c, Release);
    const held = ORDERS[order](Object.values(state.deliveries).filter((one) => one.state === 'held'));
    state.holding = false;
    for (const delivery of held) await outbox.send(delivery);
    await changed();
    return respond(c, { released: held.map(({ id }) => id) });
  });
  app.post('/deliveries/:id/resend', async (c) => {
    const delivery = orNotFound(state.deliveries[c.req.param('id')], 'webhook');
    const { times } = await readInput(c, Resend);
    await Promise.all(Array.from({ length: times }, () => outbox.send(delivery)));
    return respond(c, delivery);
  });
  app.post('/time', async (c) => {
    moveTimesBack(state, (await readInput(c, Skip)).seconds * 1000);
    await changed();
    return respond(c, {});
  });
  app.post('/reset', async (c) => {
    reset(state);
    await changed();
    return respond(c, {});
  });
  return app;
}

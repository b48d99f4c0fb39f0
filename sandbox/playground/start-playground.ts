import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { DEFAULT_SETTINGS } from '../../src/domain/model/tenant/tenant.js';
import { type InstalledDemo, isPlayable } from '../demo/install-and-connect.js';
import { openUpworkAgency } from '../demo/open-upwork-agency.js';
import type { PlayPage } from '../demo/run-demo.js';
import type { SentRequest } from '../slack/driver/app-connection.js';
import { playgroundApp } from './server/app.js';
import { describeWorld } from './server/describe-world.js';
import { mirrorMarket } from './server/mirror-market.js';
import { mirrorSlack } from './server/mirror-slack.js';
import { createReplica, type Replica } from './server/replica.js';
import { openTimeMachine } from './server/time-machine.js';
import { createTroubleSwitches } from './server/trouble-switches.js';
import { createActs } from './server/user-actions.js';
import { createVendorConnections } from './server/vendor-connections.js';
import { watchJobs } from './server/watch-jobs.js';
import { type Naming, ofDelivery, ofMarketCall, ofRequest, ofSlackCall } from './server/wire-entries.js';
import { createWireLog } from './server/wire-log.js';

/** Serves the playground of a demo on the loopback address. @throws Error when the port is taken */
export async function startPlayground(demo: InstalledDemo, port: number): Promise<PlayPage> {
  const { slack, sandbox, redis, config } = demo;
  const replica = createReplica();
  const vendors = isPlayable(demo) ? createVendorConnections(await openUpworkAgency(demo), replica) : undefined;
  await vendors?.show();
  const world = describeWorld(demo);
  replica.set('world', world);
  await remindAtAnyHour(demo);
  const mirrored = slack.workspaces.map(async (workspace) => {
    const people = world.people.filter(({ team }) => team === workspace.team.id).map(({ id }) => id);
    return [workspace.team.id, await mirrorSlack(slack, workspace, replica, people)] as const;
  });
  const [mirrors, machine] = await Promise.all([
    Promise.all(mirrored).then((all) => new Map(all)),
    openTimeMachine(demo),
  ]);
  const wire = createWireLog(replica);
  const name = namingOf(demo, replica);
  demo.requests.on((request) => {
    wire.add(ofRequest(request, name));
    for (const mirror of mirrors.values()) mirror.lookAgain();
    if (isActed(request)) vendors?.show().catch(() => {}); // closing
  });
  const stop = slack.calls.on((call) => wire.add(ofSlackCall(call, name)));
  const jobs = watchJobs(redis.uri, config.QUEUE_PREFIX, (entry) => wire.add(entry));
  if (sandbox) {
    const changed = () => mirrorMarket(sandbox, replica);
    sandbox.observe({
      changed,
      called: (call) => wire.add(ofMarketCall(call)),
      delivered: (delivery) => wire.add(ofDelivery(delivery)),
    });
    changed();
  }
  const troubles = createTroubleSwitches(demo);
  replica.set('troubles', troubles.list());
  replica.set('skipped', 0);
  const skip = async (hours: number) => {
    await machine.skip(hours);
    replica.set('skipped', Number(replica.get('skipped')) + hours);
  };
  const app = playgroundApp({
    demo,
    replica,
    acts: createActs(demo, mirrors),
    wire,
    troubles,
    vendors,
    skip,
  });
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tell: (progress) => replica.set('story', progress),
    watched: () => replica.followed(),
    close: async () => {
      for (const mirror of mirrors.values()) mirror.close();
      stop();
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([closed, jobs.close(), machine.close()]);
    },
  };
}

/** Tells whether somebody pressed something or sent a form, by which a connection may have come or gone. */
const isActed = ({ content: { type } }: SentRequest): boolean => type === 'view_submission' || type === 'block_actions';

/** Finds the names of users and conversations; a direct message has its user's. */
function namingOf({ slack }: InstalledDemo, replica: Replica): Naming {
  const users = slack.workspaces.flatMap((one) => Object.values(one.users).map(({ id, name }) => [id, name] as const));
  const channels = slack.workspaces.flatMap((one) =>
    Object.entries(one.channels).map(([name, id]) => [id, `#${name}`] as const),
  );
  const names = new Map([...users, ...channels]);
  const directs = users.map(([id, name]) => [`direct/${id}`, name] as const);
  return (id) => names.get(id) ?? directs.find(([key]) => replica.get(key) === id)?.[1] ?? id;
}

/**
 * Sets working hours without limits, unless an admin has set some, so that reminders come whenever somebody skips a
 * day.
 */
async function remindAtAnyHour({ truth, tenantId }: InstalledDemo): Promise<void> {
  const { tenants } = truth.ports;
  const working = (await tenants.get(tenantId))?.settings.working;
  if (JSON.stringify(working) !== JSON.stringify(DEFAULT_SETTINGS.working)) return;
  await tenants.configure(tenantId, { working: { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] } });
}

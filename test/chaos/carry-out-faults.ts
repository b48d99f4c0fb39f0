import { setTimeout as sleep } from 'node:timers/promises';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Fault } from '../../sandbox/slack/emulator/faults.js';
import { askUntilAnswered } from './ask-until-answered.js';
import type { Role } from './cluster.js';
import type { FaultKind, PlannedFault } from './plan.js';
import type { World } from './world.js';

/** Carries a fault out, from its beginning to its end. */
type Carry = (world: World, fault: PlannedFault) => Promise<void>;

const kill =
  (role: Role): Carry =>
  async ({ cluster }, { pick, forMs }) => {
    const running = cluster.running(role);
    const doomed = running[pick % running.length];
    if (doomed) await cluster.kill(doomed);
    await sleep(forMs);
    await cluster.refill();
  };

const killAll: Carry = async ({ cluster }, { forMs }) => {
  await Promise.all(cluster.running('worker').map(cluster.kill));
  await sleep(forMs);
  await cluster.refill();
};

/** Stops a process past its leases, and lets it go on. */
const pause =
  (role: Role, times: number): Carry =>
  async ({ cluster }, { pick, forMs }) => {
    const running = cluster.running(role);
    const paused = running[pick % running.length];
    paused?.signal('SIGSTOP');
    await sleep(forMs * times);
    paused?.signal('SIGCONT');
  };

const away =
  (name: 'redis' | 'mongo'): Carry =>
  async (world, { forMs }) => {
    await world[name].kill();
    await sleep(forMs);
    await world[name].start();
  };

const hanging =
  (name: 'redis' | 'mongo'): Carry =>
  async (world, { forMs }) => {
    world[name].gate.hold(true);
    await sleep(forMs);
    world[name].gate.hold(false);
  };

const marketplace =
  (wish: object): Carry =>
  async ({ stage }, { pick }) => {
    const path = pick % 2 === 0 ? 'decisions' : '*';
    await askUntilAnswered(() => act(stage, 'switches', { path, times: 1 + (pick % 3), ...wish }));
  };

/** The methods by which Baton shows something. */
const METHODS = ['chat.postMessage', 'chat.update', 'conversations.open', 'views.publish'] as const;

const slack =
  (fault: Fault): Carry =>
  async ({ stage }, { pick }) => {
    const [often = METHODS[0], other = METHODS[1]] = [METHODS[pick % 2], METHODS[pick % METHODS.length]];
    stage.slack.faults.add({ method: often, times: 1 + (pick % 4), fault });
    stage.slack.faults.add({ method: other, times: 1, fault });
  };

/** Sends webhooks again that were accepted already. */
const repeat: Carry = async ({ stage }, { pick }) => {
  const sent = Object.values(stage.sandbox.state.deliveries).filter(({ state }) => state === 'delivered');
  const again = sent.slice(-1 - (pick % 8));
  const resend = (id: string) => act(stage, `deliveries/${encodeURIComponent(id)}/resend`, { times: 2 });
  await Promise.all(again.map(({ id }) => askUntilAnswered(() => resend(id))));
};

const shuffle: Carry = async ({ stage }, { forMs }) => {
  await askUntilAnswered(() => act(stage, 'deliveries/hold'));
  await sleep(forMs);
  await askUntilAnswered(() => act(stage, 'deliveries/release', { order: 'shuffle' }));
};

const CARRY: Readonly<Record<FaultKind, Carry>> = {
  'a worker is killed': kill('worker'),
  'a bot is killed': kill('bot'),
  'all workers are killed': killAll,
  'a worker is paused': pause('worker', 3),
  'a bot is paused': pause('bot', 1),
  'Redis is flushed': ({ redis }) => redis.flush(),
  'Redis is lost': away('redis'),
  'Redis hangs': hanging('redis'),
  'MongoDB is killed': away('mongo'),
  'MongoDB hangs': hanging('mongo'),
  'a bot is killed while MongoDB hangs': async (world, fault) => {
    world.mongo.gate.hold(true);
    await sleep(fault.forMs);
    const doomed = world.cluster.running('bot')[fault.pick % 2];
    if (doomed) await world.cluster.kill(doomed);
    // else what the dead had sent would arrive all the same
    world.mongo.gate.cut();
    world.mongo.gate.hold(false);
    await world.cluster.refill();
  },
  'MongoDB is slow': async ({ mongo }, { forMs }) => {
    mongo.gate.slow(50);
    await sleep(forMs);
    mongo.gate.slow(0);
  },
  'the marketplace refuses': marketplace({ kind: 'fail', status: 503 }),
  'the marketplace hangs': marketplace({ kind: 'hang' }),
  'the marketplace’s answers are lost': marketplace({ kind: 'drop' }),
  'the marketplace is slow': marketplace({ kind: 'slow', ms: 1500 }),
  'Slack refuses': slack({ kind: 'status', status: 503 }),
  'Slack limits': slack({ kind: 'rate-limited', retryAfterSeconds: 1 }),
  'Slack’s answers are lost': slack({ kind: 'lost-answer' }),
  'Slack hangs': slack({ kind: 'hang' }),
  'webhooks come twice': repeat,
  'webhooks come late and shuffled': shuffle,
};

/** Carries a fault out; it is over when this resolves. */
export const carryOut: Carry = (world, fault) => CARRY[fault.kind](world, fault);

/** Lets every webhook go, and waits until all processes run. */
export async function restore({ stage, cluster }: World): Promise<void> {
  await askUntilAnswered(() => act(stage, 'deliveries/release'));
  await cluster.refill();
}

/** Ends the faults of Slack and the marketplace that no call has met yet. */
export async function calm({ stage }: World): Promise<void> {
  stage.slack.faults.clear();
  await askUntilAnswered(() => act(stage, 'switches/clear'));
}

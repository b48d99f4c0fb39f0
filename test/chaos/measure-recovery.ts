import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { idOf, isOpen, wordsOf } from '../support/e2e-actions.js';
import { askUntilAnswered } from './ask-until-answered.js';
import { titleOf } from './collect-evidence.js';
import type { Played } from './judge.js';
import { saysDone } from './play-stories.js';
import type { Member } from './tenants.js';
import type { World } from './world.js';

/** How long something took to be as if nothing had happened. */
export interface Recovery {
  readonly what: string;
  readonly ms: number;
  /** What it should take at most, at light load on a machine that is not busy. */
  readonly mostMs: number;
}

/** Tells whether it took longer than it should. */
export const isLate = ({ ms, mostMs }: Recovery): boolean => ms > mostMs;

interface Trouble {
  readonly what: string;
  readonly mostMs: number;
  /** Makes the trouble. @returns once it is over; the time is taken from then */
  make(world: World): Promise<void>;
}

/** How long a server is away, in milliseconds. */
const AWAY_MS = 3000;

const TROUBLES: readonly Trouble[] = [
  {
    what: 'a bot and a worker killed',
    mostMs: 10_000,
    make: async ({ cluster }) => {
      const doomed = (['bot', 'worker'] as const).flatMap((role) => cluster.running(role).slice(0, 1));
      await Promise.all(doomed.map(cluster.kill));
    },
  },
  { what: 'Redis flushed', mostMs: 5000, make: ({ redis }) => redis.flush() },
  {
    what: 'Redis back, empty',
    mostMs: 2000,
    make: async ({ redis }) => {
      await redis.kill();
      await sleep(AWAY_MS);
      await redis.start();
    },
  },
  {
    what: 'MongoDB back',
    mostMs: 5000,
    make: async ({ mongo }) => {
      await mongo.kill();
      await sleep(AWAY_MS);
      await mongo.start();
    },
  },
];

/** Acknowledged clicks, and webhooks that were accepted, at the moment of each trouble. */
const AT_ONCE = 3;

/**
 * Makes trouble at light load, one after the other: some have just accepted invites, and some are just invited. The time
 * is taken until the marketplace has every decision, every card shows it, and everybody invited has a card.
 * @param from the first number of an invite
 */
export async function measure(
  world: World,
  from: number,
  told: (recovery: Recovery) => void,
): Promise<{ recoveries: Recovery[]; played: Played[] }> {
  const members = world.tenants.flatMap((tenant) => tenant.members);
  const recoveries: Recovery[] = [];
  const played: Played[] = [];
  let number = from;
  const invited = (member: Member) => {
    number += 1;
    return inviteOne(world, member, number - 1);
  };
  const some = (turn: number) =>
    Array.from({ length: AT_ONCE }, (_, at) => members[(turn * AT_ONCE + at) % members.length] as Member);
  for (const [turn, { what, mostMs, make }] of TROUBLES.entries()) {
    const open = await Promise.all(some(turn).map(invited));
    await Promise.all(open.map((one) => untilCard(world, one, isOpen)));
    const clicks = await Promise.allSettled(open.map((one) => accept(world, one)));
    const fresh = await Promise.all(some(turn + 1).map(invited));
    await Promise.all(fresh.map(({ id }) => untilDelivered(world, id)));
    await make(world);
    const begun = performance.now();
    for (const [at, one] of open.entries())
      played.push({ number: one.number, deeds: clicks[at]?.status === 'fulfilled' ? ['accept'] : [] });
    const waits = [
      ...open.map((one) => untilAccepted(world, one)),
      ...fresh.map((one) => untilCard(world, one, isOpen)),
    ];
    const stuck = (await Promise.allSettled(waits)).find(({ status }) => status === 'rejected');
    for (const { number } of fresh)
      played.push({ number, deeds: [], ...(stuck && { stuck: `not well again after “${what}”: ${reasonOf(stuck)}` }) });
    if (stuck) break;
    const recovery = { what, mostMs, ms: performance.now() - begun };
    recoveries.push(recovery);
    told(recovery);
    await world.cluster.refill();
  }
  return { recoveries, played };
}

const reasonOf = (settled: PromiseSettledResult<unknown>): string =>
  settled.status === 'rejected' ? String(settled.reason) : '';

interface Invited {
  readonly number: number;
  readonly id: string;
  readonly member: Member;
}

/** Has a client invite somebody, once. */
export async function inviteOne({ stage }: Pick<World, 'stage'>, member: Member, number: number): Promise<Invited> {
  const { freelancer } = member;
  const job = { title: titleOf(number) };
  const { invitations, jobs } = stage.sandbox.state;
  const { id } = await askUntilAnswered<{ readonly id?: unknown }>(
    () => act(stage, 'invitations', { freelancer, job }),
    () =>
      Object.values(invitations).find(
        ({ personId, jobId }) => personId === freelancer && jobs[jobId]?.title === job.title,
      ),
  );
  return { number, id: String(id), member };
}

type Card = Awaited<ReturnType<Member['person']['messages']>>[number];

const untilCard = ({ patienceMs }: World, { member, number }: Invited, is: (card: Card) => boolean): Promise<Card> =>
  eventually(
    `${member.name} has the card of ${titleOf(number)}`,
    async () => {
      const cards = await member.person.messages();
      return cards.find(
        (card) => idOf(card).startsWith('card.') && wordsOf(card).includes(titleOf(number)) && is(card),
      );
    },
    patienceMs,
  );

/** @throws Error unless the click was answered as done */
async function accept(world: World, invited: Invited): Promise<void> {
  const reply = await invited.member.person.press(await untilCard(world, invited, isOpen), ACTION.accept);
  if (!saysDone(reply)) throw new Error(`the click was answered ${reply.status} after ${Math.round(reply.ms)} ms`);
}

const untilDelivered = ({ stage, patienceMs }: World, id: string): Promise<unknown> =>
  eventually(
    'the webhook is accepted',
    async () =>
      Object.values(stage.sandbox.state.deliveries).some(
        ({ body, state }) => state === 'delivered' && body.includes(id),
      ),
    patienceMs,
  );

/** Waits until the marketplace has the decision and the card says so. */
async function untilAccepted(world: World, invited: Invited): Promise<void> {
  const { invitations } = world.stage.sandbox.state;
  await eventually(
    'it is accepted over there',
    async () => invitations[invited.id]?.status === 'accepted',
    world.patienceMs,
  );
  await untilCard(world, invited, (card) => card.text.includes('has confirmed it'));
}

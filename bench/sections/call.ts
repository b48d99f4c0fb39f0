import { setTimeout as sleep } from 'node:timers/promises';
import type { Click } from '../data/clicks.js';
import { declined, referred } from '../data/clicks.js';
import { createDatabase } from '../data/database.js';
import { prepareClicks } from '../data/prepare-clicks.js';
import { openLoop } from '../load/open-loop.js';
import type { Shot } from '../load/shot.js';
import type { Contender, Contest } from '../measure/contest.js';
import { type Outcome, outcomeOf, timeAt } from '../measure/outcome.js';
import { play } from '../measure/play.js';
import { type Aim, within } from '../report/aim.js';
import { bolt, outside, relayWorker } from '../servers/bare.js';
import { bot, type Product, worker } from '../servers/product.js';
import type { Section, Setting } from './setting.js';

const PER_SECOND = 20;

/** From a click to the marketplace's call, through the queue, with nothing to wait for. */
export const calls: Section = async (setting) => {
  const { start } = setting;
  const { url: outsideUrl } = await start(outside());
  const [own, bare] = [await product(setting, outsideUrl), await product(setting, outsideUrl)];
  const baton = [await start(bot(own)), await start(worker(own))] as const;
  const baseline = [await start(bolt('relay', bare)), await start(relayWorker(bare))] as const;
  const outcomes: Outcome[] = [];
  for (const [what, click] of [
    ['Refer', referred],
    ['Decline', declined],
  ] as const) {
    setting.say(`From ${what} to the marketplace`);
    const contest = {
      baton: { name: 'Baton', servers: baton, prepare: prepared(own, click) },
      baseline: { name: 'Bolt, one write, BullMQ', servers: baseline, prepare: prepared(bare, click) },
      expected: (status: number, body: string) => status === 200 && body === '',
    };
    outcomes.push(...(await arrivalTimes(what, contest, setting, outsideUrl)));
  }
  return outcomes;
};

async function product({ mongoUri, redisUrl, secrets, later }: Setting, outsideUrl: string): Promise<Product> {
  const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: outsideUrl, undoSeconds: 0 });
  later(database.close);
  return { database, redisUrl, secrets, outsideUrl };
}

const prepared =
  ({ database, secrets }: Product, click: Click): Contender['prepare'] =>
  (count) =>
    prepareClicks(database, click, count, secrets.slackSigning);

async function arrivalTimes(what: string, contest: Contest, { size, behind }: Setting, outsideUrl: string) {
  const rounds = await play(contest, {
    rounds: { warm: 2, counted: size.rounds },
    requests: size.seconds * PER_SECOND * 2,
    behind,
    fire: async ({ servers }, shots) => {
      const flights = await openLoop(servers[0].url, shots, PER_SECOND, contest.expected);
      const arrivals = await allArrivals(outsideUrl, shots);
      return { perSecond: PER_SECOND, times: flights.map(({ due }, index) => (arrivals[index] ?? Number.NaN) - due) };
    },
  });
  const of = (percent: number, aim?: Aim) =>
    outcomeOf(contest, rounds, {
      what: `${what} to the marketplace's call, ${PER_SECOND}/s, p${percent}`,
      unit: 'ms',
      ...(aim && { aim }),
      take: timeAt(percent),
    });
  return [of(50), of(99, within(25))];
}

/** When the marketplace was called for each shot. @throws Error when one is missing after 10 s */
async function allArrivals(url: string, shots: readonly Shot[]): Promise<number[]> {
  const arrived: Record<string, number> = {};
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) {
    Object.assign(arrived, await (await fetch(`${url}/arrivals`)).json());
    const times = shots.map(({ about }) => arrived[`ext-${about}`]);
    if (times.every((time) => time !== undefined)) return times;
  }
  throw new Error(`the marketplace was called ${Object.keys(arrived).length} times instead of ${shots.length}`);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { prepareClicks, referred } from '../data/clicks.js';
import { createDatabase } from '../data/database.js';
import { closedLoop } from '../load/closed-loop.js';
import { taken } from '../load/expected-answers.js';
import { monotonicNow } from '../load/monotonic-clock.js';
import { openLoop } from '../load/open-loop.js';
import type { BenchRequest } from '../load/send-request.js';
import { type Outcome, outcomeOf, timeAt } from '../measure/finding-from-rounds.js';
import { type Contender, runRounds } from '../measure/run-rounds.js';
import { waitUntilSettled } from '../measure/wait-until-settled.js';
import { type Aim, atMost, either, within } from '../report/aim.js';
import { bolt, outside, relayWorker } from '../servers/baseline-programs.js';
import { botProgram, type Product, workerProgram } from '../servers/product-programs.js';
import type { Section, Setting } from './section-types.js';

const PER_SECOND = 20;

/** Seconds of a round, and its fewest requests. */
const SECONDS = 5;
const FEWEST = 20;

/** Requests of the first warm-up: a newly started worker is several times slower. */
const WARM_UP = 30;

/** Seconds of full load that measure the server's capacity. */
const FULL_SECONDS = 5;

/** Connections that keep a server busy. */
const CONNECTIONS = 8;

/** Milliseconds after which a missing call counts as lost. */
const CALLED_WITHIN_MS = 30_000;

/** Measures the time from a click through the queue to the marketplace's call, without an undo window. */
export const calls: Section = async (setting) => {
  const { start, size, behind, deadline } = setting;
  const { url: marketplace } = await start(outside());
  const [own, bare] = [await product(setting, marketplace), await product(setting, marketplace)];
  const comparison = {
    baton: {
      ...contender('Baton', own, [await start(botProgram(own)), await start(workerProgram(own))]),
      settled: () => waitUntilSettled(own.database),
    },
    baseline: contender('Bolt, one write, BullMQ', bare, [
      await start(bolt('relay', bare)),
      await start(relayWorker(bare)),
    ]),
    expected: taken,
  };
  setting.say("From Refer to the marketplace's call");
  await carried(comparison.baseline, WARM_UP);
  const first = await carried(comparison.baton, WARM_UP);
  const full = Math.min(200, Math.max(WARM_UP, Math.round(first * FULL_SECONDS)));
  const perSecond = Math.max(1, Math.min(PER_SECOND, Math.floor((await carried(comparison.baton, full)) / 2)));
  const send = async ({ servers }: Contender, batch: readonly BenchRequest[]) => {
    const timings = await openLoop(servers[0].url, batch, perSecond, taken);
    const arrived = await arrivals(marketplace, batch);
    return {
      perSecond,
      times: timings.map(({ due }, index) => (arrived[index] ?? Number.POSITIVE_INFINITY) - due),
    };
  };
  const requests = () => Math.max(FEWEST, perSecond * SECONDS);
  const turns = { warm: 1, counted: size.rounds, deadline };
  const rounds = await runRounds(comparison, { rounds: turns, requests, behind, send });
  const of = (percent: number, aim?: Aim): Outcome =>
    outcomeOf(comparison, rounds, {
      what: `Refer to the marketplace's call, p${percent}`,
      load: `${perSecond}/s`,
      unit: 'ms',
      ...(aim && { aim }),
      take: timeAt(percent),
    });
  return [of(50), of(99, either(within(25), atMost(2)))];
};

async function product({ mongoUri, redisUrl, secrets, later }: Setting, outsideUrl: string): Promise<Product> {
  const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: outsideUrl, undoSeconds: 0 });
  later(database.close);
  return { database, redisUrl, secrets, outsideUrl };
}

const contender = (name: string, { database, secrets }: Product, servers: Contender['servers']): Contender => ({
  name,
  servers,
  prepare: (count) => prepareClicks(database, referred, count, secrets.slackSigning),
});

/**
 * Sends requests as fast as they are accepted.
 * @returns the requests per second, including all work that follows from them
 */
async function carried({ servers, prepare, settled }: Contender, count: number): Promise<number> {
  const batch = await prepare(count);
  const begun = monotonicNow();
  await closedLoop(servers[0].url, batch, CONNECTIONS, taken);
  await settled?.();
  return (count * 1000) / (monotonicNow() - begun);
}

/** Collects the arrival times of the marketplace's calls; undefined for calls that did not arrive. */
async function arrivals(url: string, batch: readonly BenchRequest[]): Promise<(number | undefined)[]> {
  const arrived: Record<string, number> = {};
  const times = () => batch.map(({ about }) => arrived[`ext-${about}`]);
  for (const deadline = Date.now() + CALLED_WITHIN_MS; Date.now() < deadline; await sleep(20)) {
    Object.assign(arrived, await (await fetch(`${url}/arrivals`)).json());
    if (times().every((time) => time !== undefined)) break;
  }
  return times();
}

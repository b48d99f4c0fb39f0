import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { createDatabase, type Tenant } from '../data/database.js';
import type { Secrets } from '../data/secrets.js';
import { prepareWebhooks } from '../data/webhooks.js';
import { now } from '../load/clock.js';
import { closedLoop } from '../load/closed-loop.js';
import { type BenchRequest, type Expected, send } from '../load/request.js';
import { type Outcome, outcomeOf, rate, timeAt } from '../measure/outcome.js';
import { type Contender, type Result, type Round, stopwatch } from '../measure/rounds.js';
import { settled } from '../measure/settled.js';
import { atLeast, atMost } from '../report/aim.js';
import { outside } from '../servers/bare.js';
import { bot, worker } from '../servers/product.js';
import type { Section } from './setting.js';

/** The agency that sends an invitation now and then. The other one floods. */
const CALM: Tenant = { tenantId: 'TCALM', connection: 'calm-connection' };

/** Connections of the flood. */
const CONNECTIONS = 16;

/** Invitations of the first flood, which is not counted: new processes are several times slower. */
const WARM_UP = 30;

/** Seconds of the second flood, which finds what the server carries. */
const FULL_SECONDS = 5;

/** The part of the flood's rate that the other agency sends, where that is less than an invitation a second. */
const PART = 0.05;

/** Invitations of the calm agency per round, at least: fewer tell nothing of their slowest. */
const FEWEST = 12;

const ROUNDS = 3;

/** Milliseconds after which a missing card ends the run. */
const CARDS_WITHIN_MS = 10 * 60_000;

const isStored: Expected = (status, body) => status === 200 && body.includes('"new"');

/**
 * Measures two agencies on the same bot and worker, from webhooks to cards: one sends an invitation a second, the other
 * floods. Each is alone at first, then both are together.
 */
export const fairness: Section = async (setting) => {
  const { mongoUri, redisUrl, secrets, start, later, size, behind, say } = setting;
  const { url: outsideUrl } = await start(outside());
  const agency = { secrets, marketplaceUrl: outsideUrl, undoSeconds: 60, neighbour: CALM };
  const database = await createDatabase(mongoUri, agency);
  later(database.close);
  const product = { database, redisUrl, secrets, outsideUrl };
  const servers = [await start(bot(product)), await start(worker(product))] as const;
  const cards = watchCards(outsideUrl);
  later(cards.stop);
  const { flood, trickle } = createLoad(servers[0].url, secrets, cards.of);

  async function measured(act: Promise<Result>): Promise<Round> {
    const stop = stopwatch({ own: servers.map(({ pid }) => pid), behind });
    const from = now();
    const result = await act;
    return { ...result, requests: result.times.length, window: { from, to: now() }, spent: stop() };
  }

  say('One agency’s flood beside another agency');
  const toTheEnd = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act;
    await settled(database);
    return result;
  };
  const { perSecond: first } = await toTheEnd(flood(WARM_UP));
  const { perSecond: carried } = await toTheEnd(flood(Math.max(WARM_UP, Math.round(first * FULL_SECONDS))));
  const everyMs = Math.max(1000, 1000 / (carried * PART));
  const seconds = Math.max(size.floodSeconds, (FEWEST * everyMs) / 1000);
  const count = Math.min(size.flood, Math.round(carried * seconds));
  const load = `an invitation every ${(everyMs / 1000).toFixed(1)} s beside ${count.toLocaleString('en')}`;
  say(`${carried.toFixed(1)} cards a second alone; ${load}`);
  const calm: Compared = { alone: [], beside: [] };
  const flooded: Compared = { alone: [], beside: [] };
  for (let round = 0; round < Math.min(ROUNDS, size.rounds); round += 1) {
    calm.alone.push(await toTheEnd(measured(trickle(everyMs, sleep(seconds * 1000)))));
    flooded.alone.push(await toTheEnd(measured(flood(count))));
    const flooding = measured(flood(count));
    calm.beside.push(await measured(trickle(everyMs, flooding)));
    flooded.beside.push(await toTheEnd(flooding));
  }
  return outcomesOf(servers, { calm, flooded, load });
};

type Arrivals = (batch: readonly BenchRequest[]) => Promise<number[]>;

/** Creates the two kinds of load. Each resolves once all its cards are at Slack. */
function createLoad(url: string, secrets: Secrets, cardsOf: Arrivals) {
  return {
    /** Sends so many invitations as fast as they are taken. */
    async flood(count: number): Promise<Result> {
      const batch = prepareWebhooks(count, secrets.webhook);
      const begun = now();
      await closedLoop(url, batch, CONNECTIONS, isStored);
      const times = (await cardsOf(batch)).map((at) => at - begun);
      return { times, perSecond: (count * 1000) / Math.max(...times) };
    },
    /** Sends an invitation at each interval until the end, and at least one. */
    async trickle(everyMs: number, end: Promise<unknown>): Promise<Result> {
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      void end.then(over, over);
      const sent: { due: number; request: BenchRequest }[] = [];
      const pool = new Pool(url, { connections: 4, pipelining: 1 });
      for (const begun = now(); !isOver || sent.length === 0; ) {
        const due = begun + sent.length * everyMs;
        await sleep(Math.max(0, due - now()));
        for (const request of prepareWebhooks(1, secrets.webhook, CALM.connection)) {
          sent.push({ due, request });
          await send(pool, request, isStored);
        }
      }
      await pool.close();
      const arrived = await cardsOf(sent.map(({ request }) => request));
      return { times: sent.map(({ due }, at) => (arrived[at] ?? Number.NaN) - due), perSecond: 1000 / everyMs };
    },
  };
}

/** Collects the times at which cards arrive at Slack. */
function watchCards(url: string) {
  const arrived: Record<string, number> = {};
  const stopped = new AbortController();
  const read = async () => {
    while (!stopped.signal.aborted) {
      Object.assign(arrived, await (await fetch(`${url}/arrivals`)).json());
      await sleep(50);
    }
  };
  const reading = read();
  /** Resolves to the arrival times of these invitations' cards. @throws Error when one does not come */
  const of: Arrivals = async (batch) => {
    const ids = batch.map(({ about = '' }) => about);
    for (const deadline = now() + CARDS_WITHIN_MS; now() < deadline; await sleep(50)) {
      const times = ids.flatMap((id) => arrived[id] ?? []);
      if (times.length === ids.length) return times;
    }
    const lost = ids.filter((id) => arrived[id] === undefined);
    throw new Error(`${lost.length} of ${ids.length} cards did not come`);
  };
  return {
    of,
    stop: () => {
      stopped.abort();
      return reading;
    },
  };
}

/** The rounds of an agency. */
interface Compared {
  readonly alone: Round[];
  readonly beside: Round[];
}

interface Findings {
  readonly calm: Compared;
  readonly flooded: Compared;
  readonly load: string;
}

function outcomesOf(servers: Contender['servers'], { calm, flooded, load }: Findings): Outcome[] {
  const contender = (name: string): Contender => ({ name, servers, prepare: async () => [] });
  const [alone, beside] = [contender('alone'), contender('beside the other agency')];
  const comparison = { baton: beside, baseline: alone, expected: isStored };
  const roundsOf = (rounds: Compared) =>
    new Map([
      [alone, rounds.alone],
      [beside, rounds.beside],
    ]);
  const what = 'Webhook to card beside another agency’s flood';
  return [
    outcomeOf(comparison, roundsOf(calm), { what: `${what}, p50`, load, unit: 'ms', take: timeAt(50) }),
    outcomeOf(comparison, roundsOf(calm), {
      what: `${what}, p95`,
      load,
      unit: 'ms',
      take: timeAt(95),
      aim: atMost(1.5),
    }),
    outcomeOf(comparison, roundsOf(flooded), {
      what: 'Webhook to card, the flood itself',
      load,
      unit: '/s',
      take: rate,
      aim: atLeast(0.95),
    }),
  ];
}

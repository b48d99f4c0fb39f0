import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { createDatabase, type Tenant } from '../data/database.js';
import type { Secrets } from '../data/secrets.js';
import { prepareWebhooks } from '../data/webhooks.js';
import { stored } from '../load/expected-answers.js';
import { monotonicNow } from '../load/monotonic-clock.js';
import { type BenchRequest, send } from '../load/send-request.js';
import { type Outcome, outcomeOf, rate, timeAt } from '../measure/finding-from-rounds.js';
import { memoryMb, memoryOutcome } from '../measure/memory.js';
import { type Contender, type Result, type Round, stopwatch } from '../measure/run-rounds.js';
import { waitUntilSettled } from '../measure/wait-until-settled.js';
import { atLeast, atMost } from '../report/aim.js';
import { outside } from '../servers/baseline-programs.js';
import { botProgram, workerProgram } from '../servers/product-programs.js';
import type { Server } from '../servers/start-program.js';
import { oneOf, type Section, type Setting } from './section-types.js';
import { type Cards, watchCards } from './watch-cards.js';

const tenants = (kind: string, count: number, members?: number): Tenant[] =>
  Array.from({ length: count }, (_, n) => ({
    tenantId: `T${kind.toUpperCase()}${n}`,
    connection: `${kind}-${n}`,
    ...(members !== undefined && { members }),
  }));

/** Agencies that flood, and others that send an invitation now and then. */
interface Crowd {
  readonly name: string;
  readonly floods: readonly Tenant[];
  readonly calm: readonly Tenant[];
}

const CROWDS: readonly Crowd[] = [
  { name: 'another agency’s flood', floods: tenants('flood', 1), calm: tenants('calm', 1) },
  {
    name: 'the floods of three agencies, fifty small ones',
    floods: tenants('large', 3),
    calm: tenants('small', 50, 20),
  },
];

/** Connections of the flood. */
const CONNECTIONS = 16;

/** Invitations of the uncounted warm-up flood: new processes are several times slower. */
const WARM_UP = 30;

/** Seconds of the second flood, which measures the capacity of the servers. */
const FULL_SECONDS = 5;

/** The longest interval between two invitations to the calm agencies, in milliseconds. */
const EVERY_MS = 1000;

/**
 * The fewest invitations to the calm agencies per round, if the servers have the capacity: fewer say nothing about the
 * slowest.
 */
const FEWEST = 30;

/** The largest share of the servers' capacity that the calm agencies use. */
const PART = 0.05;

/** Parts into which the time of a crowd is divided: one for the calm agencies alone, and about two for each flood. */
const PARTS = 6;

/**
 * Measures the time from webhooks to cards for agencies on the same bot and two workers: alone, and beside the floods
 * of other agencies.
 */
export const fairness: Section = async (setting) => {
  const { mongoUri, redisUrl, secrets, start, later, say } = setting;
  const { url: outsideUrl } = await start(outside());
  const more = CROWDS.flatMap(({ floods, calm }) => [...floods, ...calm]);
  const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: outsideUrl, undoSeconds: 60, more });
  later(database.close);
  const product = { database, redisUrl, secrets, outsideUrl };
  const servers = [
    await start(botProgram(product)),
    await start(workerProgram(product)),
    await start(workerProgram(product)),
  ] as const;
  const before = memoryOf(servers, 'present');
  const cards = watchCards(outsideUrl, say);
  later(cards.stop);
  const outcomes: Outcome[] = [];
  for (const [at, crowd] of CROWDS.entries()) {
    const part = oneOf(CROWDS.length - at, setting);
    outcomes.push(
      ...(await beside(crowd, { setting: part, servers, cards, settle: () => waitUntilSettled(database) })),
    );
  }
  const atRest = ['the same processes before the load', before] as const;
  return [...outcomes, memoryOutcome('Memory of a bot and two workers in a flood', memoryOf(servers, 'peak'), atRest)];
};

const memoryOf = (servers: readonly Server[], which: 'present' | 'peak'): number[] =>
  servers.map(({ pid }) => memoryMb(pid, which));

interface Stage {
  readonly setting: Setting;
  readonly servers: Contender['servers'];
  readonly cards: Cards;
  /** Resolves once all work is done that is due. */
  readonly settle: () => Promise<void>;
}

/** Measures the calm agencies of a crowd alone, then all agencies together, as often as the time allows. */
async function beside({ name, floods, calm }: Crowd, { setting, servers, cards, settle }: Stage): Promise<Outcome[]> {
  const { size, behind, deadline, say, secrets } = setting;
  const { flood, trickle } = createLoad(servers[0].url, secrets, cards.of);
  async function measured(act: Promise<Result>): Promise<Round> {
    const stop = stopwatch({ own: servers.map(({ pid }) => pid), behind });
    const from = monotonicNow();
    const result = await act;
    return { ...result, requests: result.times.length, window: { from, to: monotonicNow() }, spent: stop() };
  }
  const toTheEnd = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act;
    await settle();
    return result;
  };

  say(`Beside ${name}`);
  const { perSecond: first } = await toTheEnd(flood(floods, WARM_UP));
  const { perSecond: carried } = await toTheEnd(flood(floods, Math.max(WARM_UP, Math.round(first * FULL_SECONDS))));
  const part = Math.max(0, deadline - monotonicNow()) / PARTS;
  const count = Math.round(Math.min(size.flood, Math.max(WARM_UP, (carried * 2 * part) / 1000)));
  const floodMs = (count * 1000) / carried;
  const everyMs = Math.max(Math.min(EVERY_MS, floodMs / FEWEST), 1000 / (carried * PART));
  const load = `${count.toLocaleString('en')} invitations, one every ${(everyMs / 1000).toFixed(1)} s to the others`;
  say(`${carried.toFixed(1)} cards a second; ${load}`);
  const theirs: Compared = { alone: [], beside: [] };
  const flooded: Compared = { alone: [], beside: [] };
  for (
    let begun = monotonicNow();
    theirs.alone.length === 0 || monotonicNow() + (monotonicNow() - begun) < deadline;
  ) {
    begun = monotonicNow();
    say('The others alone');
    theirs.alone.push(await toTheEnd(measured(trickle(calm, everyMs, sleep(Math.max(part, everyMs * 5))))));
    say('The flood alone');
    flooded.alone.push(await toTheEnd(measured(flood(floods, count))));
    say('All together');
    const flooding = measured(flood(floods, count));
    theirs.beside.push(await measured(trickle(calm, everyMs, flooding)));
    flooded.beside.push(await toTheEnd(flooding));
  }
  return outcomesOf(servers, { name, theirs, flooded, load });
}

type Arrivals = Cards['of'];

/** Creates the two kinds of load. Each resolves once all its cards are at Slack. */
function createLoad(url: string, secrets: Secrets, cardsOf: Arrivals) {
  /** Sends an event until it is stored, as a marketplace does. */
  async function insist(pool: Pool, request: BenchRequest): Promise<void> {
    while (!(await send(pool, request, stored)));
  }
  return {
    /** Sends so many invitations to these agencies in turn, as fast as they are accepted. */
    async flood(to: readonly Tenant[], count: number): Promise<Result> {
      const lots = to.map((tenant) => prepareWebhooks(Math.ceil(count / to.length), secrets.webhook, tenant));
      const batch = Array.from({ length: count }, (_, n) => lots[n % lots.length]?.[Math.floor(n / lots.length)]);
      const requests = batch.filter((request) => request !== undefined);
      const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
      const begun = monotonicNow();
      const queue = requests.values();
      const drain = async () => {
        for (const request of queue) await insist(pool, request);
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, drain)).finally(() => void pool.destroy());
      const times = (await cardsOf(requests)).map((at) => at - begun);
      return { times, perSecond: (requests.length * 1000) / times.reduce((most, time) => Math.max(most, time), 0) };
    },
    /**
     * Sends an invitation at each interval until the end, and at least one, to one of these agencies after the other.
     */
    async trickle(to: readonly Tenant[], everyMs: number, end: Promise<unknown>): Promise<Result> {
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      void end.then(over, over);
      const sent: { due: number; request: BenchRequest }[] = [];
      const pool = new Pool(url, { connections: 16, pipelining: 1 });
      for (const begun = monotonicNow(); !isOver || sent.length === 0; ) {
        const due = begun + sent.length * everyMs;
        const tenant = to[sent.length % to.length] as Tenant;
        await sleep(Math.max(0, due - monotonicNow()));
        for (const request of prepareWebhooks(1, secrets.webhook, tenant, Math.floor(sent.length / to.length))) {
          sent.push({ due, request });
          await insist(pool, request);
        }
      }
      await pool.destroy();
      const arrived = await cardsOf(sent.map(({ request }) => request));
      return { times: sent.map(({ due }, at) => (arrived[at] ?? Number.NaN) - due), perSecond: 1000 / everyMs };
    },
  };
}

/** The rounds with the agencies alone and together. */
interface Compared {
  readonly alone: Round[];
  readonly beside: Round[];
}

interface Findings {
  readonly name: string;
  readonly theirs: Compared;
  readonly flooded: Compared;
  readonly load: string;
}

function outcomesOf(servers: Contender['servers'], { name, theirs, flooded, load }: Findings): Outcome[] {
  const contender = (name: string): Contender => ({ name, servers, prepare: async () => [] });
  const [alone, beside] = [contender('alone'), contender('all together')];
  const comparison = { baton: beside, baseline: alone, expected: stored };
  const roundsOf = (rounds: Compared) =>
    new Map([
      [alone, rounds.alone],
      [beside, rounds.beside],
    ]);
  const what = `Webhook to card beside ${name}`;
  return [
    outcomeOf(comparison, roundsOf(theirs), { what: `${what}, p50`, load, unit: 'ms', take: timeAt(50) }),
    outcomeOf(comparison, roundsOf(theirs), {
      ...{ what: `${what}, p95`, load, unit: 'ms' },
      take: timeAt(95),
      aim: atMost(1.5),
    }),
    outcomeOf(comparison, roundsOf(flooded), {
      ...{ what: `Webhook to card, ${name}`, load, unit: '/s' },
      take: rate,
      aim: atLeast(0.95),
    }),
  ];
}

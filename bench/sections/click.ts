import { accepted, type Click, declined, prepareClicks, referred } from '../data/clicks.js';
import { createDatabase, type Database } from '../data/database.js';
import { closed as expected } from '../load/expected-answers.js';
import type { Outcome } from '../measure/finding-from-rounds.js';
import { bearable, latency, throughput } from '../measure/measure-loops.js';
import { memoryMb, memoryOutcome } from '../measure/memory.js';
import type { Contender } from '../measure/run-rounds.js';
import { atLeast, within } from '../report/aim.js';
import { bolt, outside } from '../servers/baseline-programs.js';
import { botProgram } from '../servers/product-programs.js';
import type { Server } from '../servers/start-program.js';
import { oneOf, type Section, type Setting } from './section-types.js';

const CONNECTIONS = 16;
const PER_SECOND = 200;

/** The aim for clicks, compared to the baseline, which makes no read before its transaction or its write. */
const ONE_WRITE = atLeast(0.85);
const TRANSACTION = atLeast(0.6);

/** Measures signed clicks, which are answered once their transition is durable. */
export const clicks: Section = async (setting) => {
  const { baton, ack, write, transaction, memory } = await startAll(setting);
  const outcomes: Outcome[] = [];
  const wanted = CLICKS.filter(({ what }) => setting.wants(what));
  for (const [at, { what, click, beside, aim }] of wanted.entries()) {
    const part = (loops: number) => oneOf(2 * (wanted.length - at) - (2 - loops), setting);
    setting.say(`A click on ${what}`);
    const baseline = { write, transaction }[beside];
    const comparison = { baton: baton(click), baseline: baseline(click), expected };
    const withFloor = { ...comparison, floor: ack(click) };
    const closed = await throughput(what, withFloor, part(2), { connections: CONNECTIONS, aim });
    const open = { perSecond: bearable(closed, PER_SECOND), aim: within(50, 25) };
    outcomes.push(closed, ...(await latency(what, comparison, part(1), open)));
  }
  return [...outcomes, memory()];
};

const CLICKS = [
  { what: 'Decline', click: declined, beside: 'write', aim: ONE_WRITE },
  { what: 'Accept', click: accepted, beside: 'write', aim: ONE_WRITE },
  { what: 'Refer', click: referred, beside: 'transaction', aim: TRANSACTION },
] as const;

type ForClick = (click: Click) => Contender;

interface Started extends Record<'baton' | 'ack' | 'write' | 'transaction', ForClick> {
  /** Compares the memory that the bot and a Bolt app have used so far. */
  readonly memory: () => Outcome;
}

async function startAll(setting: Setting): Promise<Started> {
  const { mongoUri, redisUrl, secrets, start, later } = setting;
  const { url: outsideUrl } = await start(outside());
  const open = async (): Promise<Database> => {
    const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: outsideUrl, undoSeconds: 60 });
    later(database.close);
    return database;
  };
  const [own, bare] = [await open(), await open()];
  const named =
    (name: string, server: Server, database: Database): ForClick =>
    (click) => ({
      name,
      servers: [server],
      prepare: (count) => prepareClicks(database, click, count, secrets.slackSigning),
    });
  const product = { database: own, redisUrl, secrets, outsideUrl };
  const apart = (mode: string) => start(bolt(mode, { ...product, database: bare }));
  const [bots, bolts] = [await start(botProgram(product)), await apart('transaction')];
  return {
    baton: named('Baton', bots, own),
    ack: named('Bolt that acks', await apart('ack'), bare),
    write: named('Bolt, one write', await apart('write'), bare),
    transaction: named('Bolt, one transaction', bolts, bare),
    memory: () => {
      const baseline = ['Bolt, one transaction', [memoryMb(bolts.pid, 'peak')]] as const;
      return memoryOutcome('Memory of a bot under clicks', [memoryMb(bots.pid, 'peak')], baseline);
    },
  };
}

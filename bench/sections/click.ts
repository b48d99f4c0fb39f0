import { accepted, type Click, declined, prepareClicks, referred } from '../data/clicks.js';
import { createDatabase, type Database } from '../data/database.js';
import type { Expected } from '../load/request.js';
import { bearable, latency, throughput } from '../measure/loops.js';
import type { Outcome } from '../measure/outcome.js';
import type { Contender } from '../measure/rounds.js';
import { atLeast, within } from '../report/aim.js';
import { bolt, outside } from '../servers/bare.js';
import { bot } from '../servers/product.js';
import type { Server } from '../servers/start.js';
import type { Section, Setting } from './setting.js';

const CONNECTIONS = 16;
const PER_SECOND = 200;

/** Of the rate of the baseline, which reads nothing before its transaction or its write. */
const ONE_WRITE = atLeast(0.85);
const TRANSACTION = atLeast(0.6);

/** Checks that a modal was closed or a click acknowledged, with an empty body. */
const isClosed: Expected = (status, body) => status === 200 && body === '';

/** Measures signed clicks, which are answered once their transition is durable. */
export const clicks: Section = async (setting) => {
  const { baton, ack, write, transaction } = await startAll(setting);
  const outcomes: Outcome[] = [];
  for (const [what, click, baseline, aim] of [
    ['Decline', declined, write, ONE_WRITE],
    ['Accept', accepted, write, ONE_WRITE],
    ['Refer', referred, transaction, TRANSACTION],
  ] as const) {
    if (!setting.wants(what)) continue;
    setting.say(`A click on ${what}`);
    const comparison = { baton: baton(click), baseline: baseline(click), expected: isClosed };
    const withFloor = { ...comparison, floor: ack(click) };
    const closed = await throughput(what, withFloor, setting, { connections: CONNECTIONS, aim });
    const open = { perSecond: bearable(closed, PER_SECOND), aim: within(50, 25) };
    outcomes.push(closed, ...(await latency(what, comparison, setting, open)));
  }
  return outcomes;
};

type ForClick = (click: Click) => Contender;

async function startAll(setting: Setting): Promise<Record<'baton' | 'ack' | 'write' | 'transaction', ForClick>> {
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
  return {
    baton: named('Baton', await start(bot(product)), own),
    ack: named('Bolt that acks', await apart('ack'), bare),
    write: named('Bolt, one write', await apart('write'), bare),
    transaction: named('Bolt, one transaction', await apart('transaction'), bare),
  };
}

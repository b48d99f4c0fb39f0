import { todo } from '../../src/domain/model/outbox-work.js';
import { openMongo } from '../../src/mongo/open-mongo.js';
import { PAUSE, playing } from '../counts/count-steps.js';
import { type CountedProduct, startCounted } from '../counts/counted-product.js';
import { tapMongo } from '../counts/tap-commands.js';
import { lookedUp } from '../data/clicks.js';
import { createDatabase } from '../data/database.js';
import { inviteOf } from '../data/invites.js';
import { loadDocuments, stored } from '../data/load-documents.js';
import { MEMBERS } from '../data/people.js';
import { monotonicNow } from '../load/monotonic-clock.js';
import { signedPayload } from '../load/send-request.js';
import { figure, type Outcome } from '../measure/finding-from-rounds.js';
import { atMost } from '../report/aim.js';
import type { Section, Setting } from './section-types.js';

/** Numbers of other invites to the same job. The first is the baseline. */
const CROWDS = [0, 10, 50];

/** Number of measurements of each size. */
const TIMES = 7;

/** The cost of one thing, measured several times. */
interface Cost {
  readonly commands: number[];
  readonly ms: number[];
}

/** Measures costs that may grow with size: invites to one job, members of an agency, and tenants without due work. */
export const growth: Section = async (setting) => [
  ...(await onOneJob(setting)),
  ...(await inLargeAgency(setting)),
  ...(await withIdleTenants(setting)),
];

/** Measures one more invite to a job that has others, from its webhook to its card, one job after the other. */
async function onOneJob({ mongoUri, redisUrl, deadline, say }: Setting): Promise<Outcome[]> {
  const product = await startCounted(mongoUri, redisUrl, { undoSeconds: 60 });
  try {
    const { arrive } = playing(product, PAUSE);
    const costs: Cost[] = [];
    await arrive(1);
    for (const others of CROWDS) {
      say(`An invite to a job with ${others} others`);
      const job = `crowd-${others}`;
      for (let other = 0; other < others; other += 1) await arrive(TIMES + other, job);
      costs.push(
        await repeated(deadline, (n, cost) => measure(product, cost, () => arrive(n, others > 0 ? job : undefined))),
      );
    }
    const [alone, ...crowds] = costs as [Cost, ...Cost[]];
    return crowds.flatMap((crowd, at) =>
      compared(`Webhook to card, ${CROWDS[at + 1]} other invites to the job`, crowd, ['without other invites', alone]),
    );
  } finally {
    await product.close();
  }
}

/** Measures several times while there is time, and at least once. */
async function repeated(deadline: number, act: (n: number, cost: Cost) => Promise<void>): Promise<Cost> {
  const cost: Cost = { commands: [], ms: [] };
  for (let n = 0; n < TIMES && (n === 0 || monotonicNow() < deadline); n += 1) await act(n, cost);
  return cost;
}

async function measure({ tally }: CountedProduct, cost: Cost, act: () => Promise<unknown>): Promise<void> {
  tally.take();
  const begun = monotonicNow();
  await act();
  cost.ms.push(monotonicNow() - begun);
  cost.commands.push(tally.take().counts.commands);
}

/** Measures one look-up in the picker, once the directory is cached. */
async function inLargeAgency(setting: Setting): Promise<Outcome[]> {
  const costs: Cost[] = [];
  for (const members of [MEMBERS, setting.size.members]) {
    setting.say(`The picker of ${members.toLocaleString('en')} members`);
    const product = await startCounted(setting.mongoUri, setting.redisUrl, { undoSeconds: 60, members });
    try {
      const { arrive, invited } = playing(product, PAUSE);
      const invite = await invited((await arrive(1)).externalId);
      const type = () => product.send(signedPayload(product.secrets.slackSigning, lookedUp(invite, 1)));
      await type();
      costs.push(await repeated(setting.deadline, (_, cost) => measure(product, cost, type)));
    } finally {
      await product.close();
    }
  }
  const [few, many] = costs as [Cost, Cost];
  const baseline = `of ${MEMBERS.toLocaleString('en')}`;
  return compared(`A picker’s look-up of ${setting.size.members.toLocaleString('en')} members`, many, [baseline, few]);
}

const HOUR = 60 * 60_000;

/** Measures the reads of a sweep with many tenants that have an open invite and no due work. */
async function withIdleTenants({ mongoUri, secrets, size, deadline, say, later }: Setting): Promise<Outcome[]> {
  const { tenants } = size;
  say(`A sweep beside ${tenants.toLocaleString('en')} tenants with nothing due`);
  const agency = { secrets, marketplaceUrl: 'http://127.0.0.1:9', undoSeconds: 60, members: 10 };
  const database = await createDatabase(mongoUri, agency);
  later(database.close);
  let reads = 0;
  const tap = await tapMongo(database.uri, ({ name }) => {
    if (name === 'find' || name === 'getMore') reads += 1;
  });
  const uri = Object.assign(new URL(database.uri), { host: `127.0.0.1:${tap.port}`, search: '?directConnection=true' });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const store = await openMongo({ uri: uri.href, keys: [secrets.encryptionKey], log });
  const sweep = async (_: number, { commands, ms }: Cost): Promise<void> => {
    reads = 0;
    const begun = monotonicNow();
    await store.ports.worklist.due(new Date(), 20_000);
    ms.push(monotonicNow() - begun);
    commands.push(reads);
  };
  try {
    const few = await repeated(deadline, sweep);
    await loadDocuments(database.collection('invites'), idle(tenants));
    // SecantusDB brings an index up to date at the first read after writes: seconds after so many
    await store.ports.worklist.due(new Date(), 20_000);
    return compared(
      `A sweep beside ${tenants.toLocaleString('en')} tenants with nothing due`,
      await repeated(deadline, sweep),
      ['beside one', few],
    );
  } finally {
    await store.close();
    await tap.close();
  }
}

function* idle(tenants: number) {
  for (let n = 0; n < tenants; n += 1) {
    const expires = new Date(Date.now() + HOUR * (1 + (n % 24)));
    yield stored({ ...inviteOf('idle', 0), tenantId: `TIDLE${n}`, work: [todo('expire-invite', expires)] });
  }
}

/** Compares two costs by their commands and by their times. */
const compared = (what: string, { commands, ms }: Cost, [name, few]: readonly [string, Cost]): Outcome[] => [
  figure({ what: `${what}, commands`, unit: 'commands', aim: atMost(1.1) }, commands, [name, few.commands]),
  figure({ what: `${what}, time`, unit: 'ms' }, ms, [name, few.ms]),
];

import { setTimeout as sleep } from 'node:timers/promises';
import { openQueues } from '../../jobs/bullmq/queues.js';
import { createRedisRateLimiter } from '../../jobs/bullmq/redis-rate-limiter.js';
import { dispatchAfterCommit } from '../../jobs/dispatch-after-commit.js';
import { JOBS } from '../../jobs/job-definitions.js';
import { noMetrics } from '../../jobs/job-metrics.js';
import { placesFrom, type RateLimiter } from '../../jobs/rate-limits.js';
import { createInPlace, type Schedule } from '../../jobs/run-in-place.js';
import { createRunner, workAfter } from '../../jobs/runner.js';
import { readConfig } from '../../src/config/config.js';
import type { Ref, Work, Workable } from '../../src/domain/model/outbox-work.js';
import type { Ports } from '../../src/domain/ports.js';
import { listen } from '../../src/lib/listen.js';
import { openMongo } from '../../src/mongo/open-mongo.js';
import { createSlackApp } from '../../src/slack/app/app.js';
import { createSlackClients } from '../../src/slack/delivery/slack-clients.js';
import { createMarketplace } from '../../src/sources/create-marketplace.js';
import { createSources } from '../../src/sources/create-sources.js';
import type { Fetch } from '../../src/sources/http/guarded-fetch.js';
import { webhookReader } from '../../src/sources/webhook-reader.js';
import { createApp, mountEnd } from '../../src/web/express-app.js';
import { createMetrics } from '../../src/web/metrics.js';
import { webhooksBefore } from '../../src/web/webhooks.js';
import { createDatabase, type Database } from '../data/database.js';
import { MEMBERS } from '../data/people.js';
import { makeSecrets, type Secrets } from '../data/secrets.js';
import type { BenchRequest } from '../load/send-request.js';
import { createTally, type Tally } from './command-tally.js';
import { createFakeServices, type FakeServices } from './fake-services.js';
import { type MongoCommand, tapMongo, tapRedis } from './tap-commands.js';

/** Bot and worker in this process, whose commands and calls are counted. */
export interface CountedProduct {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly tally: Tally;
  readonly outside: FakeServices;
  readonly ports: Ports;
  /** Sends a request to the bot. @throws Error unless it is answered 200 */
  send(request: BenchRequest): Promise<void>;
  /** Runs the work that becomes due within `ms` milliseconds, one job after the other, by a clock of its own. */
  run(ms: number): Promise<void>;
  close(): Promise<void>;
}

const MARKETPLACE = 'https://market.example';

const log = { info: () => {}, warn: () => {}, error: () => {} };

/** A call that is due at a time. */
interface Due {
  readonly at: Date;
  readonly call: () => Promise<void>;
}

/** Creates a queue of calls in the order of their due times, for one process that makes one at a time. */
function createWaiting() {
  const all = new Map<string, Due>();
  let added = 0;
  const later = (at: Date, call: Due['call'], key = String(added++)) => void all.set(key, { at, call });
  return {
    later,
    /** Adds a call unless one with this key is waiting, as BullMQ does with the id of a job. */
    once: (key: string, at: Date, call: Due['call']) => {
      if (!all.has(key)) later(at, call, key);
    },
    /** Takes the earliest call that is due by `deadline`. */
    next(deadline: Date): Due | undefined {
      const [first] = [...all].sort(([, a], [, b]) => a.at.getTime() - b.at.getTime());
      if (!first || first[1].at > deadline) return undefined;
      all.delete(first[0]);
      return first[1];
    },
  };
}

interface CountedOptions {
  readonly undoSeconds: number;
  /** Number of the agency's members; `MEMBERS` when absent. */
  readonly members?: number;
  /** Called with each command to MongoDB. */
  readonly seen?: (command: MongoCommand) => void;
}

/** Wires the product as a bot and a worker do, with counting proxies before MongoDB and Redis. */
export async function startCounted(
  mongoUri: string,
  redisUrl: string,
  { undoSeconds, members = MEMBERS, seen = () => {} }: CountedOptions,
): Promise<CountedProduct> {
  const tally = createTally();
  const secrets = makeSecrets();
  const outside = createFakeServices(MARKETPLACE, tally.http);
  const database = await createDatabase(mongoUri, { secrets, marketplaceUrl: MARKETPLACE, undoSeconds, members });
  const take = (command: MongoCommand) => {
    tally.mongo(command);
    seen(command);
  };
  const [mongo, redis] = [await tapMongo(mongoUri, take), await tapRedis(redisUrl, tally.redis)];
  const through = (uri: string, port: number) => Object.assign(new URL(uri), { host: `127.0.0.1:${port}` });
  const mongoUrl = through(database.uri, mongo.port);
  // else the driver would go on to the addresses that the replica set names
  mongoUrl.search = '?directConnection=true';
  const config = readConfig({
    PUBLIC_URL: 'https://baton.example',
    MONGODB_URI: mongoUrl.href,
    REDIS_URL: through(redisUrl, redis.port).href,
    QUEUE_PREFIX: `{${database.name}}`,
    SLACK_SIGNING_SECRET: secrets.slackSigning,
    SLACK_CLIENT_ID: 'bench',
    SLACK_CLIENT_SECRET: secrets.slackClient,
    SLACK_STATE_SECRET: secrets.slackState,
    ENCRYPTION_KEYS: secrets.encryptionKey,
    MARKETPLACE_TRUSTED_ORIGINS: MARKETPLACE,
  });
  const store = await openMongo({ uri: config.MONGODB_URI, keys: config.ENCRYPTION_KEYS, log });
  const queues = openQueues({ redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX, log });
  while (queues.redis.status !== 'ready') await sleep(5);
  const clock = createClock();
  const waiting = createWaiting();
  const jobs = {
    dispatch: (doc: Workable) => {
      queues.jobs.dispatch(doc);
      enqueue({ tenantId: doc.tenantId, id: doc.id }, doc.work);
    },
  };
  const { fetch } = outside;
  const limits = createRedisRateLimiter(queues.redis, config.QUEUE_PREFIX);
  // Redis goes by the machine's clock, which is not this product's: there is always a place
  const limiter: RateLimiter = { ...limits, take: (...given) => limits.take(...given).then(() => 0) };
  const marketplace = createMarketplace({
    connections: store.ports.connections,
    trustedOrigins: config.MARKETPLACE_TRUSTED_ORIGINS,
    admit: placesFrom(limiter),
    fetch: fetch as unknown as Fetch,
  });
  const { installations } = store;
  const slack = createSlackClients({ config, installations, log, members: store.ports.members, fetch });
  // as long as a slow machine may take
  const leaseMs = 3_600_000;
  const runner = createRunner({
    table: JOBS,
    limiter,
    metrics: { ...noMetrics, ran: (job, outcome) => tally.ran(job, outcome) },
    random: () => 0,
    leaseMs,
  });
  const schedule: Schedule = (at, call) => waiting.later(at, call);
  const inPlace = createInPlace({ runner, table: JOBS, jobs, admits: () => true, schedule, leaseMs }, () => ports);
  const ports: Ports = dispatchAfterCommit(
    { ...store.ports, ...slack, marketplace, sources: createSources(), log, clock },
    jobs,
    inPlace,
  );
  const app = createApp();
  const slackApp = createSlackApp({ ports, config, installations, express: app, fetch });
  mountEnd(app, log);
  const serve = webhooksBefore(app, {
    ports,
    readerOf: (connection) => webhookReader(connection),
    metrics: createMetrics({}),
  });
  const server = await listen(serve, 0, '127.0.0.1');

  /** Schedules the work as a BullMQ worker would run it when it is due. */
  function enqueue(ref: Ref, items: readonly Work[]): void {
    for (const work of items) {
      const fetch = async () => {
        tally.fetched();
        enqueue(ref, workAfter(await runner.run(ports, work.job, ref)));
      };
      waiting.once(`${work.id}-${work.attempts}`, work.at, fetch);
    }
  }

  async function runNext(deadline: Date): Promise<boolean> {
    const next = waiting.next(deadline);
    if (!next) return false;
    clock.reach(next.at);
    await next.call();
    return true;
  }

  return {
    database,
    secrets,
    tally,
    outside,
    ports,
    send: async ({ path, headers, body }) => {
      const answer = await globalThis.fetch(`http://127.0.0.1:${server.port}${path}`, {
        method: 'POST',
        headers,
        body,
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`);
    },
    run: async (ms) => {
      const deadline = new Date(clock.now().getTime() + ms);
      while (await runNext(deadline));
      clock.reach(deadline);
    },
    close: async () => {
      await Promise.all([server.close(1000), slackApp.stop(1000)]);
      await Promise.all([queues.close(), marketplace.close()]);
      await store.close();
      await Promise.all([mongo.close(), redis.close(), database.close()]);
    },
  };
}

/** Creates a clock that stands still until it is told to reach a time. */
function createClock() {
  let time = Date.now();
  return {
    now: () => new Date(time),
    reach: (at: Date) => {
      time = Math.max(time, at.getTime());
    },
  };
}

import type { DemoEnvironment } from '../../sandbox/demo/start-demo-environment.js';
import { urisOn } from '../support/fresh-uris.js';
import { openStage, type TestStage } from '../support/open-stage.js';
import type { SourceFault } from '../support/product/product-process.js';
import { type Cluster, startCluster } from './cluster.js';
import { type Mortal, mortalMongo, mortalRedis } from './killable-servers.js';
import type { ByHandWay } from './plan.js';
import { openByHand, openTenants, type Tenant } from './tenants.js';

/** Baton in processes of its own, with servers that can be killed, and tenants. */
export interface World {
  readonly stage: TestStage;
  readonly cluster: Cluster;
  readonly mongo: Mortal;
  readonly redis: Awaited<ReturnType<typeof mortalRedis>>;
  readonly tenants: readonly Tenant[];
  /** The agencies whose people decide by hand. */
  readonly byHand: Readonly<Record<ByHandWay, Tenant>>;
  /** How long anything is waited for, in milliseconds. */
  readonly patienceMs: number;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly tenants: number;
  /** Whether bots run the work that they cause. */
  readonly botRunsJobs: boolean;
  readonly fault: SourceFault | undefined;
  readonly patienceMs: number;
  readonly say: (line: string) => void;
}

/** The undo window of every tenant, in seconds: long enough to press *Undo* while servers are away. */
const UNDO_SECONDS = 5;

/** Starts everything and opens the tenants. */
export async function openWorld({ tenants: count, botRunsJobs, fault, patienceMs, say }: WorldOptions): Promise<World> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.reverse()) await end();
  };
  try {
    const mongo = await mortalMongo(say);
    closers.push(mongo.close);
    const redis = await mortalRedis(say);
    closers.push(redis.close);
    const place: { cluster?: Cluster } = {};
    const bot = async ({ config }: DemoEnvironment) => {
      place.cluster = await startCluster(config, fault);
      closers.push(place.cluster.close);
    };
    const worker = async () => undefined;
    const uris = urisOn({ mongo: mongo.uri, redis: redis.uri });
    const baton = { BOT_RUNS_JOBS: String(botRunsJobs) };
    const stage = await openStage({ uris, undoSeconds: UNDO_SECONDS, baton, bot, worker });
    closers.push(stage.close);
    const [tenants, byHand] = await Promise.all([openTenants(stage, count), openByHand(stage)]);
    return { stage, cluster: place.cluster as Cluster, mongo, redis, tenants, byHand, patienceMs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

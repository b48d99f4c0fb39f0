import { freePort } from '../../sandbox/services/tcp-ports.js';
import type { Config } from '../../src/config/config.js';
import { type LogLine, type Product, type SourceFault, startProduct } from '../support/product/product-process.js';
import { type Gate, openGate } from './tcp-gate.js';

export type Role = Product['name'];

/** Bots behind one address, and workers, in processes of their own. */
export interface Cluster {
  /** Those that run, the oldest first. */
  running(role: Role): readonly Product[];
  /** Kills a process. */
  kill(product: Product): Promise<void>;
  /** Starts processes until there are as many as in the beginning. */
  refill(): Promise<void>;
  /** Processes that ended and had not been killed, with how. */
  ended(): readonly string[];
  /** The logs of all that ran since the last call, in order of time. */
  logs(): readonly LogLine[];
  close(): Promise<void>;
}

/** Processes of each kind. */
const MANY = 2;

/** Starts two bots at the address of the configuration, and two workers. */
export async function startCluster(config: Config, fault: SourceFault | undefined): Promise<Cluster> {
  const gate: Gate = await openGate(config.PORT);
  const products: Product[] = [];
  const killed = new Set<Product>();
  const running = (role: Role) => products.filter((one) => one.name === role && one.ended() === undefined);
  const lead = () => gate.lead(running('bot').map(({ port }) => port));
  const start = async (name: Role) => {
    products.push(await startProduct({ name, config, port: await freePort(), fault, level: 'info' }));
    lead();
  };
  let refilled = Promise.resolve();
  const fill = async () => {
    const missing = (['bot', 'worker'] as const).flatMap((role) =>
      Array.from({ length: Math.max(0, MANY - running(role).length) }, () => role),
    );
    await Promise.all(missing.map(start));
  };
  const refill = () => {
    refilled = refilled.catch(() => undefined).then(fill);
    return refilled;
  };
  const close = async () => {
    await Promise.all(products.map((product) => product.kill()));
    await gate.close();
  };
  await refill().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    running,
    refill,
    close,
    kill: async (product) => {
      killed.add(product);
      await product.kill();
      lead();
    },
    logs: () =>
      products
        .flatMap(
          (product, at) => product.taken().map((line) => ({ ...line, process: `${product.name} ${at}` })) as LogLine[],
        )
        .sort((one, other) => (one.time ?? '').localeCompare(other.time ?? '')),
    ended: () =>
      products.flatMap((one) => {
        const end = killed.has(one) ? undefined : one.ended();
        return end === undefined ? [] : [`a ${one.name} ended by itself: ${end}`];
      }),
  };
}
